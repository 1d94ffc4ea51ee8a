"""What matplotlib's pictures share: they are drawn without pyplot and its global state."""

from tfgan_zoo.saving.atomic import atomic_write

DOTS_PER_INCH = 110


def save(path, figure):
    """Write a matplotlib figure, making its folder where it is missing."""
    with atomic_write(path) as temporary:
        figure.savefig(temporary)
