"""Arrays -> pictures.

Images become one uint8 grid, written by Pillow; points and curves become matplotlib figures, drawn without pyplot, so
that no global state is touched and no window opens.
"""

import pathlib

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PIL import Image

GAP = 2  # pixels between images
PAPER = 255  # gray level between images
SMALLEST_SIDE = 400  # pixels; smaller grids are enlarged by a whole factor
DOTS_PER_INCH = 110
DECADES = 30  # largest over smallest value of a curve from which its axis is logarithmic
MARGIN = 0.15  # of the real points' extent, shown around them


def image_grid(images, columns=None):
    """Images side by side, row by row.

    Args:
        images: uint8, or floats in [-1, 1]: (n, height, width, 1 or 3).
        columns: images in a row; None makes the grid about square.

    Returns:
        uint8 array (height, width, 1 or 3), small images enlarged without smoothing.

    Raises:
        ValueError: if the shape is another, there are no images, or values are not finite (training has diverged).

    Example:
        >>> image_grid(np.zeros((4, 100, 100, 3)), columns=2).shape
        (404, 404, 3)
    """
    images = pixels(images)
    count, height, width, channels = images.shape
    columns = columns or int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    cells = np.full((rows * columns, height + GAP, width + GAP, channels), PAPER, np.uint8)
    cells[:count, :height, :width] = images
    cells = cells.reshape(rows, columns, *cells.shape[1:]).swapaxes(1, 2)  # (rows, height, columns, width, channels)
    grid = cells.reshape(rows * (height + GAP), columns * (width + GAP), channels)[:-GAP, :-GAP]
    factor = -(-SMALLEST_SIDE // max(grid.shape[:2]))
    grid = grid.repeat(factor, axis=0).repeat(factor, axis=1)
    return np.pad(grid, ((GAP, GAP), (GAP, GAP), (0, 0)), constant_values=PAPER)


def pixels(images):
    """Images in [-1, 1] as uint8; uint8 as it is."""
    images = np.asarray(images)
    if images.ndim != 4 or not len(images) or images.shape[-1] not in (1, 3):
        raise ValueError(
            f"received images of shape {images.shape}; expected (n, height, width, 1 or 3) with n at least 1."
        )
    if images.dtype == np.uint8:
        return images
    if not np.isfinite(images).all():
        raise ValueError("the images hold values that are not finite: training has diverged, try smaller steps.")
    return np.rint((np.clip(images, -1, 1) + 1) * 127.5).astype(np.uint8)


def save_png(path, array):
    """Write one image.

    Args:
        path: where to.
        array: uint8 (height, width, 1 or 3).
    """
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(array[..., 0] if array.shape[-1] == 1 else array).save(path)


def scatter(path, real, fake, title=""):
    """Generated points over real ones, in the frame of the real ones.

    Args:
        path: the PNG to write.
        real: points (n, 2); None draws the generated ones alone.
        fake: points (n, 2).
        title: printed above.

    Raises:
        ValueError: if points have another shape or are not finite.
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
    """Points of shape (n, 2), refused when they are anything else."""
    points = np.asarray(points, np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"received {which} points of shape {points.shape}; expected (n, 2) with n at least 1.")
    if not np.isfinite(points).all():
        raise ValueError(f"some {which} points are not finite: training has diverged, try smaller steps.")
    return points


def curves(path, x, panels, title="", x_label="training steps"):
    """Curves over a common axis, panel above panel.

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
    """Whether curves are positive throughout and fall or rise so far that a linear axis would hide their end."""
    values = np.concatenate([np.asarray(values, float) for values in lines])
    values = values[np.isfinite(values)]
    return bool(values.size) and values.min() > 0 and values.max() > DECADES * values.min()


def save(path, figure):
    """Write a matplotlib figure, making its folder where it is missing."""
    path = pathlib.Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
