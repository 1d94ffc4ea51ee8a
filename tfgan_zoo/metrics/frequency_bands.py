"""Which band of frequencies a series belongs to, by its spectrum alone."""

import keras
from keras import ops

PADDING = 8  # times the length of a series, so that a frequency falls near the middle of a bin


def frequency_bands(shape, edges):
    """A classifier of series that needs no training: the class is the band of the strongest frequency.

    Args:
        shape: (length, variables) of the series, of which the first variable is looked at.
        edges: cycles in a window that separate one band from the next, ascending.

    Returns:
        `keras.Model` from series to the greatest power in each band, (batch, bands), for `LabelAgreement`.

    Raises:
        ValueError: if the edges do not ascend, or no frequency lies between two of them.

    Example:
        >>> wave = np.sin(2 * np.pi * 3 * np.arange(30) / 30)[None, :, None].astype("float32")
        >>> int(frequency_bands((30, 1), [2.25, 3.75])(wave).numpy().argmax())
        1
    """
    ends = [0, *(round(edge * PADDING) for edge in edges), shape[0] * PADDING // 2 + 1]
    if any(low >= high for low, high in zip(ends[:-1], ends[1:], strict=True)):
        raise ValueError(f"received the edges {list(edges)}; expected cycles, ascending, up to {shape[0] / 2:g}.")
    series = keras.Input(shape, name="series")
    signal = ops.cast(series[..., 0], "float32")
    signal = signal - ops.mean(signal, axis=1, keepdims=True)
    parts = ops.rfft(signal, fft_length=shape[0] * PADDING)
    power = sum(ops.square(part) for part in parts)  # (batch, frequencies)
    logits = ops.stack([ops.max(power[:, low:high], axis=1) for low, high in zip(ends[:-1], ends[1:], strict=True)], 1)
    return keras.Model(series, logits, name="frequency_bands")
