"""What matplotlib's pictures share: they are drawn without pyplot and its global state."""

from tfgan_zoo.saving.atomic import whole

DOTS_PER_INCH = 110


def save(path, figure):
    """Write a matplotlib figure, making its folder where it is missing."""
    with whole(path) as aside:
        figure.savefig(aside)
