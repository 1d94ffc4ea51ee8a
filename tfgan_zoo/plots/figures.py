"""What all matplotlib figures share: they are drawn without pyplot, so that no global state is touched."""

import pathlib

DOTS_PER_INCH = 110


def save(path, figure):
    """Write a matplotlib figure, making its folder where it is missing."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
