"""`tfgan-zoo train`."""

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import flags_of


def add(subparsers):
    """Only for the help: the flags depend on the recipe."""
    training = subparsers.add_parser(
        "train",
        help="train a recipe, or resume its run",
        description="Train a recipe, or resume its run. `tfgan-zoo train RECIPE --help` shows the recipe's flags.",
    )
    training.add_argument("recipe", metavar="RECIPE", help="a name from `tfgan-zoo list`, or my/recipe.py")


def train(source, argv, program):
    flags = flags_of(source, argv, program)
    out = flags.pop("out")
    loaded("training").train(source, flags, out)
    return 0
