"""Checks of features and logits for metrics."""

import numpy as np


def checked_features(real, fake, min_samples, metric):
    """Two sets of features as floating-point arrays, in their own precision if it is the same.

    Args:
        real, fake: arrays (m, features) and (n, features).
        min_samples: number of rows of each kind that are needed.
        metric: what the message calls the metric.

    Raises:
        ValueError: if the arrays do not match, have too few rows or have nonfinite values.
    """
    real, fake = _floating(real), _floating(fake)
    if real.dtype != fake.dtype:
        real, fake = real.astype(np.float64), fake.astype(np.float64)
    if real.ndim != 2 or fake.ndim != 2 or real.shape[1] != fake.shape[1] or not real.shape[1]:
        raise ValueError(
            f"Received features of shape {real.shape} and {fake.shape}. Expected (m, features) and (n, features), "
            "one row for each real and each generated sample, from the same network."
        )
    check_number(min(len(real), len(fake)), min_samples, metric, f"{len(real)} real and {len(fake)} generated ones")
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        raise ValueError("Some features are not finite. The generator has diverged, or the network is the wrong one.")
    return real, fake


def checked_logits(logits, min_samples, metric):
    """Logits as a floating-point array, in their own precision.

    Args:
        logits: array (n, classes), before the softmax.
        min_samples: number of rows that are needed.
        metric: what the message calls the metric.

    Raises:
        ValueError: for another shape, a single class, too few rows, nonfinite values, or probabilities.
    """
    logits = _floating(logits)
    if logits.ndim != 2 or logits.shape[1] < 2:
        raise ValueError(f"Received logits of shape {logits.shape}. Expected (n, classes), at least 2 classes.")
    check_number(len(logits), min_samples, metric, f"{len(logits)}")
    if not np.isfinite(logits).all():
        raise ValueError("Some logits are not finite. The generator has diverged, or the classifier is the wrong one.")
    if logits.min() >= 0 and np.allclose(logits.sum(axis=1, dtype=np.float64), 1.0, rtol=0, atol=1e-3):
        raise ValueError(
            "Every row is positive and sums to 1: these are probabilities. Pass logits, the classifier's output before "
            "its softmax, or the logarithms of the probabilities."
        )
    return logits


def check_number(count, min_samples, metric, received):
    """Refuse too few samples."""
    if count < min_samples:
        raise ValueError(
            f"{metric} needs at least {min_samples} samples of each kind. Received {received}: evaluate with more."
        )


def checked_capacity(max_samples, min_samples, metric):
    """`max_samples`, refused if it is too few for the metric."""
    if isinstance(max_samples, bool) or not isinstance(max_samples, (int, np.integer)) or max_samples < min_samples:
        raise ValueError(f"max_samples={max_samples!r}; {metric} needs at least {min_samples} samples of each kind.")
    return int(max_samples)


def checked_count(value, minimum, name):
    """The value as an integer, refused if it is too small."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < minimum:
        raise ValueError(f"{name}={value!r}; expected an integer of at least {minimum}.")
    return int(value)


def _floating(values):
    values = np.asarray(values)
    return values if values.dtype in (np.float32, np.float64) else values.astype(np.float64)
