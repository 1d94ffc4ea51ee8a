"""Curves of losses and metrics."""

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

LOG_RATIO = 30  # ratio of a curve's largest and smallest values above which its axis is logarithmic


def curves(path, x, panels, title="", x_label="training steps"):
    """Curves over a common axis, in stacked panels.

    Args:
        path: the PNG to write.
        x: values of the common axis (n,).
        panels: dict from the name of a panel's vertical axis to its curves, a dict from name to values (n,).
        title: printed above.
        x_label: name of the common axis.
    """
    figure = Figure(figsize=(7.5, 1.2 + 2.8 * len(panels)), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title)
    marker = "o" if len(x) < 40 else None
    for axes, (name, lines) in zip(np.ravel(figure.subplots(len(panels), sharex=True)), panels.items(), strict=True):
        for label, values in lines.items():
            axes.plot(x, values, marker=marker, markersize=3, linewidth=1.4, label=label)
        axes.set_ylabel(name)
        axes.set_yscale("log" if spans_decades(lines.values()) else "linear")
        axes.grid(alpha=0.3)
        axes.legend(loc="best", fontsize="small")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(x_label)
    save(path, figure)


def spans_decades(lines):
    """Whether all curves are positive and their values span more than `LOG_RATIO`."""
    values = np.concatenate([np.asarray(values, float) for values in lines])
    values = values[np.isfinite(values)]
    return bool(values.size) and values.min() > 0 and values.max() > LOG_RATIO * values.min()
