"""The points at which a gradient is penalized: between real and fake samples, or around the real ones."""

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.penalties.checks import checked_samples


def interpolate(real, fake, seed, samples_per_score=1):
    """A random point on the line between each real and fake sample: one weight per example, uniform on [0, 1).

    Args:
        real, fake: float tensors of the same shape, batch first.
        seed: integers of shape (2,).
        samples_per_score: m, the number of consecutive samples that the critic scores together; they share a weight.

    Returns:
        float32 tensor of their shape.

    Raises:
        ValueError: if the shapes differ, or the samples are not floating point.

    Reference:
        Gulrajani et al. 2017, arXiv:1704.00028, algorithm 1, lines 4 to 6.
    """
    real, fake = checked_samples(real), checked_samples(fake)
    if not real.shape.is_compatible_with(fake.shape):
        raise ValueError(
            f"received real samples of shape {real.shape} and fake ones of shape {fake.shape}; interpolation needs the "
            "same shape for both."
        )
    real, fake = ops.cast(real, "float32"), ops.cast(fake, "float32")
    weight = weights_of_examples(real, seed, samples_per_score)
    return weight * real + (1 - weight) * fake


def perturb(real, seed, noise_scale=0.5, samples_per_score=1):
    """A random point near each real sample: part of the way to a copy with noise on every pixel.

    This follows the authors' code, x + alpha * noise_scale * std(x) * u with u uniform on [0, 1) per pixel, alpha
    uniform on [0, 1) per example, and one standard deviation for the whole batch, that of all replicas. The paper
    describes Gaussian noise of a fixed standard deviation.

    Args:
        real: float tensor, batch first.
        seed: integers of shape (2,).
        noise_scale: size of the noise, in standard deviations of the batch; at least 0.
        samples_per_score: m, the number of consecutive samples that the critic scores together; they share alpha.

    Returns:
        float32 tensor of their shape.

    Raises:
        ValueError: if the samples are not floating point or the noise scale is negative.

    Example:
        >>> near = perturb(images, seed=(0, 2))
        >>> penalty = penalties.gradient_norm(critic, near, target=1.0)

    Reference:
        Kodali et al. 2017, arXiv:1705.07215, section 2.5; https://github.com/kodalinaveen3/DRAGAN.
    """
    if not noise_scale >= 0:
        raise ValueError(f"noise_scale must be at least 0, not {noise_scale}; 0 leaves the samples unchanged.")
    real = ops.cast(checked_samples(real), "float32")
    count, *shape = ops.shape(real)
    alpha_seed, noise_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
    alpha = weights_of_examples(real, alpha_seed, samples_per_score)
    noise = replica_rows(lambda count: tf.random.stateless_uniform((count, *shape), noise_seed, alg="philox"), count)
    return real + alpha * noise_scale * ops.std(gather_rows(real)) * noise


def weights_of_examples(samples, seed, samples_per_score):
    """A number on [0, 1) for each example, (batch, 1, ...); consecutive samples that share a score have the same."""
    ones = [1] * (len(samples.shape) - 1)
    weights = replica_rows(
        lambda count: tf.random.stateless_uniform((count, *ones), seed, alg="philox"),
        ops.shape(samples)[0] // samples_per_score,
    )
    return weights if samples_per_score == 1 else ops.repeat(weights, samples_per_score, axis=0)
