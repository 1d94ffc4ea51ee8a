"""Trajectories of points in the plane, the counterpart of rows of images."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save
from tfgan_zoo.plots.scatter import planar


def trajectories(path, points, names=(), real=None, title=""):
    """Sequences of points in the plane, each row a line from a ring to a dot.

    Args:
        path: the PNG to write.
        points: (rows, columns, 2), the points of each row in order.
        names: a name for each row, or empty.
        real: points (n, 2) drawn below, or None.
        title: title of the figure.

    Raises:
        ValueError: if points have a different shape or are not finite, or there are too few or too many names.
    """
    points = np.asarray(points)
    if points.ndim != 3 or len(names) not in (0, len(points)):
        raise ValueError(
            f"received points of shape {points.shape} and {len(names)} names; expected (rows, columns, 2)."
        )
    points = planar(points.reshape(-1, points.shape[-1]), "generated").reshape(*points.shape[:2], 2)
    figure = Figure(figsize=(6, 6.2), dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot(aspect="equal")
    axes.set_title(title, fontsize=10)
    if real is not None:
        axes.scatter(*planar(real, "real").T, s=12, color="0.82", linewidths=0, label="real")
    for number, row in enumerate(points):
        color = f"C{number % 10}"
        axes.plot(*row.T, "-", color=color, linewidth=1.2, label=names[number] if len(names) else None)
        axes.plot(*row.T, ".", color=color, markersize=3)
        axes.plot(*row[0], "o", color=color, fillstyle="none", markersize=7)
        axes.plot(*row[-1], "o", color=color, markersize=6)
    axes.grid(alpha=0.3)
    if len(names) or real is not None:
        axes.legend(loc="best", fontsize="small")
    save(path, figure)
