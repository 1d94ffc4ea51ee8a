"""How large the gradients of each player's variables are."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

BINS = 60
LETTERS = 34  # of a variable's path that are shown
SMALLEST = -12.0  # decades: what is smaller counts there


def gradient_histograms(path, gradients, title=""):
    """For each player a panel, for each variable a row: how its gradient's magnitudes are distributed, in decades.

    Rows that thin out to the left from output to input are vanishing gradients; a share of zeros beside a row says how
    many of its numbers do not learn at all.

    Args:
        path: the PNG to write.
        gradients: dict from player to a dict from a variable's path to its gradient, as from
            `explain.player_gradients`.
        title: printed above.

    Raises:
        ValueError: if there are no gradients, or some are not finite.

    Example:
        >>> gradient_histograms("gradients.png", tfgan_zoo.explain.player_gradients(gan, batch))
    """
    if not gradients or not all(gradients.values()):
        raise ValueError("there are no gradients to draw: give those of explain.player_gradients.")
    for player, found in gradients.items():
        for name, gradient in found.items():
            if not np.isfinite(gradient).all():
                raise ValueError(f"the {player}'s gradient of {name} is not finite: training has diverged.")
    logs = {
        player: {name: log_magnitudes(value) for name, value in found.items()} for player, found in gradients.items()
    }
    frame = common_frame([values for found in logs.values() for values, _ in found.values()])
    rows = max(len(found) for found in gradients.values())
    size = (1.0 + 5.6 * len(gradients), 1.3 + 0.26 * rows)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    for axes, (player, found) in zip(figure.subplots(1, len(logs), squeeze=False)[0], logs.items(), strict=True):
        draw_player(axes, found, frame)
        axes.set_title(f"{player}, from input to output")
        axes.set_xlabel("log10 of a number's gradient; | the median")
    save(path, figure)


def common_frame(values):
    """Edges of bins that hold the logarithms of all variables, in whole decades."""
    values = np.concatenate(values)
    if not values.size:
        return np.linspace(-1, 1, BINS + 1)
    low = max(np.floor(np.quantile(values, 0.001)), SMALLEST)
    return np.linspace(low, max(np.ceil(values.max()), low + 1), BINS + 1)


def draw_player(axes, found, edges):
    """One row a variable, darker where more of its numbers are."""
    shares = [
        np.histogram(np.clip(values, edges[0], edges[-1]), edges)[0] / max(values.size, 1)
        for values, _ in found.values()
    ]
    heights = np.array([share / max(share.max(), 1e-12) for share in shares])
    axes.imshow(heights, cmap="Blues", aspect="auto", extent=(edges[0], edges[-1], len(found) - 0.5, -0.5))
    for row, (values, zeros) in enumerate(found.values()):
        if values.size:
            axes.plot([np.median(values)] * 2, [row - 0.4, row + 0.4], color="tab:orange", linewidth=1.5)
        if zeros > 0:
            axes.text(edges[-1], row, f" {zeros:.0%} zeros", fontsize=7, va="center")
    axes.set_yticks(range(len(found)), [shortened(name) for name in found], fontsize=7)


def shortened(name):
    """The end of a long path."""
    return name if len(name) <= LETTERS else f"...{name[-LETTERS:]}"


def log_magnitudes(gradient):
    """The decimal logarithms of a gradient's magnitudes, and the share of numbers that have none, for they are 0.

    Args:
        gradient: array of any shape.

    Returns:
        float64 NumPy array (at most as many,), and a number in [0, 1].

    Example:
        >>> log_magnitudes(np.array([0.0, 0.1, -10.0, 1.0]))
        (array([-1.,  1.,  0.]), 0.25)
    """
    magnitudes = np.abs(np.asarray(gradient, np.float64)).ravel()
    moving = magnitudes[(magnitudes > 0) & np.isfinite(magnitudes)]
    return np.log10(moving), float(np.mean(magnitudes == 0))
