"""The distribution that a SavedModel draws its latents from, found by its own signatures."""

import itertools

import numpy as np
import tensorflow as tf

from tfgan_zoo import latents

DISTRIBUTIONS = (latents.normal, latents.uniform)
# What a SavedModel's signature makes of a seed: now, and in those that are older than `latents.sampling_seed`.
SEEDS = (latents.sampling_seed, lambda seed: tf.constant([seed, 0], tf.int64))
NUM_SEEDS = 4  # whose samples are compared
TOLERANCE = 0.01  # between a sample by its seed and by its latents, as a share of the distance between samples


def recognize_latents(generate, expected, size):
    """How latents are drawn from a seed: a seed's sample must be that of the latents that it draws.

    Args:
        generate: function from latents (n, size) to samples, an array.
        expected: samples of the seeds 0, 1, 2, 3.
        size: of the latents.

    Returns:
        a distribution of `tfgan_zoo.latents`, and the function from a seed to the two numbers that it draws with; None
        if it is neither normal nor uniform, or more is drawn.
    """
    expected = np.asarray(expected)
    allowed = TOLERANCE * np.abs(expected - expected.mean(axis=0)).max()
    for distribution, seed_of in itertools.product(DISTRIBUTIONS, SEEDS):
        drawn = [distribution((1, size), seed_of(seed)) for seed in range(NUM_SEEDS)]
        if np.abs(np.asarray(generate(tf.concat(drawn, axis=0))) - expected).max() < allowed:
            return distribution, seed_of
    return None
