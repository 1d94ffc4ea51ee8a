"""What a classifier sees in a set of samples: how often each class, and how surely."""

import numpy as np
import scipy.special

BLOCK = 4096  # rows of logits that are looked at a time


def class_statistics(logits):
    """Over all samples, the mean probability of each class and the mean entropy of a sample's own probabilities.

    Args:
        logits: array (n, classes).

    Returns:
        float64 array (classes,), and the entropy in nats.
    """
    total, entropy = np.zeros(logits.shape[1]), 0.0
    for start in range(0, len(logits), BLOCK):
        probabilities = scipy.special.softmax(logits[start : start + BLOCK].astype(np.float64), axis=1)
        total += probabilities.sum(axis=0)
        entropy += scipy.special.entr(probabilities).sum()
    return total / len(logits), entropy / len(logits)


def divergence_from_mean(logits):
    """The mean divergence KL(p(y|x) || p(y)) in nats: what a sample's class says more than the set's classes do."""
    marginal, entropy = class_statistics(logits)
    return scipy.special.entr(marginal).sum() - entropy
