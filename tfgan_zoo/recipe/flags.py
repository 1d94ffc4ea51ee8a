"""The flags of a recipe: common ones, and one for each of its constants."""

import argparse
import ast
import functools
import os
import pathlib
import types

from tfgan_zoo.checks import COUNT, SEED, range_of
from tfgan_zoo.dataset_names import check_dataset
from tfgan_zoo.distribution.strategies import STRATEGIES
from tfgan_zoo.saving.checkpoints import CHECKPOINTS, LAST

PRECISIONS = ("float32", "mixed_bfloat16", "mixed_float16")
STRATEGY_HELP = (
    "devices: mirrored uses all GPUs of this machine, multi-worker the machines in TF_CONFIG, tpu a TPU (not tested); "
    "they share each batch (default: none)"
)
FILES = ("inception", "classifier", "lpips", "perceptual", "oracle")  # flags that name a file, which has to be there
ON_NAN = STOP, SKIP, ROLL_BACK = "stop", "skip", "roll-back"
ON_PROBLEM = WARN, STOP, IGNORE = "warn", "stop", "ignore"
EPOCHS = 20
FAILURE = 2


class Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line."""

    def parse_args(self, args=None, namespace=None):
        for word in args or ():
            if word.startswith("--") and word.endswith("=--"):  # argparse would give an empty list
                self.error(f"argument {word[:-3]}: -- is not a value")
        return super().parse_args(args, namespace)

    def error(self, message):
        self.exit(FAILURE, f"{self.prog}: error: {message}; --help shows all flags.\n")


def flags_of(source, argv, program=None):
    """The value of every flag of a recipe.

    Args:
        source: `RecipeSource` of the recipe.
        argv: command-line arguments.
        program: the command, for its help.

    Returns:
        dict from name to value, `out` included.

    Example:
        >>> flags_of(tfgan_zoo.recipe.source.find("dcgan"), ["--width", "8"])["width"]
        8
    """
    parser = recipe_parser(source, program)
    if "--paper" in argv:
        parser.set_defaults(**source.constants["PAPER"])
    flags = vars(parser.parse_args(argv))
    del flags["paper"]
    return flags


def recipe_parser(source, program=None):
    """The parser of one recipe's flags."""
    parser = Parser(
        prog=program or f"tfgan-zoo train {source.name}",
        description=f"{source.summary}\n\n{source.description}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_common_flags(parser.add_argument_group("the run"), source)
    own = parser.add_argument_group("constants of the recipe")
    for flag in source.flags:
        add_flag(own, flag.name, flag.default, flag.help, source.constants["PAPER"], source.path.stem)
    return parser


def add_common_flags(group, source):
    """The flags that every recipe has."""
    constants, paper = source.constants, source.constants["PAPER"]
    group.add_argument(
        "--out", default=f"runs/{source.path.stem}", metavar="FOLDER", help="the run's folder (default: %(default)s)"
    )
    add_flag(group, "dataset", constants["DATASET"], "name of a data set, or a folder of images", paper)
    group.add_argument("--data-dir", metavar="FOLDER", help="where TensorFlow Datasets keeps its data")
    add_flag(group, "skip_bad", 0, "damaged pictures to skip at most, each named", paper)
    steps, batch = f"training steps {source.helps['STEPS']}", f"examples in a batch {source.helps['BATCH_SIZE']}"
    add_flag(group, "steps", constants["STEPS"], steps.strip(), paper)
    add_flag(group, "batch_size", constants["BATCH_SIZE"], batch.strip(), paper)
    add_flag(group, "epochs", EPOCHS, "parts of the run; each ends in a picture, metrics, a checkpoint", paper)
    add_evaluation_flags(group)
    add_flag(group, "seed", 0, "random seed", paper)
    group.add_argument("--precision", choices=PRECISIONS, default="float32", help="dtype policy (default: float32)")
    add_execution_flags(group)
    group.add_argument("--strategy", choices=STRATEGIES, default="none", help=STRATEGY_HELP)
    add_flag(group, "synchronized_batch_norm", False, "batch statistics over all devices", paper)
    values = ", ".join(f"--{name.replace('_', '-')} {value}" for name, value in paper.items())
    group.add_argument("--paper", action="store_true", help=f"use the paper's values: {values or 'those above'}")


@functools.cache
def common_names():
    """The names of the flags that every recipe has, which none can have as constants of its own."""
    constants = {"DATASET": None, "STEPS": 1, "BATCH_SIZE": 1, "PAPER": {}}
    nothing = types.SimpleNamespace(
        constants=constants, helps=dict.fromkeys(constants, ""), path=pathlib.Path("recipe")
    )
    parser = Parser(add_help=False)
    add_common_flags(parser, nothing)
    return tuple(action.dest for action in parser._actions)


def add_evaluation_flags(group):
    """Flags of evaluation and early stopping."""
    group.add_argument(
        "--evaluate-every",
        type=positive,
        default=1,
        metavar="N",
        help="epochs between evaluations; the last epoch is always evaluated (default: 1)",
    )
    group.add_argument(
        "--patience",
        type=positive,
        metavar="N",
        help="end the run when the metric that chooses has not improved for N evaluations (default: never)",
    )
    group.add_argument(
        "--on-problem",
        choices=ON_PROBLEM,
        default=WARN,
        help="when the monitor finds a problem (docs/monitor.md): warn, stop and export the best generator so far, or "
        f"do not monitor (default: {WARN})",
    )


def add_execution_flags(group):
    """Flags of the execution of steps, and of failing steps."""
    group.add_argument(
        "--jit-compile",
        action=argparse.BooleanOptionalAction,
        help="whether XLA compiles whole steps (default: the recipe's choice)",
    )
    group.add_argument(
        "--steps-per-execution",
        type=positive,
        metavar="N",
        help="steps that TensorFlow runs in one call (default: the recipe's choice)",
    )
    group.add_argument(
        "--on-nan",
        choices=ON_NAN,
        default=STOP,
        help="when a term is not finite: stop, skip the player's step, or roll back to the last checkpoint and "
        f"continue with other noise (default: {STOP})",
    )


def add_flag(group, name, default, text, paper, owner=""):
    """One flag, of the type that its default has, and in the range that its name has; `owner` as in `range_of`."""
    beside = f", paper: {paper[name]}" if name in paper else ""
    text = f"{text} (default: {default}{beside})".strip().replace("%", "%%")
    option = f"--{name.replace('_', '-')}"
    if isinstance(default, bool):
        group.add_argument(option, action=argparse.BooleanOptionalAction, default=default, help=text)
        return
    kind, metavar = kind_of(name, default, owner)
    group.add_argument(option, type=kind, default=default, metavar=metavar, help=text)


def kind_of(name, default, owner=""):
    """The function that reads a flag's text, and what stands for its value in the help; `owner` as in `range_of`."""
    if isinstance(default, str):
        return dataset_name if name == "dataset" else str, "NAME"
    allowed = range_of(name, default, owner)
    if default is None and name in FILES:
        return existing_file, "FILE"
    if default is None:
        return functools.partial(literal, allowed=allowed), "VALUE"
    if allowed is None:
        return literal, "VALUE"
    return number_in(allowed), "N" if allowed.is_integer else "X"


def add_checkpoint(parser):
    """The flag that selects a run's checkpoint."""
    parser.add_argument("--checkpoint", choices=CHECKPOINTS, default=LAST, help=f"which checkpoint (default: {LAST})")


def number_in(allowed):
    """The function that reads a number in a range from a flag's text.

    Args:
        allowed: `tfgan_zoo.checks.Range`.

    Returns:
        function from text to the number, for `type=` of `argparse`.

    Example:
        >>> from tfgan_zoo.checks import COUNT
        >>> number_in(COUNT)("3")
        3
    """

    def number(text):
        try:
            value = int(text) if allowed.is_integer else float(text)
        except ValueError:
            value = None
        if value is None or value not in allowed:
            raise argparse.ArgumentTypeError(f"{text} is not {allowed.expected(value)}")
        return value

    return number


def dataset_name(text):
    """The name of a dataset, or of a folder that there is."""
    try:
        check_dataset(text)
    except (ValueError, FileNotFoundError) as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def existing_file(text):
    """A file that there is; None for the word, which is how a recipe's default is given."""
    if text == "None":
        return None
    if not os.path.isfile(text):
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return text


positive, seed = number_in(COUNT), number_in(SEED)


def literal(text, allowed=None):
    """A Python literal, such as None, 0.5 or (1,2); anything else is taken as text.

    Args:
        text: of a flag.
        allowed: `tfgan_zoo.checks.Range` that a number has to be in; None for any literal.
    """
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        value = text
    if allowed is not None and value is not None and value not in allowed:
        raise argparse.ArgumentTypeError(f"{text} is neither None nor {allowed.expected(value)}")
    return value
