"""Penalties on the gradient of a critic's scores with respect to the samples.

The critic must process examples independently (no batch normalization) and return raw scores; otherwise the penalized
gradient is not that of one example's score. A critic of packs scores m consecutive samples together, as PacGAN's does:
a pack is then the example, with one gradient and one place on the line between real and fake.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.penalties.checks import checked_samples

# Keeps the square root's derivative finite where a gradient is zero; its square root, 1e-6, is far below any norm
# that is penalized.
EPSILON = 1e-12


def gradient_norm(critic, samples, target=1.0):
    """The squared distance of the critic's gradient norm from `target`, averaged over the samples.

    The norm is taken over all axes but the batch; over all m samples of a pack.

    Args:
        critic: function from samples to scores, one per example.
        samples: float tensor, batch first: from `interpolate` for WGAN-GP, from `perturb` for DRAGAN.
        target: the target norm (1 in both).

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the samples are not floating point, or the scores do not depend on them.

    Reference:
        Gulrajani et al. 2017, arXiv:1704.00028, eq. 3.
    """
    norms = ops.sqrt(squared_gradients(critic, samples) + EPSILON)
    return ops.mean(ops.square(norms - target))


def r1(critic, real, gamma=10.0):
    """gamma/2 times the squared norm of the critic's gradient, averaged over the real samples.

    On generated samples it is R2 (eq. 10); at points between both (`interpolate`), the zero-centered gradient penalty.

    Args:
        critic: function from samples to logits, one per example.
        real: float tensor, batch first.
        gamma: the weight, at least 0.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if gamma is negative, the samples are not floating point, or the logits do not depend on them.

    Example:
        >>> float(r1(lambda samples: 3.0 * samples, tf.ones((4, 1)), gamma=2.0))
        9.0

    Reference:
        Mescheder et al. 2018, arXiv:1801.04406, eq. 9.
    """
    if not gamma >= 0:
        raise ValueError(f"gamma is the weight of a penalty and must be at least 0, not {gamma}.")
    return 0.5 * gamma * ops.mean(squared_gradients(critic, real))


def r2(critic, fake, gamma=10.0):
    """`r1` on generated samples (arXiv:1801.04406, eq. 10)."""
    return r1(critic, fake, gamma)


def squared_gradients(critic, samples):
    """The squared norm of each score's gradient: (batch,), or (batch / m,) where m samples share a score."""
    samples = tf.identity(checked_samples(samples))  # a new tensor: cached scores have no gradient with respect to it
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(samples)
        scores = critic(samples)
    gradients = tape.gradient(scores, samples)
    if gradients is None:
        raise ValueError(
            "the critic's scores do not depend on the samples, so there is no gradient to penalize: check that the "
            "critic is called with them."
        )
    squares = ops.sum(ops.square(ops.cast(gradients, "float32")), axis=tuple(range(1, len(samples.shape))))
    return sum_per_score(squares, scores)


def sum_per_score(squares, scores):
    """The sum over the consecutive samples that share a score: the whole of what that score is a function of."""
    num_samples, num_scores = squares.shape[0], None if not len(scores.shape) else scores.shape[0]
    if num_samples is not None and num_samples == num_scores:
        return squares
    if not len(scores.shape) or (num_samples and num_scores and num_samples % num_scores):
        raise ValueError(
            f"the critic gave scores of shape {tuple(scores.shape)} for {num_samples} samples; expected one for "
            "each sample, or one for each pack of equally many consecutive samples."
        )
    return ops.sum(ops.reshape(squares, (ops.shape(scores)[0], -1)), axis=1)
