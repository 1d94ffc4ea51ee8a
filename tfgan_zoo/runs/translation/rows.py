"""A translation written to a PNG while it is made."""

import numpy as np
from PIL import Image

from tfgan_zoo.saving.png import PNGWriter


def stored(values, bits):
    """Values in [-1, 1] as integers of so many bits."""
    largest = 2**bits - 1
    return np.clip(np.rint((values + 1) * (largest / 2)), 0, largest).astype(f"uint{bits}")


def write_rows(file, rows, given, size):
    """Write a translation as it is made, with the transparency of what it was made of.

    Args:
        file: binary file that is open for writing.
        rows: iterable of `stored` arrays (rows, width, channels).
        given: `Given`.
        size: (height, width) of the translation.
    """
    writer, done = None, 0
    for values in rows:
        if given.alpha is not None:
            values = np.concatenate([values, alpha_rows(given, size, done, done + len(values))], axis=-1)
        if writer is None:
            writer = PNGWriter(file, size, values.shape[-1], given.bits)
        writer.write(values)
        done += len(values)
    writer.close()


def alpha_rows(given, size, top, bottom):
    """Rows of the transparency, resized to the translation: (rows, width, 1)."""
    if given.size == size:
        return given.alpha[top:bottom, :, None]
    factor = given.size[0] / size[0]
    first, last = max(0, int(top * factor) - 2), min(given.size[0], int(np.ceil(bottom * factor)) + 2)
    part = Image.fromarray(given.alpha[first:last].astype(np.float32))
    box = (0, top * factor - first, given.size[1], bottom * factor - first)
    resized = part.resize((size[1], bottom - top), Image.Resampling.BILINEAR, box)
    return np.rint(np.asarray(resized)).astype(given.alpha.dtype)[..., None]
