"""The command line, `tfgan-zoo`: one file a command.

Only a command that works imports TensorFlow; help and errors in flags answer at once.
"""

import gc
import os
import pathlib
import signal
import sys

from tfgan_zoo import recipe_source
from tfgan_zoo.cli import evaluate, export, list_recipes, sample, train
from tfgan_zoo.recipe_flags import FAILURE, Parser

COMMANDS = (list_recipes, train, sample, evaluate, export)  # as the help has them

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
            return train.train(recipe_source.find(argv[1]), argv[2:], f"tfgan-zoo train {argv[1]}")
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
    package = pathlib.Path(__file__).resolve().parents[1]
    return package in pathlib.Path(trace.tb_frame.f_code.co_filename).resolve().parents


def commands():
    """The parser of all commands; that of `train` is made for its recipe."""
    parser = Parser(prog="tfgan-zoo", description="Train, measure and export generative adversarial networks.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(subparsers)
    return parser
