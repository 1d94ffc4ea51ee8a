"""`tfgan-zoo export`."""

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import add_checkpoint
from tfgan_zoo.runs.places import check_run


def add(subparsers):
    parser = subparsers.add_parser(
        "export", help="export a run's generator", description="Export a run's generator for TF Serving."
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="folder of versions; its name is the model's")
    add_checkpoint(parser)
    parser.add_argument("--license", metavar="TEXT", help="license of the data, for the model card")
    parser.set_defaults(command=export)


def export(flags):
    check_run(flags.run, flags.checkpoint)
    print(loaded("runs").export_run(flags.run, flags.out, flags.checkpoint, flags.license))
    return 0
