"""The Fréchet distances that a dataset supports: the default metrics of a recipe on images."""

import math
import warnings

import numpy as np

from tfgan_zoo.metrics.classifier import features_of, train_classifier
from tfgan_zoo.metrics.frechet_metric import FrechetDistance
from tfgan_zoo.metrics.inception import inception as inception_network
from tfgan_zoo.metrics.large_images import is_large, train_on_large_images
from tfgan_zoo.metrics.random_features import random_features
from tfgan_zoo.metrics.spectrogram import train_sound_classifier
from tfgan_zoo.saving.classifier import read_classifier

FLOAT_LIMIT = 2 * 2**30  # bytes of images from which a classifier learns: 43 690 of 64x64 in color


def frechet_distances(train, test, inception=None, classifier=None):
    """FID if Inception's weights are given; the distance in a classifier's features if there are labels.

    With neither, the distance in the features of a fixed random network (`random_features`).

    Args:
        train: `data.Examples` that the classifier is trained on, if they have labels.
        test: `data.Examples` that generated images are compared with.
        inception: file of Inception's weights, as for `metrics.inception`; None for no FID.
        classifier: a trained classifier, in place of one trained here.

    Returns:
        list of `FrechetDistance`, empty (with a warning) if there are fewer than two test images.

    Raises:
        ValueError: as `metrics.inception` and `metrics.train_classifier`.

    Example:
        >>> digits, others = (tfgan_zoo.data.load("digits", split) for split in ("train", "test"))
        >>> [distance.name for distance in frechet_distances(digits, others)]
        ['frechet_classifier-digits']
    """
    if test.num_examples < 2:
        warnings.warn(f"there is no metric of the samples: {test.name} ({test.split}) has 1 example.", stacklevel=2)
        return []
    distances = [FrechetDistance(inception_network(inception), test.split)] if inception else []
    if classifier is None and train.num_classes is not None:
        classifier = classifier_of(train)
    if classifier is not None:
        distances.append(FrechetDistance(features_of(classifier), test.split))
    return distances or [FrechetDistance(random_features(test.shape), test.split)]


def classifier_of(train, file=None):
    """The classifier that a recipe measures with: trained on labeled examples, or on their spectrograms if sounds.

    Images of more than 32 pixels are learned as `metrics.large_images` says, which the classifier's name tells.

    Args:
        train: `data.Examples`, with labels where no file is given.
        file: a `.keras` file of a classifier to take in place of one trained here.

    Returns:
        as `metrics.train_classifier`, named after the examples.

    Raises:
        ValueError, FileNotFoundError: as `saving.classifier.read_classifier`; or if the classifier in the file takes
            samples of another shape.
    """
    if file is not None:
        return fitting(read_classifier(file), train, file)
    name = f"classifier-{train.name.rsplit('/', 1)[-1]}"
    if train.modality.name == "sound":
        return train_sound_classifier(*float_arrays(train), train.num_classes, train.modality.rate, name)
    if is_large(train.shape):
        return train_on_large_images(train, name)
    return train_classifier(*float_arrays(train), train.num_classes, name)


def fitting(classifier, train, file):
    """The classifier, where it takes samples of the examples' shape."""
    wanted = tuple(classifier.input_shape[1:])
    if any(size not in (None, own) for size, own in zip(wanted, train.shape, strict=True)):
        raise ValueError(
            f"{file} takes samples of shape {wanted}, but those of {train.name} have {train.shape}: give a classifier "
            "trained on samples of that shape."
        )
    return classifier


def float_arrays(examples):
    """All images as float32 in [-1, 1], and their labels; of more than `FLOAT_LIMIT`, always the same random part.

    Args:
        examples: `data.Examples`.

    Returns:
        NumPy arrays (n, height, width, channels) and (n,), or None in place of the labels.
    """
    most = max(1, FLOAT_LIMIT // (4 * math.prod(examples.shape)))
    rows = slice(None)
    if examples.num_examples > most:
        rows = np.sort(np.random.default_rng(0).permutation(examples.num_examples)[:most])
    labels = None if examples.labels is None else np.asarray(examples.labels[rows])
    return np.asarray(examples.modality.to_model(examples.samples[rows])), labels
