"""Results of a hyperparameter search's trials: in their order, and over each hyperparameter."""

import math

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tfgan_zoo.plots.curves import spans_decades
from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

COLUMNS = 3  # panels in a row
LONGEST_LABEL = 14  # letters of a categorical value


def search_history(path, numbers, values, pruned, metric, higher_is_better=False):
    """The result of every trial in order, and the best so far.

    Args:
        path: the PNG to write.
        numbers: numbers of the trials (n,).
        values: their results (n,).
        pruned: whether each was pruned (n,); these are drawn hollow, and are never the best.
        metric: name of the metric.
        higher_is_better: whether larger results are better.

    Example:
        >>> search_history("history.png", [0, 1, 2], [9.0, 12.0, 7.5], [False, True, False], "fid_768")
    """
    numbers, values, pruned = np.asarray(numbers), np.asarray(values, float), np.asarray(pruned, bool)
    figure = Figure(figsize=(7.5, 4), dpi=DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot(title=f"{metric} of the trials", xlabel="trial", ylabel=metric)
    draw_trials(axes, numbers, values, pruned)
    if not pruned.all():
        accumulate = np.maximum.accumulate if higher_is_better else np.minimum.accumulate
        best = accumulate(values[~pruned])
        ends = np.append(numbers[~pruned], numbers.max())
        axes.step(ends, np.append(best, best[-1]), where="post", color="tab:orange", linewidth=1.4, label="best so far")
    axes.set_yscale("log" if spans_decades([values]) else "linear")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(alpha=0.3)
    axes.legend(loc="best", fontsize="small")
    save(path, figure)


def search_slices(path, settings, log, values, pruned, metric, remarks):
    """The result of every trial over each hyperparameter, a panel each.

    Args:
        path: the PNG to write.
        settings: dict from a hyperparameter to its value in each trial (n,): numbers, or anything else as categories.
        log: names of those hyperparameters whose axis is logarithmic.
        values: the trials' results (n,).
        pruned: whether each was pruned (n,).
        metric: name of the metric.
        remarks: dict from a hyperparameter to the title of its panel.

    Example:
        >>> search_slices("slices.png", {"width": [16, 32]}, [], [9.0, 7.5], [False, False], "fid_768", {})
    """
    values, pruned = np.asarray(values, float), np.asarray(pruned, bool)
    columns = min(COLUMNS, len(settings))
    rows = math.ceil(len(settings) / columns)
    size = (max(5.0, 0.8 + 3.4 * columns), 0.8 + 3.0 * rows)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(f"{metric} over each hyperparameter")
    panels = figure.subplots(rows, columns, sharey=True, squeeze=False)
    for axes in panels.flat[len(settings) :]:
        axes.remove()
    for axes, (name, setting) in zip(panels.flat, settings.items(), strict=False):
        draw_trials(axes, positions(axes, setting, name in log), values, pruned)
        axes.set_title(remarks.get(name, ""), fontsize="medium")
        axes.set_xlabel(name)
        axes.grid(alpha=0.3)
    for axes in panels[:, 0]:
        axes.set_ylabel(metric)
        axes.set_yscale("log" if spans_decades([values]) else "linear")
    if pruned.any():
        panels[0, 0].legend(loc="best", fontsize="small")
    save(path, figure)


def positions(axes, setting, log):
    """Positions of a hyperparameter's values on the horizontal axis, whose scale or ticks are set."""
    if all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in setting):
        axes.set_xscale("log" if log else "linear")
        return np.asarray(setting, float)
    names = sorted({str(value) for value in setting})
    axes.set_xticks(range(len(names)), [name[:LONGEST_LABEL] for name in names], rotation=20 if len(names) > 3 else 0)
    axes.margins(x=0.2)
    return np.array([names.index(str(value)) for value in setting])


def draw_trials(axes, x, values, pruned):
    """Points: filled for complete trials, hollow for pruned ones."""
    axes.scatter(x[~pruned], values[~pruned], s=26, color="tab:blue", label="complete", zorder=3)
    if pruned.any():
        axes.scatter(x[pruned], values[pruned], s=26, facecolors="none", edgecolors="0.5", label="pruned", zorder=2)
