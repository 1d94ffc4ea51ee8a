"""What features and logits must be before anything is measured of them."""

import numpy as np


def checked_features(real, fake, least, what):
    """Two sets of features as floating-point arrays, in their own precision if it is the same.

    Args:
        real, fake: arrays (m, features) and (n, features).
        least: how many rows of each kind are needed.
        what: the measure's name, for the message.

    Raises:
        ValueError: if the arrays do not fit together, have too few rows or hold what is not finite.
    """
    real, fake = _floating(real), _floating(fake)
    if real.dtype != fake.dtype:
        real, fake = real.astype(np.float64), fake.astype(np.float64)
    if real.ndim != 2 or fake.ndim != 2 or real.shape[1] != fake.shape[1] or not real.shape[1]:
        raise ValueError(
            f"Received features of shape {real.shape} and {fake.shape}. Expected (m, features) and (n, features), "
            "one row for each real and for each generated sample, from one network."
        )
    check_number(min(len(real), len(fake)), least, what, f"{len(real)} real and {len(fake)} generated ones")
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        raise ValueError("Some features are not finite. The generator has diverged, or the network does not fit.")
    return real, fake


def checked_logits(logits, least, what):
    """Logits as a floating-point array, in their own precision.

    Args:
        logits: array (n, classes), before the softmax.
        least: how many rows are needed.
        what: the measure's name, for the message.

    Raises:
        ValueError: for another shape, a single class, too few rows, what is not finite, or probabilities.
    """
    logits = _floating(logits)
    if logits.ndim != 2 or logits.shape[1] < 2:
        raise ValueError(f"Received logits of shape {logits.shape}. Expected (n, classes), at least 2 classes.")
    check_number(len(logits), least, what, f"{len(logits)}")
    if not np.isfinite(logits).all():
        raise ValueError("Some logits are not finite. The generator has diverged, or the classifier does not fit.")
    if logits.min() >= 0 and np.allclose(logits.sum(axis=1, dtype=np.float64), 1.0, rtol=0, atol=1e-3):
        raise ValueError(
            "Every row is positive and sums to 1: these are probabilities. Pass logits, what the classifier gives "
            "before its softmax, or the logarithms of the probabilities."
        )
    return logits


def check_number(count, least, what, received):
    """Refuse too few samples, and say how many are needed."""
    if count < least:
        raise ValueError(f"{what} needs at least {least} samples of each kind. Received {received}: measure more.")


def checked_capacity(max_samples, least, what):
    """How many samples are kept, if these are enough for the measure."""
    if isinstance(max_samples, bool) or not isinstance(max_samples, (int, np.integer)) or max_samples < least:
        raise ValueError(f"max_samples={max_samples!r}; {what} needs at least {least} samples of each kind.")
    return int(max_samples)


def checked_count(value, least, name):
    """A whole number that is large enough."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < least:
        raise ValueError(f"{name}={value!r}; expected a whole number of at least {least}.")
    return int(value)


def _floating(values):
    values = np.asarray(values)
    return values if values.dtype in (np.float32, np.float64) else values.astype(np.float64)
