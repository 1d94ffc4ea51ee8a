"""Any two sets of samples compared by every metric that they allow, after one pass through one network."""

import dataclasses

import keras
import numpy as np

from tfgan_zoo.evaluation.metric_names import METRICS, MOST, OF_FEATURES, OF_IMAGES, OF_LOGITS, Given
from tfgan_zoo.metrics.similarity import WINDOW
from tfgan_zoo.metrics.sliced_wasserstein import PATCH
from tfgan_zoo.models.base.evaluating import results_of
from tfgan_zoo.runs.sources import DatasetSource

BLOCK = 1024  # rows of features that a metric is given at a time


class PrecomputedFeatures:
    """Stands for a network whose features are at hand already: given those, it passes them on under its own name."""

    def __init__(self, network):
        self.name = network.name
        self.output_shape = network.output_shape
        self.weights = network.weights
        self.get_weights = network.get_weights

    def __call__(self, features, training=False):
        return features


SMALLEST = {"sliced_wasserstein": PATCH, "sample_similarity": WINDOW}  # pixels a side


def compare(real, fake, network, words=None, num=None, seed=0, verbose=1):
    """Compare as many real as generated samples.

    Every sample passes once through the network. What it makes of them is kept, the images are not (but for the sliced
    Wasserstein distance's first 4 096): with each sample, memory grows by its features and logits.

    Args:
        real, fake: sources, as `sources.find` gives them.
        network: `feature_networks.FeatureNetwork`; None leaves out the metrics that need one.
        words: which metrics, of `METRICS`; None takes all that can be made.
        num: how many samples of each kind; None takes all, 10 000 at most.
        seed: of the noise, of the choice among examples, and of the metrics.
        verbose: 1 shows progress, 0 nothing.

    Returns:
        list of `metrics.Result`.

    Raises:
        ValueError: if the shapes differ, there are too few samples, a sample is not finite or not in [-1, 1], or a
            measure is not known or cannot be made.

    Example:
        >>> real, fake = sources.find("digits:test"), sources.find("digits:train")
        >>> network = feature_networks.of_labels(real)
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
    """What a network makes of all samples, which the metrics of images are shown in passing.

    Returns:
        for real and for generated samples, a list of features and, where there are any, logits: arrays (num, size).
    """
    progress = keras.utils.Progbar(given.num, verbose=given.verbose, unit_name="sample") if given.verbose else None
    kept = ([], [])
    for pair in zip(real.batches(given.num, given.seed), fake.batches(given.num, given.seed), strict=True):
        for sample_source, samples, rows in zip((real, fake), pair, kept, strict=True):
            sample_source.modality.check_generated(samples, sample_source.name)
            if network is not None:
                rows.append(network(samples))
        for found in image_metrics:
            found.update(*pair)
        if progress is not None:
            progress.add(len(pair[0]))
    return [[np.concatenate(rows) for rows in zip(*batches, strict=True)] for batches in kept]


def filled(word, network, seen, given):
    """A measure that has been given what the network made of all samples."""
    place = 0 if word in OF_FEATURES else 1
    real, fake = (rows[place] for rows in seen)
    at_hand = PrecomputedFeatures(network.logits if place else network.features)
    found = {**OF_FEATURES, **OF_LOGITS}[word](dataclasses.replace(given, network=at_hand, real=real))
    for start in range(0, given.num, BLOCK):
        found.update(real[start : start + BLOCK], fake[start : start + BLOCK])
    return found


def check_shapes(real, fake):
    """Refuse samples of different shapes, and say how they can be brought to one."""
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
        raise ValueError(f"{both}: compare each with its own data, for generated images are taken as they are.")
    raise ValueError(
        f"{both}: give --image-shape {'x'.join(map(str, wanted))}, to which data sets and folders are then brought."
    )


def common_number(real, fake, num=None):
    """How many samples of each kind are compared, of two sources that can be.

    Args:
        real, fake: sources.
        num: how many are asked for; None takes all, 10 000 at most.

    Raises:
        ValueError: if the shapes differ, or there are not as many samples.
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
            raise ValueError(f"{name} has {limit} samples, fewer than {num}: ask for {min(limits.values())} or fewer.")
    if num < 2:
        raise ValueError(f"{num} sample of each kind: no metric compares fewer than 2.")
    return num


def chosen(words, real, network):
    """The measures asked for, or all that can be made.

    Raises:
        ValueError: if one is not known, or cannot be made.
    """
    reasons = {word: reason_against(word, real, network) for word in METRICS}
    possible = [word for word in METRICS if reasons[word] is None]
    for word in words or ():
        if word not in METRICS:
            raise ValueError(f"there is no metric {word!r}; the metrics are {', '.join(METRICS)}.")
        if reasons[word] is not None:
            raise ValueError(f"{word} cannot be measured: {reasons[word]}. What can: {', '.join(possible) or 'none'}.")
    if not possible:
        raise ValueError(f"nothing can be measured: {reasons[METRICS[0]]}.")
    return list(dict.fromkeys(words or possible))


def reason_against(word, real, network):
    """Why a metric cannot be made; None where it can."""
    if word in OF_IMAGES:
        if real.modality.name != "image":
            return f"it is for images, not for {real.modality.name}"
        height, width = real.shape[:2]
        small = min(height, width) < SMALLEST[word]
        return f"it needs images of {SMALLEST[word]} pixels a side, not {height} x {width}" if small else None
    if network is None:
        return "it needs a network: real images with labels, or --classifier or --inception with a file"
    if word in OF_LOGITS and network.logits is None:
        return "it needs a network with logits: a classifier, or the Inception with all its layers"
    return None
