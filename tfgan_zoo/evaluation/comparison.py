"""Comparison of any two sets of samples by every applicable metric, with one pass through one network."""

import dataclasses

import keras
import numpy as np

from tfgan_zoo.evaluation.metric_names import METRICS, MOST, OF_FEATURES, OF_IMAGES, OF_LOGITS, Given
from tfgan_zoo.metrics.similarity import WINDOW
from tfgan_zoo.metrics.sliced_wasserstein import PATCH
from tfgan_zoo.models.base.evaluating import results_of
from tfgan_zoo.runs.sources import DatasetSource

BLOCK = 1024  # rows of features per update of a metric


class PrecomputedFeatures:
    """Stand-in for a network whose features are already computed: it returns its input, under the network's name."""

    def __init__(self, network):
        self.name = network.name
        self.output_shape = network.output_shape
        self.weights = network.weights
        self.get_weights = network.get_weights

    def __call__(self, features, training=False):
        return features


SMALLEST = {"sliced_wasserstein": PATCH, "sample_similarity": WINDOW}  # minimum height and width in pixels


def compare(real, fake, network, words=None, num=None, seed=0, verbose=1):
    """Compare equally many real and generated samples.

    Every sample passes through the network once. Only its outputs are stored, not the images (except the first 4 096
    for the sliced Wasserstein distance), so each sample needs memory for its features and logits only.

    Args:
        real, fake: sources from `sources.find`.
        network: `feature_networks.FeatureNetwork`; None omits the metrics that need one.
        words: names of metrics, from `METRICS`; None uses all that are applicable.
        num: number of samples of each kind; None uses all, at most 10 000.
        seed: seed of the noise, of the choice among examples, and of the metrics.
        verbose: 1 shows progress, 0 nothing.

    Returns:
        list of `metrics.Result`.

    Raises:
        ValueError: if the shapes differ, there are too few samples, a sample is not finite or not in [-1, 1], or a
            metric is unknown or not applicable.

    Example:
        >>> from tfgan_zoo.evaluation import feature_networks
        >>> from tfgan_zoo.runs import sources
        >>> real, fake = sources.find("digits:test"), sources.find("digits:train")
        >>> network = feature_networks.of_labels(real)
        Training a classifier on digits (train), whose features are used for the metrics
        Its accuracy on held-out images is ... %
        >>> [result.metric for result in compare(real, fake, network, ["frechet"], verbose=0)]
        ['frechet_classifier-digits']
    """
    num = common_number(real, fake, num)
    words = chosen(words, real, network)
    given = Given(None, real.shape, real.split, num, seed, verbose)
    made = {word: OF_IMAGES[word](given) for word in words if word in OF_IMAGES}
    seen = pass_through(real, fake, network, list(made.values()), given)
    results = []
    for word in words:
        results += results_of([made[word] if word in made else filled(word, network, seen, given)])
    return results


def pass_through(real, fake, network, image_metrics, given):
    """A network's outputs for all samples; image metrics are updated in the same pass.

    Returns:
        for real and for generated samples, a list of features and, if there are any, logits: arrays (num, size).
    """
    progress = keras.utils.Progbar(given.num, verbose=given.verbose, unit_name="sample") if given.verbose else None
    kept = ([], [])
    for pair in zip(real.batches(given.num, given.seed), fake.batches(given.num, given.seed), strict=True):
        for sample_source, samples, rows in zip((real, fake), pair, kept, strict=True):
            sample_source.modality.check_generated(samples, sample_source.name)
            if network is not None:
                rows.append(network(samples))
        for metric in image_metrics:
            metric.update(*pair)
        if progress is not None:
            progress.add(len(pair[0]))
    return [[np.concatenate(rows) for rows in zip(*batches, strict=True)] for batches in kept]


def filled(word, network, seen, given):
    """A metric, updated with the network's outputs for all samples."""
    place = 0 if word in OF_FEATURES else 1
    real, fake = (rows[place] for rows in seen)
    at_hand = PrecomputedFeatures(network.logits if place else network.features)
    metric = {**OF_FEATURES, **OF_LOGITS}[word](dataclasses.replace(given, network=at_hand, real=real))
    for start in range(0, given.num, BLOCK):
        metric.update(real[start : start + BLOCK], fake[start : start + BLOCK])
    return metric


def check_shapes(real, fake):
    """Refuse samples of different shapes, with advice on how to resize them."""
    if real.modality.name != fake.modality.name:
        raise ValueError(
            f"{real.name} has samples of {real.modality.name}, {fake.name} of {fake.modality.name}: the two cannot be "
            "compared."
        )
    if real.shape == fake.shape:
        return
    both = f"{real.name} has samples of shape {real.shape}, {fake.name} of shape {fake.shape}"
    wanted = next(
        (sample_source.shape for sample_source in (fake, real) if not isinstance(sample_source, DatasetSource)),
        fake.shape,
    )
    if not any(isinstance(sample_source, DatasetSource) for sample_source in (real, fake)):
        raise ValueError(f"{both}: compare each with its own data, because generated images are not resized.")
    raise ValueError(
        f"{both}: give --image-shape {'x'.join(map(str, wanted))} to resize the images of datasets and folders."
    )


def common_number(real, fake, num=None):
    """Number of samples of each kind to compare.

    Args:
        real, fake: sources.
        num: requested number; None uses all, at most 10 000.

    Raises:
        ValueError: if the shapes differ, or there are fewer samples than requested.
    """
    check_shapes(real, fake)
    limits = {
        sample_source.name: sample_source.num_examples
        for sample_source in (real, fake)
        if sample_source.num_examples is not None
    }
    num = min([*limits.values(), MOST]) if num is None else num
    for name, limit in limits.items():
        if num > limit:
            raise ValueError(f"{name} has {limit} samples, fewer than {num}: use {min(limits.values())} or fewer.")
    if num < 2:
        raise ValueError(f"{num} sample of each kind: no metric compares fewer than 2.")
    return num


def chosen(words, real, network):
    """The requested metrics, or all that are applicable.

    Raises:
        ValueError: if one is unknown or not applicable.
    """
    reasons = {word: reason_against(word, real, network) for word in METRICS}
    possible = [word for word in METRICS if reasons[word] is None]
    for word in words or ():
        if word not in METRICS:
            raise ValueError(f"there is no metric {word!r}; the metrics are {', '.join(METRICS)}.")
        if reasons[word] is not None:
            raise ValueError(f"{word} cannot be computed: {reasons[word]}. Available: {', '.join(possible) or 'none'}.")
    if not possible:
        raise ValueError(f"no metric can be computed: {reasons[METRICS[0]]}.")
    return list(dict.fromkeys(words or possible))


def reason_against(word, real, network):
    """Why a metric is not applicable; None if it is."""
    if word in OF_IMAGES:
        if real.modality.name != "image":
            return f"it is for images, not for {real.modality.name}"
        height, width = real.shape[:2]
        small = min(height, width) < SMALLEST[word]
        return f"it needs images of {SMALLEST[word]} or more pixels a side, not {height} x {width}" if small else None
    if network is None:
        return "it needs a network: real images with labels, or --classifier or --inception with a file"
    if word in OF_LOGITS and network.logits is None:
        return "it needs a network with logits: a classifier, or the Inception with all its layers"
    return None
