"""Series of several variables as curves."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

COLUMNS = 4
MOST_NAMED = 10  # variables, of which a legend names each
PAST_COLOR = "0.92"  # gray, behind what was given


def series(path, generated, variables, real=None, past=None, title=""):
    """Windows of series side by side, a curve for each variable; below them a row of real ones.

    Args:
        path: the PNG to write.
        generated: floats (n, length, variables).
        variables: name of each variable.
        real: windows of the same shape to compare with, of which one row is drawn; None for none.
        past: what each generated window follows, (n, steps, variables); None where nothing is given. It is drawn on
            gray before the window.
        title: printed above.

    Raises:
        ValueError: if the shape is another, there are no windows, or values are not finite (training has diverged).
    """
    generated = checked(generated, len(variables))
    num_past = 0
    if past is not None:
        num_past = past.shape[1]
        generated = np.concatenate([checked(past, len(variables)), generated], axis=1)
    rows, names = in_rows(generated), {0: "generated"}
    if real is not None:
        names[len(rows)] = "real"
        rows.append(checked(real, len(variables))[:COLUMNS])
    figure = Figure(figsize=(10, 0.9 + 1.5 * len(rows)), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title)
    axes = figure.subplots(len(rows), COLUMNS, squeeze=False, sharey=True)
    for row, (windows, places) in enumerate(zip(rows, axes, strict=True)):
        for axis in places[len(windows) :]:
            axis.set_axis_off()
        for window, axis in zip(windows, places, strict=False):
            draw_window(axis, window, num_past if row < len(rows) - (real is not None) else 0)
    for row, name in names.items():
        axes[row, 0].set_title(name, loc="left", fontsize="small")
    if 1 < len(variables) <= MOST_NAMED:
        figure.legend(axes[0, 0].lines, variables, loc="outside lower center", ncols=len(variables), fontsize="small")
    save(path, figure)


def draw_window(axis, window, num_past):
    """One window (length, variables), of which the first steps were given; the first generated step is number 0."""
    axis.plot(np.arange(-num_past, len(window) - num_past), window, linewidth=1)
    axis.tick_params(labelsize="x-small")
    if num_past:
        axis.axvspan(-num_past, 0, color=PAST_COLOR)


def in_rows(windows):
    """Windows in groups of one row each."""
    return [windows[start : start + COLUMNS] for start in range(0, len(windows), COLUMNS)]


def checked(windows, num_variables):
    """Windows as float32."""
    windows = np.asarray(windows)
    if windows.ndim != 3 or not windows.size or windows.shape[-1] != num_variables:
        raise ValueError(
            f"received series of shape {windows.shape}; expected (n, length, {num_variables}) with n at least 1."
        )
    if not np.isfinite(windows).all():
        raise ValueError("the series hold values that are not finite: training has diverged, try smaller steps.")
    return windows.astype(np.float32)
