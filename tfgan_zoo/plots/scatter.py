"""Points in the plane."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

MARGIN = 0.15  # around the real points, as a fraction of their extent


def scatter(path, real, fake, title=""):
    """Generated points over real ones, with the axis limits of the real ones.

    Args:
        path: the PNG to write.
        real: points (n, 2); None draws only the generated ones.
        fake: points (n, 2).
        title: title of the figure.

    Raises:
        ValueError: if points have a different shape or are not finite.
    """
    fake = planar(fake, "generated")
    figure = Figure(figsize=(5, 5), dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot(title=title)
    frame = fake
    if real is not None:
        frame = planar(real, "real")
        axes.scatter(*frame.T, s=14, color="0.72", linewidths=0, label="real")
    axes.scatter(*fake.T, s=9, color="tab:orange", alpha=0.6, linewidths=0, label="generated")
    low, high = frame.min(axis=0), frame.max(axis=0)
    margin = MARGIN * max(*(high - low), 1e-3)
    axes.set(xlim=(low[0] - margin, high[0] + margin), ylim=(low[1] - margin, high[1] + margin), aspect="equal")
    axes.legend(loc="upper right", markerscale=2)
    save(path, figure)


def planar(points, which):
    """Points as float64 (n, 2), refused if they have a different shape or are not finite."""
    points = np.asarray(points, np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"received {which} points of shape {points.shape}; expected (n, 2) with n at least 1.")
    if not np.isfinite(points).all():
        raise ValueError(f"some {which} points are not finite: training has diverged, try a smaller learning rate.")
    return points
