"""The columns of a table."""

import math

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

MOST_PANELS = 30  # columns that are drawn
MOST_BARS = 12  # categories of one column
BINS = 24
REAL, FAKE = {"color": "0.72"}, {"color": "tab:orange", "alpha": 0.6}


def column_histograms(path, kinds, fake, real=None, title=""):
    """A panel for each column: a histogram of its numbers, or a bar for each category, as shares of the rows.

    Args:
        path: the PNG to write.
        kinds: dict from the name of each column to its categories, or None for numbers.
        fake: generated rows (n, columns); NaN where a value is not to be counted.
        real: real rows, drawn in gray; None draws only the generated ones.
        title: printed above.

    Raises:
        ValueError: if rows have another number of columns, or values are infinite.

    Example:
        >>> column_histograms("rows.png", {"age": None, "color": ("blue", "red")}, [[20, 1], [30, 0]])
    """
    fake = checked_rows(fake, kinds, "generated")
    real = None if real is None else checked_rows(real, kinds, "real")
    shown = list(kinds)[:MOST_PANELS]
    if len(shown) < len(kinds):
        title = f"{title} (the first {len(shown)} of {len(kinds)} columns)".strip()
    across = math.ceil(math.sqrt(len(shown) * 1.3))
    figure = Figure(
        figsize=(2.1 * across, 0.5 + 1.7 * math.ceil(len(shown) / across)), dpi=DOTS_PER_INCH, layout="constrained"
    )
    figure.suptitle(title)
    panels = figure.subplots(math.ceil(len(shown) / across), across, squeeze=False).ravel()
    for axes, (number, name) in zip(panels, enumerate(shown), strict=False):
        values = fake[:, number], None if real is None else real[:, number]
        draw = number_panel if kinds[name] is None else category_panel
        draw(axes, *(None if part is None else part[~np.isnan(part)] for part in values), kinds[name])
        axes.set_title(name, fontsize="small", parse_math=False)
        axes.set_yticks([])
        axes.tick_params(labelsize="x-small")
    for axes in panels[len(shown) :]:
        axes.axis("off")
    save(path, figure)


def checked_rows(rows, kinds, which):
    """Rows as float64 (n, columns)."""
    rows = np.asarray(rows, np.float64)
    if rows.shape[1:] != (len(kinds),) or np.isinf(rows).any():
        raise ValueError(
            f"received {which} rows of shape {rows.shape}; expected finite numbers in {len(kinds)} columns, or NaN."
        )
    return rows


def number_panel(axes, fake, real, _):
    """Histograms over the range of the real numbers, or of the generated ones alone."""
    frame = fake if real is None or not real.size else real
    low, high = (frame.min(), frame.max()) if frame.size else (0.0, 1.0)
    edges = np.linspace(low, high if high > low else low + 1, BINS + 1)
    for values, style in ((real, REAL), (fake, FAKE)):
        if values is not None and values.size:
            axes.hist(
                np.clip(values, edges[0], edges[-1]), edges, weights=np.full(values.size, 1 / values.size), **style
            )


def category_panel(axes, fake, real, categories):
    """A bar for each category, the first ones where they are many."""
    places = np.arange(min(len(categories), MOST_BARS))
    for values, style in ((real, REAL), (fake, FAKE)):
        if values is not None and values.size:
            counts = np.bincount(np.rint(values).astype(int), minlength=len(categories))[: len(places)]
            axes.bar(places, counts / values.size, 0.8, **style)
    axes.set_xticks(places, [categories[place][:8] for place in places], parse_math=False)
