"""A classifier of colored shapes that also knows pairs of a color and a shape which it was never shown."""

import keras
import numpy as np
from keras import ops

from tfgan_zoo.metrics.classifier import train_classifier

SHARPNESS = 10.0  # of the colors' logits


def train_colored_classifier(images, labels, num_shapes, colors, name="classifier", epochs=10):
    """Train a classifier of shapes of one color on black: of the shape by its brightness; the color is the nearest.

    Only shapes are learned, of gray images, so that a pair of a color and a shape is recognized even if no image of it
    was among these: a judge of games that are asked for pairs which they have not seen.

    Args:
        images: float32 in [-1, 1], shape (n, height, width, 3).
        labels: integers (n,): the number of the color, times `num_shapes`, plus the number of the shape.
        num_shapes: number of shapes.
        colors: (red, green, blue) of each color, of which the greatest is the same for all; in the order of the labels.
        name: name of the model, which is printed with every result.
        epochs: passes over the images.

    Returns:
        `keras.Model` from images to logits (batch, number of colors * num_shapes).

    Raises:
        ValueError: as `train_classifier`.

    Example:
        >>> images, labels = tfgan_zoo.metrics.float_arrays(tfgan_zoo.data.captioned(tfgan_zoo.data.load("digits")))
        >>> colors = tfgan_zoo.data.COLORS.values()
        >>> reader = tfgan_zoo.metrics.train_colored_classifier(images, labels, 10, colors, epochs=1)
        >>> reader.output_shape
        (None, 60)
    """
    images, labels = np.asarray(images, np.float32), np.asarray(labels)
    gray = images.max(axis=-1, keepdims=True)
    shapes = train_classifier(gray, labels % num_shapes, num_shapes, f"{name}-shapes", epochs)
    inputs = keras.Input(images.shape[1:], name="images")
    shape_logits = shapes(ops.max(inputs, axis=-1, keepdims=True))
    logits = color_logits(inputs, colors)[:, :, None] + shape_logits[:, None, :]
    return keras.Model(inputs, keras.layers.Flatten(name="logits")(logits), name=name)


def color_logits(images, colors):
    """The closeness of each image's color, that of its light, to each of the colors: (batch, number of colors)."""
    palette = np.array(list(colors), np.float32)
    light = ops.sum((images + 1) / 2, axis=(1, 2))
    light = light / (ops.max(light, axis=-1, keepdims=True) + keras.config.epsilon())
    return -SHARPNESS * ops.sum(ops.square(light[:, None, :] - palette / palette.max()), axis=-1)
