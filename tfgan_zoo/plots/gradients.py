"""Histograms of the gradients of each player's variables."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

BINS = 60
LETTERS = 34  # shown of a variable's path
SMALLEST = -12.0  # decades; smaller values are counted there


def gradient_histograms(path, gradients, title=""):
    """Histograms of the magnitudes of gradients, in decades: a panel for each player, a row for each variable.

    Rows that move to the left from output to input indicate vanishing gradients; the fraction of zeros next to a row is
    that of values that do not learn.

    Args:
        path: the PNG to write.
        gradients: dict from player to a dict from a variable's path to its gradient, as from
            `explain.player_gradients`.
        title: printed above.

    Raises:
        ValueError: if there are no gradients, or some are not finite.

    Example:
        >>> gradient_histograms("gradients.png", tfgan_zoo.explain.player_gradients(gan, images))
    """
    if not gradients or not all(gradients.values()):
        raise ValueError("there are no gradients to draw: pass those of explain.player_gradients.")
    for player, by_name in gradients.items():
        for name, gradient in by_name.items():
            if not np.isfinite(gradient).all():
                raise ValueError(f"the {player}'s gradient of {name} is not finite: training has diverged.")
    logs = {
        player: {name: log_magnitudes(value) for name, value in by_name.items()}
        for player, by_name in gradients.items()
    }
    edges = common_edges([values for by_name in logs.values() for values, _ in by_name.values()])
    rows = max(len(by_name) for by_name in gradients.values())
    size = (1.0 + 5.6 * len(gradients), 1.3 + 0.26 * rows)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    for axes, (player, by_name) in zip(figure.subplots(1, len(logs), squeeze=False)[0], logs.items(), strict=True):
        draw_player(axes, by_name, edges)
        axes.set_title(f"{player}, from input to output")
        axes.set_xlabel("log10 of a gradient's magnitude; | the median")
    save(path, figure)


def common_edges(values):
    """Edges of bins for the logarithms of all variables, in whole decades."""
    values = np.concatenate(values)
    if not values.size:
        return np.linspace(-1, 1, BINS + 1)
    low = max(np.floor(np.quantile(values, 0.001)), SMALLEST)
    return np.linspace(low, max(np.ceil(values.max()), low + 1), BINS + 1)


def draw_player(axes, by_name, edges):
    """One row per variable, darker where there are more values."""
    histograms = [
        np.histogram(np.clip(values, edges[0], edges[-1]), edges)[0] / max(values.size, 1)
        for values, _ in by_name.values()
    ]
    heights = np.array([histogram / max(histogram.max(), 1e-12) for histogram in histograms])
    axes.imshow(heights, cmap="Blues", aspect="auto", extent=(edges[0], edges[-1], len(by_name) - 0.5, -0.5))
    for row, (values, zeros) in enumerate(by_name.values()):
        if values.size:
            axes.plot([np.median(values)] * 2, [row - 0.4, row + 0.4], color="tab:orange", linewidth=1.5)
        if zeros > 0:
            axes.text(edges[-1], row, f" {zeros:.0%} zeros", fontsize=7, va="center")
    axes.set_yticks(range(len(by_name)), [shortened(name) for name in by_name], fontsize=7)


def shortened(name):
    """The end of a long path."""
    return name if len(name) <= LETTERS else f"...{name[-LETTERS:]}"


def log_magnitudes(gradient):
    """The decimal logarithms of a gradient's nonzero magnitudes, and the fraction of zeros.

    Args:
        gradient: array of any shape.

    Returns:
        float64 NumPy array (number of nonzero values,), and a float in [0, 1].

    Example:
        >>> log_magnitudes(np.array([0.0, 0.1, -10.0, 1.0]))
        (array([-1.,  1.,  0.]), 0.25)
    """
    magnitudes = np.abs(np.asarray(gradient, np.float64)).ravel()
    nonzero = magnitudes[(magnitudes > 0) & np.isfinite(magnitudes)]
    return np.log10(nonzero), float(np.mean(magnitudes == 0))
