"""How many samples a source has in a batch, and the seeds of those that it generates."""

import numpy as np

from tfgan_zoo.checks import LARGEST_INTEGER

BATCH_SIZE = 64
GENERATED = "generated"  # in place of a split


def slices(num):
    """The slices of `num` samples that are a batch each."""
    return [slice(start, min(start + BATCH_SIZE, num)) for start in range(0, num, BATCH_SIZE)]


def seeds_from(seed, num):
    """The seeds of samples, one each: consecutive from `seed`, after the greatest from 0 again."""
    return (seed + np.arange(num)) % (LARGEST_INTEGER + 1)
