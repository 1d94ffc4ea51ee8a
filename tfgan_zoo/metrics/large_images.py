"""A classifier of large images, which averages them to at most 64 pixels and learns from some thousands of them."""

import numpy as np

from tfgan_zoo.metrics.classifier import classifier_network, train_classifier

LARGE = 32  # pixels; no larger images, such as those of MNIST and CIFAR-10, are all learned from, as they are
SIZE = 64  # pixels in height and in width that the classifier sees at most
MOST = 4000  # images that it learns from
BLOCK = 256  # images read at a time


def is_large(image_shape):
    """Whether images are so large that a classifier sees them reduced, or learns from a part of them."""
    return max(image_shape[:2]) > LARGE


def train_on_large_images(examples, name):
    """Train a classifier as `metrics.train_classifier` does, but at most 64 pixels in size, on at most 4000 images.

    Args:
        examples: `data.Examples` of labeled images.
        name: name of the model, to which the size that it sees and the number of images are appended where they are
            less than those of the examples: "classifier-flowers" becomes "classifier-flowers-64x64-4000".

    Returns:
        `keras.Model` from images of the examples' shape, as from `metrics.train_classifier`.
    """
    factors = tuple(-(-size // SIZE) for size in examples.shape[:2])
    rows = rows_of(examples.num_examples)
    if factors != (1, 1):
        name += f"-{'x'.join(str(size // factor) for size, factor in zip(examples.shape, factors, strict=False))}"
    if len(rows) < examples.num_examples:
        name += f"-{len(rows)}"
    labels = np.asarray(examples.labels[rows])
    trained = train_classifier(averaged(examples, rows, factors), labels, examples.num_classes, name)
    classifier = classifier_network(examples.shape, examples.num_classes, name, factors=factors)
    classifier.set_weights(trained.get_weights())
    classifier.held_out_accuracy = trained.held_out_accuracy
    return classifier


def rows_of(num_examples):
    """Which examples are learned from: all, or of more always the same random part."""
    if num_examples <= MOST:
        return np.arange(num_examples)
    return np.sort(np.random.default_rng(0).permutation(num_examples)[:MOST])


def averaged(examples, rows, factors):
    """Images in [-1, 1], float32, of which each pixel is the mean of a block of `factors` (height, width) pixels.

    Read a block of images at a time, so that memory holds the reduced images alone.
    """
    height, width = (size // factor for size, factor in zip(examples.shape, factors, strict=False))
    reduced = np.empty((len(rows), height, width, examples.shape[2]), np.float32)
    for start in range(0, len(rows), BLOCK):
        images = np.asarray(examples.modality.to_model(examples.samples[rows[start : start + BLOCK]]))
        images = images[:, : height * factors[0], : width * factors[1]]
        blocks = images.reshape(len(images), height, factors[0], width, factors[1], -1)
        reduced[start : start + BLOCK] = blocks.mean(axis=(2, 4))
    return reduced
