"""Samples along the directions of the noise that change them most."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save
from tfgan_zoo.plots.rows import draw_rows


def sensitivity(path, walk, steps, gains, moved, title=""):
    """Rows of samples along principal directions, with all gains and a map of the pixels that change.

    Args:
        path: the PNG to write.
        walk: images (directions, steps, height, width, 1 or 3), uint8 or floats in [-1, 1].
        steps: offset of each column along the direction, in units of the noise.
        gains: change of the sample for a unit of noise along each principal direction, in descending order.
        moved: (height, width), the norm of each pixel's derivatives with respect to the noise.
        title: title of the figure.

    Raises:
        ValueError: if the images have a different shape, or are not finite.
    """
    walk, gains = np.asarray(walk), np.asarray(gains)
    height = max(4.6, 0.8 + 0.75 * len(walk))
    figure = Figure(figsize=(3.6 + 0.85 * len(steps), height), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    left, right = figure.subfigures(1, 2, width_ratios=(0.85 * len(steps), 3.4))
    axes = left.add_subplot()
    names = [f"{number + 1}, gain {gain:.3g}" for number, gain in enumerate(gains[: len(walk)])]
    draw_rows(axes, walk, names, [f"{step:+.3g}" if step else "0" for step in steps])
    axes.set_title("steps along principal directions of the noise", fontsize=9)
    top, bottom = right.subplots(2, 1)
    top.plot(np.arange(1, len(gains) + 1), gains, marker=".", linewidth=1)
    top.set(xlabel="principal direction", ylabel="gain")
    top.set_title("change of the sample for a unit of noise", fontsize=9)
    top.grid(alpha=0.3)
    heatmap = bottom.imshow(moved, cmap="magma", vmin=0, interpolation="nearest")
    bottom.set(xticks=[], yticks=[])
    bottom.set_title("sensitivity of each pixel", fontsize=9)
    figure.colorbar(heatmap, ax=bottom, shrink=0.9)
    save(path, figure)
