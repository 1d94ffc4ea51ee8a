"""Pictures of what lies in a run's folder already: its samples over time, its losses and measures."""

import re

from tfgan_zoo import plots
from tfgan_zoo.callbacks.loss_table import loss_lines
from tfgan_zoo.callbacks.metric_table import metric_panels
from tfgan_zoo.callbacks.table import Table


def animation(path, folder):
    """The pictures of samples after each epoch, as a GIF.

    Args:
        path: the GIF to write.
        folder: `Folder` of a run.

    Returns:
        how many frames it has.

    Raises:
        ValueError: if there are no pictures.
    """
    frames = sorted(folder.samples.glob("epoch-*.png"))
    if not frames:
        raise ValueError(f"{folder.samples} has no pictures of samples (epoch-0001.png and so on): train first.")
    steps = {row["epoch"]: row["steps"] for row in Table(folder.losses).rows()}
    epochs = [str(int(re.search(r"\d+", frame.name).group())) for frame in frames]
    names = [f"epoch {epoch}" + (f", {steps[epoch]} steps" if epoch in steps else "") for epoch in epochs]
    return plots.animation(path, frames, names)


def curves(path, folder):
    """Every term and every measure over the training steps.

    Args:
        path: the PNG to write.
        folder: `Folder` of a run.

    Raises:
        ValueError: if no epoch has ended.
    """
    losses, measured = Table(folder.losses).rows(), Table(folder.metrics).rows()
    if not losses:
        raise ValueError(f"{folder.losses} has no epoch that ended: train first.")
    steps = sorted({int(row["steps"]) for row in [*losses, *measured]})
    panels = {"loss": loss_lines(losses, steps), **metric_panels(measured, steps)}
    plots.curves(path, steps, panels, folder.path.name)
