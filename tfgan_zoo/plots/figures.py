"""Shared settings of matplotlib figures, which are drawn without pyplot and its global state."""

from tfgan_zoo.saving.atomic import atomic_write

DOTS_PER_INCH = 110


def save(path, figure):
    """Write a matplotlib figure atomically, creating its folder if it is missing."""
    with atomic_write(path) as temporary:
        figure.savefig(temporary)
