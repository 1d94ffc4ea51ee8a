"""`tfgan-zoo evaluate`."""

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import add_checkpoint, positive
from tfgan_zoo.runs.places import check_run


def add(subparsers):
    parser = subparsers.add_parser(
        "evaluate",
        help="evaluate a run",
        description="Evaluate a run with its recipe's metrics. The run is not changed.",
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder")
    parser.add_argument("--split", metavar="NAME", help="split to evaluate on (default: that of the run)")
    parser.add_argument("--num", type=positive, metavar="N", help="real and generated samples (default: all)")
    add_checkpoint(parser)
    parser.set_defaults(command=evaluate)


def evaluate(flags):
    check_run(flags.run, flags.checkpoint)
    for result in loaded("runs").evaluate(flags.run, flags.split, flags.num, flags.checkpoint):
        print(result)
    return 0
