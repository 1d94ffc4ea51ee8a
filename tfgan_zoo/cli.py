"""The command line: `tfgan-zoo list`, `train`, `sample`, `evaluate`, `export`.

Only a command that works imports TensorFlow; help and errors in flags answer at once.
"""

import gc
import os
import pathlib
import signal
import sys

from tfgan_zoo import recipe_source
from tfgan_zoo.recipe_flags import FAILURE, Parser, flags_of, positive

SIGNALLED = 128  # and the signal's number, as shells have it


def main(argv=None):
    """Run a command.

    Args:
        argv: words after `tfgan-zoo`; those of the command line when None.

    Returns:
        exit code: 0, 2 after an error, 75 where another worker is lost, 130 after Ctrl-C, 143 after SIGTERM.

    Example:
        >>> main(["list"])  # doctest: +SKIP
        dcgan    convolutional players that train stably.
        0
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    argv = sys.argv[1:] if argv is None else argv
    try:
        if argv[:1] == ["train"] and argv[1:] and not argv[1].startswith("-"):
            return train(recipe_source.find(argv[1]), argv[2:], f"tfgan-zoo train {argv[1]}")
        flags = commands().parse_args(argv)
        return flags.command(flags)
    except KeyboardInterrupt as stop:  # or callbacks.Interrupted, which is one
        message = str(stop) or "stopped; the same command goes on from the last checkpoint."
        print(f"\ntfgan-zoo: {message}", file=sys.stderr)
        gc.freeze()  # or Python searches TensorFlow's graphs for garbage before it ends, longer than saving took
        return SIGNALLED + getattr(stop, "signal", signal.SIGINT)
    except (ValueError, OSError, LookupError, FloatingPointError) as error:
        if not (isinstance(error, OSError) or raised_here(error)):
            raise
        print(f"tfgan-zoo: error: {' '.join(str(error).split())}", file=sys.stderr)
        return getattr(error, "exit_code", FAILURE)


def run(path):
    """Train the recipe in a file; what a recipe does when it is run by itself.

    Args:
        path: the recipe's `__file__`.
    """
    sys.exit(main(["train", str(path), *sys.argv[1:]]))


def raised_here(error):
    """Whether this package raised it, in its own words, rather than a library or a recipe."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return pathlib.Path(__file__).resolve().parent in pathlib.Path(trace.tb_frame.f_code.co_filename).resolve().parents


def loaded_runs():
    """The part that works, and so needs TensorFlow."""
    import keras

    from tfgan_zoo import runs

    keras.config.disable_traceback_filtering()  # `raised_here` looks for the frame that raised
    return runs


# Training


def train(source, argv, program):
    """`tfgan-zoo train`."""
    flags = flags_of(source, argv, program)
    out = flags.pop("out")

    loaded_runs().train(source, flags, out)
    return 0


# The other commands


def commands():
    """The parser of all commands; that of `train` is made for its recipe."""
    parser = Parser(prog="tfgan-zoo", description="Train, measure and export generative adversarial networks.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    listing = subparsers.add_parser("list", help="the recipes", description="List the recipes.")
    listing.set_defaults(command=list_recipes)
    training = subparsers.add_parser(
        "train",
        help="train a recipe, or go on with its run",
        description="Train a recipe, or go on with its run. `tfgan-zoo train RECIPE --help` shows the recipe's flags.",
    )
    training.add_argument("recipe", metavar="RECIPE", help="a name that `tfgan-zoo list` shows, or my/recipe.py")
    add_sampling(subparsers)
    add_evaluation(subparsers)
    add_export(subparsers)
    return parser


def add_sampling(subparsers):
    parser = subparsers.add_parser("sample", help="draw samples", description="Draw samples into a picture.")
    parser.add_argument("origin", metavar="ORIGIN", help="a run's folder, a .keras file, or a version of a SavedModel")
    parser.add_argument("--num", type=positive, default=16, metavar="N", help="how many (default: 16)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="of the noise (default: 0)")
    parser.add_argument("--out", default="samples.png", metavar="FILE", help="the picture (default: samples.png)")
    add_checkpoint(parser)
    parser.set_defaults(command=sample)


def add_evaluation(subparsers):
    parser = subparsers.add_parser(
        "evaluate",
        help="measure a run",
        description="Measure a run with its recipe's measures. The run stays as it is.",
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder")
    parser.add_argument("--split", metavar="NAME", help="part of the data to measure on (default: that of the run)")
    parser.add_argument("--num", type=positive, metavar="N", help="real and generated samples (default: all)")
    add_checkpoint(parser)
    parser.set_defaults(command=evaluate)


def add_export(subparsers):
    parser = subparsers.add_parser(
        "export", help="export a run's generator", description="Export a run's generator for TF Serving."
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="folder of versions; its name is the model's")
    add_checkpoint(parser)
    parser.add_argument("--licence", metavar="TEXT", help="licence of the data, for the model card")
    parser.set_defaults(command=export)


def add_checkpoint(parser):
    choices = ("last", "previous", "best")
    parser.add_argument("--checkpoint", choices=choices, default="last", help="which one (default: last)")


def list_recipes(flags):
    """`tfgan-zoo list`."""
    names = recipe_source.names()
    for name in names:
        print(f"{name:<{max(map(len, names))}}  {recipe_source.find(name).summary}")
    return 0


def sample(flags):
    """`tfgan-zoo sample`."""
    loaded_runs().sample(flags.origin, flags.out, flags.num, flags.seed, flags.checkpoint)
    print(flags.out)
    return 0


def evaluate(flags):
    """`tfgan-zoo evaluate`."""
    for figure in loaded_runs().evaluate(flags.run, flags.split, flags.num, flags.checkpoint):
        print(figure)
    return 0


def export(flags):
    """`tfgan-zoo export`."""
    print(loaded_runs().export_run(flags.run, flags.out, flags.checkpoint, flags.licence))
    return 0


if __name__ == "__main__":
    sys.exit(main())
