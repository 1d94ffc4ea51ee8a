"""Images."""

import warnings

import keras
import matplotlib
import numpy as np
import tensorflow as tf
from PIL import Image as PillowImage

from tfgan_zoo import plots
from tfgan_zoo.modalities.modality import Modality

TOLERANCE = 1e-3  # beyond [-1, 1], for rounding
IMAGE_RANK = 4  # (batch, height, width, channels)
CLASS_COLORS = np.asarray(matplotlib.colormaps["tab20"].colors, "float32")  # of a label map's classes, in [0, 1]


@keras.saving.register_keras_serializable("tfgan_zoo")
class Image(Modality):
    """Images: stored as uint8 (height, width, 1 or 3), float32 in [-1, 1] in a game.

    Example:
        >>> Image().to_model(np.array([0, 255], "uint8")).numpy().tolist()
        [-1.0, 1.0]
    """

    name = "image"
    output_name = "images"
    suffix = ".png"
    is_bounded = True

    def to_model(self, stored):
        return tf.cast(stored, tf.float32) / 127.5 - 1.0

    def to_stored(self, samples):
        return plots.pixels(samples)

    def checked(self, samples, name):
        if samples.dtype != np.uint8 and not np.issubdtype(samples.dtype, np.floating):
            raise ValueError(
                f"{name} has type {samples.dtype}; images are uint8 in 0..255 or floats in [-1, 1]. "
                "For integers in 0..255 use images.astype('uint8')."
            )
        if samples.dtype != np.uint8 and not np.isfinite(samples).all():
            count = int((~np.isfinite(samples)).sum())
            raise ValueError(f"{name} has {count} values that are NaN or infinite; remove or replace them.")
        check_shape(samples, name)
        check_range(samples, name)
        return samples if samples.dtype == np.uint8 else np.rint((samples + 1.0) * 127.5).astype(np.uint8)

    def check_generated(self, samples, name):
        super().check_generated(samples, name)
        low, high = float(np.min(samples)), float(np.max(samples))
        if not (low >= -1.0 - TOLERANCE and high <= 1.0 + TOLERANCE):
            raise ValueError(
                f"{name} outputs images from {low:.3g} to {high:.3g}; expected [-1, 1]: end the generator in tanh, or "
                "scale its output before export."
            )

    def draw(self, path, samples, real=None, given=None, title=""):
        """A grid: of samples, with a column for each class if labeled, or of source images above their translations."""
        sources = [np.asarray(value) for value in (given or {}).values() if np.ndim(value) == IMAGE_RANK]
        if sources:
            plots.save_png(path, rows_of_images([*(viewable(source, samples) for source in sources), samples]))
            return
        labels = (given or {}).get("labels")
        columns = None if labels is None else len(np.unique(labels))
        plots.save_png(path, plots.image_grid(samples, columns))

    def write_file(self, path, sample):
        PillowImage.fromarray(sample[..., 0] if sample.shape[-1] == 1 else sample).save(path)

    def encoders(self, sample_shape):
        return {"png": ("image_bytes", encode_png)} if sample_shape[-1] in (1, 3) else {}

    def markdown(self, path):
        return f"![{path.stem}]({path.as_posix()})"


def encode_png(images):
    """Images float32 in [-1, 1], (batch, height, width, channels) -> PNG files, strings of shape (batch,)."""
    pixels = tf.clip_by_value(tf.round((images + 1.0) * 127.5), 0.0, 255.0)
    return tf.io.encode_png(tf.cast(pixels, tf.uint8))


def viewable(sources, samples):
    """Given pictures as they are drawn above their translations: of the same size, and of one channel or three.

    Args:
        sources: (batch, height, width, channels). One-hot channels are a label map; of two or four others the last says
            where a hole is.
        samples: (batch, height, width, channels), whose size is a multiple of that of the sources, or nearly.
    """
    if sources.shape[-1] > 1 and np.isin(sources, (0, 1)).all() and (sources.sum(axis=-1) == 1).all():
        sources = CLASS_COLORS[sources.argmax(axis=-1) % len(CLASS_COLORS)] * 2 - 1
    elif sources.shape[-1] in (2, 4):
        sources = sources[..., :-1]
    rows, columns = (
        np.arange(size) * given // size for size, given in zip(samples.shape[1:3], sources.shape[1:3], strict=True)
    )
    return sources[:, rows[:, None], columns]


def rows_of_images(sets, columns=8):
    """Images of several sets as a grid: a row of the first, below it one of the next, and so on."""
    count = min(map(len, sets))
    columns = min(columns, count)
    channels = max(images.shape[-1] for images in sets)  # gray is combined with color
    rows = []
    for start in range(0, count - columns + 1, columns):
        for images in sets:
            row = plots.pixels(images[start : start + columns])
            rows.append(np.broadcast_to(row, (*row.shape[:-1], channels)))
    return plots.image_grid(np.concatenate(rows), columns)


def check_shape(samples, name):
    """Refuse samples that are not images of one or three channels."""
    if samples.ndim != IMAGE_RANK:
        hint = "add the channel with images[..., None]" if samples.ndim == IMAGE_RANK - 1 else "reshape it"
        raise ValueError(
            f"{name} has shape {samples.shape}; expected images (examples, height, width, channels) "
            f"or float points (examples, 2); {hint}."
        )
    if samples.shape[-1] not in (1, 3):
        hint = "drop the transparency with images[..., :3]" if samples.shape[-1] == 4 else "use gray or RGB"
        if samples.shape[1] in (1, 3):
            hint = "channels come last: use images.transpose(0, 2, 3, 1)"
        raise ValueError(f"{name} has shape {samples.shape}; the last axis must be 1 or 3 channels; {hint}.")


def check_range(images, name):
    """Refuse floats outside [-1, 1]; warn about values that look like [0, 1]."""
    low, high = images.min(), images.max()
    if images.dtype != np.uint8 and (low < -1 or high > 1):
        raise ValueError(
            f"{name} has floats from {low:g} to {high:g}; expected [-1, 1]. "
            "For 0..255 use images.astype('uint8') or images / 127.5 - 1."
        )
    if 0 <= low < high <= 1:
        remedy = "images * 255" if images.dtype == np.uint8 else "images * 2 - 1"
        warnings.warn(
            f"{name} has only values from {low:g} to {high:g}; if they are meant as 0..1, use {remedy}.", stacklevel=5
        )
