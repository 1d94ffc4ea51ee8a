"""The flags of a recipe: the common ones, and one for each of its constants."""

import argparse
import ast

from tfgan_zoo.distribution.strategies import STRATEGIES
from tfgan_zoo.saving.checkpoints import CHECKPOINTS, LAST

PRECISIONS = ("float32", "mixed_bfloat16", "mixed_float16")
STRATEGY_HELP = (
    "over devices: mirrored takes all GPUs here, multi-worker the machines in TF_CONFIG, tpu a TPU (never tried); "
    "they share each batch (default: none)"
)
ON_NAN = STOP, SKIP, ROLL_BACK = "stop", "skip", "roll-back"
ON_PROBLEM = WARN, STOP, IGNORE = "warn", "stop", "ignore"
EPOCHS = 20
FAILURE = 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message):
        self.exit(FAILURE, f"{self.prog}: error: {message}; --help shows all flags.\n")


def flags_of(source, argv, program=None):
    """The value of every flag of a recipe.

    Args:
        source: `RecipeSource` of the recipe.
        argv: words of the command line.
        program: how the command is called, for its help.

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
        add_flag(own, flag.name, flag.default, flag.help, source.constants["PAPER"])
    return parser


def add_common_flags(group, source):
    """The flags that every recipe has."""
    constants, paper = source.constants, source.constants["PAPER"]
    group.add_argument(
        "--out", default=f"runs/{source.path.stem}", metavar="FOLDER", help="the run's folder (default: %(default)s)"
    )
    add_flag(group, "dataset", constants["DATASET"], "name of a data set, or a folder of images", paper)
    group.add_argument("--data-dir", metavar="FOLDER", help="where TensorFlow Datasets keeps its data")
    add_flag(group, "skip_bad", 0, "damaged pictures to skip at most, each named", paper, not_negative)
    steps, batch = f"training steps {source.helps['STEPS']}", f"examples in a batch {source.helps['BATCH_SIZE']}"
    add_flag(group, "steps", constants["STEPS"], steps.strip(), paper, positive)
    add_flag(group, "batch_size", constants["BATCH_SIZE"], batch.strip(), paper, positive)
    add_flag(
        group,
        "epochs",
        EPOCHS,
        "parts of the run; each ends in a picture, metrics, a checkpoint",
        paper,
        positive,
    )
    add_evaluation_flags(group)
    add_flag(group, "seed", 0, "of every draw", paper)
    group.add_argument("--precision", choices=PRECISIONS, default="float32", help="of the networks (default: float32)")
    add_execution_flags(group)
    group.add_argument("--strategy", choices=STRATEGIES, default="none", help=STRATEGY_HELP)
    add_flag(group, "synchronized_batch_norm", False, "batch statistics over all devices together", paper)
    values = ", ".join(f"--{name.replace('_', '-')} {value}" for name, value in paper.items())
    group.add_argument("--paper", action="store_true", help=f"run the paper's numbers: {values or 'those above'}")


def add_evaluation_flags(group):
    """How often a run is measured, and whether that ends it."""
    group.add_argument(
        "--evaluate-every",
        type=positive,
        default=1,
        metavar="N",
        help="epochs from one measurement to the next; the last epoch is always evaluated (default: 1)",
    )
    group.add_argument(
        "--patience",
        type=positive,
        metavar="N",
        help="end the run when its first metric has not improved for N measurements (default: never)",
    )
    group.add_argument(
        "--on-problem",
        choices=ON_PROBLEM,
        default=WARN,
        help="when training looks wrong (docs/monitor.md): warn, stop and export the best generator so far, or do not "
        f"look (default: {WARN})",
    )


def add_execution_flags(group):
    """How a step is executed, and what happens when it fails."""
    group.add_argument(
        "--jit-compile",
        action=argparse.BooleanOptionalAction,
        help="whether XLA compiles whole steps (default: the recipe's choice)",
    )
    group.add_argument(
        "--steps-per-execution",
        type=positive,
        metavar="N",
        help="steps that TensorFlow takes in one call (default: the recipe's choice)",
    )
    group.add_argument(
        "--on-nan",
        choices=ON_NAN,
        default=STOP,
        help="when a term is not finite: stop, skip the player's step, or roll back to the last checkpoint and "
        f"continue with other noise (default: {STOP})",
    )


def add_flag(group, name, default, text, paper, kind=None):
    """One flag, of the type that its default has."""
    beside = f", paper: {paper[name]}" if name in paper else ""
    text = f"{text} (default: {default}{beside})".strip().replace("%", "%%")
    option = f"--{name.replace('_', '-')}"
    if isinstance(default, bool):
        group.add_argument(option, action=argparse.BooleanOptionalAction, default=default, help=text)
        return
    kind = kind or (type(default) if isinstance(default, (int, float, str)) else literal)
    metavar = {int: "N", positive: "N", not_negative: "N", float: "X", str: "NAME"}.get(kind, "VALUE")
    group.add_argument(option, type=kind, default=default, metavar=metavar, help=text)


def add_checkpoint(parser):
    """The flag that chooses a run's checkpoint."""
    parser.add_argument("--checkpoint", choices=CHECKPOINTS, default=LAST, help=f"which one (default: {LAST})")


def positive(text):
    """An integer of at least 1."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not an integer of at least 1")
    return number


def not_negative(text):
    """An integer of at least 0."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not an integer of at least 0")
    return int(text)


def literal(text):
    """A Python literal, such as None, 0.5 or (1,2); anything else is taken as text."""
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
