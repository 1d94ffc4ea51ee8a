"""How large the gradients of one training step are, variable by variable, of each player."""

from tfgan_zoo import explain, plots
from tfgan_zoo.pictures import flags

NAME = "gradients"
FILE = "gradients.png"
HELP = "histograms of the gradients of one training step"
TITLE = "Gradients of one more step"
AT_END = {}


def add_flags(parser):
    flags.add_source(parser, flags.GAME)
    flags.add_data(parser)


def draw(path, subject):
    """Draw the gradients of the next step, without taking it.

    Args:
        path: the PNG to write.
        subject: `Subject` with a game and data.
    """
    game = subject.game
    gradients = explain.player_gradients(game, subject.next_batch())
    title = f"Gradients of a step after {int(game.steps.numpy())} steps\n{subject.name}"
    plots.gradient_histograms(path, gradients, title)
