"""Scatter plots of several sets of points, in several panels."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save
from tfgan_zoo.plots.scatter import planar


def scatter_panels(path, panels, title=""):
    """Several sets of points in each of several panels.

    Args:
        path: the PNG to write.
        panels: dict from the name of a panel to a dict from the name of a set to its points (n, 2). All panels share
            their axes.
        title: title of the figure.

    Raises:
        ValueError: if points have a different shape or are not finite.

    Example:
        >>> scatter_panels("scatter_panels.png", {"all": {"real": np.eye(2), "generated": -np.eye(2)}})
    """
    columns = min(len(panels), 3)
    rows = -(-len(panels) // columns)
    figure = Figure(figsize=(0.4 + 3.4 * columns, 1 + 3.5 * rows), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True).ravel()
    names = list(dict.fromkeys(label for sets in panels.values() for label in sets))
    for axes, (name, sets) in zip(grid, panels.items(), strict=False):
        draw_sets(axes, sets, names)
        axes.set(title=name, aspect="equal")
        axes.label_outer()
    for axes in grid[len(panels) :]:
        axes.set_visible(False)
    name_sets(figure)
    save(path, figure)


def draw_sets(axes, sets, names):
    """Draw sets of points into axes, in order. A set's index among all panels' names determines its color."""
    for label, points in sets.items():
        color = ("0.6", "tab:orange", "tab:blue")[names.index(label) % 3]
        points = planar(np.asarray(points), label)
        axes.scatter(*points.T, s=10, color=color, alpha=0.65, linewidths=0, label=f"{label} ({len(points)})")
    axes.grid(alpha=0.3)


def name_sets(figure):
    """Add a legend below all panels, where it does not cover points."""
    entries = {}
    for axes in figure.axes:
        handles, labels = axes.get_legend_handles_labels()
        entries |= zip(labels, handles, strict=True)
    figure.legend(
        entries.values(), entries.keys(), loc="outside lower center", ncols=4, fontsize="small", markerscale=2
    )
