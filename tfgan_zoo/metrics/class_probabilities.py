"""Class frequencies of a set of samples, and the classifier's confidence."""

import numpy as np
import scipy.special

BLOCK = 4096  # rows of logits that are processed at a time


def class_statistics(logits):
    """The mean probability of each class over all samples, and the mean entropy of the samples' class probabilities.

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
    """The mean divergence KL(p(y|x) || p(y)) in nats."""
    marginal, entropy = class_statistics(logits)
    return scipy.special.entr(marginal).sum() - entropy
