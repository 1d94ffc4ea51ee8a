"""The command line, `tfgan-zoo`: one file per command.

TensorFlow is imported only when a command runs; help and errors in flags are printed at once.
"""

import gc
import os
import pathlib
import shlex
import signal
import sys

import tfgan_zoo
from tfgan_zoo.cli import (
    check,
    compare,
    diagnose,
    evaluate,
    export,
    list_recipes,
    play,
    plot,
    sample,
    serve,
    train,
    translate,
    tune,
)
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import FAILURE, Parser

# In the help's order.
COMMANDS = (list_recipes, train, diagnose, sample, translate, plot, evaluate, compare, export, serve, play, check, tune)
OF_A_RECIPE = {"train": train.train, "tune": tune.tune}  # whose flags are the recipe's

SIGNALLED = 128  # plus the signal's number, as in shells


def main(argv=None):
    """Run a command.

    Args:
        argv: arguments after `tfgan-zoo`; None uses those of the command line.

    Returns:
        exit code: 0, 1 if `check` finds a worse generator or `diagnose` a problem, 2 after an error, 75 if
        another worker is lost, 130 after Ctrl-C, 143 after SIGTERM.

    Example:
        >>> main(["train", "dcgan", "--steps", "100"])  # doctest: +SKIP
        0
    """
    return exit_code_of(answer, sys.argv[1:] if argv is None else argv)


def run(path):
    """Train the recipe in a file; called by recipes that run as scripts.

    Args:
        path: the recipe's `__file__`.
    """
    sys.exit(exit_code_of(train_script, path))


def train_script(path):
    """Train the recipe that is the running script."""
    return train.train(recipe_source.read(path), sys.argv[1:], f"python {sys.argv[0]}")


def answer(argv):
    """Do what a command line asks for, and return its exit code."""
    if argv[1:2] == ["--"]:  # after which, by custom, no word is a flag
        argv = [argv[0], *argv[2:]]
    if argv[1:] and argv[0] in OF_A_RECIPE and not argv[1].startswith("-"):
        return OF_A_RECIPE[argv[0]](recipe_source.find(argv[1]), argv[2:], f"tfgan-zoo {argv[0]} {argv[1]}")
    if argv[1:] and argv[0] in OF_A_RECIPE and argv[1] not in ("-h", "--help"):
        raise ValueError(f"the recipe comes before its flags: tfgan-zoo {argv[0]} RECIPE {shlex.join(argv[1:])}")
    flags = commands().parse_args(argv)
    return flags.command(flags)


def exit_code_of(command, given):
    """Run a command and return its exit code; errors become one line on stderr."""
    try:
        return flushed(command, given)
    except KeyboardInterrupt as stop:  # or callbacks.Interrupted, which is one
        message = str(stop) or "stopped; the same command resumes from the last checkpoint."
        print(f"\ntfgan-zoo: {message}", file=sys.stderr)
        gc.freeze()  # otherwise garbage collection of TensorFlow's graphs at exit takes longer than saving
        return SIGNALLED + getattr(stop, "signal", signal.SIGINT)
    except BrokenPipeError:  # whoever read what is printed has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it ends
        return SIGNALLED + signal.SIGPIPE
    except (ValueError, OSError, LookupError, FloatingPointError) as error:
        if not (isinstance(error, OSError) or raised_here(error)):
            raise
        print(f"tfgan-zoo: error: {' '.join(str(error).split())}", file=sys.stderr)
        return getattr(error, "exit_code", FAILURE)


def flushed(command, given):
    """The exit code of a command, when all that it prints is out."""
    try:
        return command(given)
    finally:
        sys.stdout.flush()


def raised_here(error):
    """Whether this package raised the error, rather than a library or a recipe."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    package = pathlib.Path(__file__).resolve().parents[1]
    return package in pathlib.Path(trace.tb_frame.f_code.co_filename).resolve().parents


def commands():
    """The parser of all commands; those of `train` and `tune` are made for their recipe."""
    parser = Parser(prog="tfgan-zoo", description="Train, measure and export generative adversarial networks.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {tfgan_zoo.__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(subparsers)
    return parser
