"""The samples of a run after each epoch, as an animation."""

import re

from tfgan_zoo import callbacks, plots
from tfgan_zoo.pictures import flags

NAME = "gif"
FILE = "samples.gif"
HELP = "the samples of a run over time"
TITLE = "Samples over time"
AT_END = {}


def add_flags(parser):
    flags.add_run(parser)


def draw(path, subject):
    """Animate the pictures that the run has drawn of the same noise after each epoch.

    Args:
        path: the GIF to write.
        subject: `Subject` with the folder of a run.

    Returns:
        how many frames it has, in words.

    Raises:
        ValueError: if there are no pictures.
    """
    folder = subject.folder
    frames = sorted(folder.samples.glob("epoch-*.png"))
    if not frames:
        raise ValueError(f"{folder.samples} has no pictures of samples (epoch-0001.png and so on): train first.")
    steps = {row["epoch"]: row["steps"] for row in callbacks.Table(folder.losses).rows()}
    epochs = [str(int(re.search(r"\d+", frame.name).group())) for frame in frames]
    names = [f"epoch {epoch}" + (f", {steps[epoch]} steps" if epoch in steps else "") for epoch in epochs]
    return f"{plots.animation(path, frames, names)} frames"
