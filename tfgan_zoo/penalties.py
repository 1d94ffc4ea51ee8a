"""Regularization terms, computed in float32: most of them functions of a critic and samples.

The critic must process examples independently (no batch normalization) and return raw scores; otherwise the penalized
gradient is not that of one example's score. A critic of packs scores m consecutive samples together, as PacGAN's does:
a pack is then the example, with one gradient and one place on the line between real and fake.
"""

import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.losses.checks import checked_pair

# Keeps the square root's derivative finite where a gradient is zero; its square root, 1e-6, is far below any norm
# that is penalized.
EPSILON = 1e-12


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
        >>> near = perturb(tf.random.stateless_normal((4, 2), (0, 1), alg="philox"), seed=(0, 2))
        >>> penalty = gradient_norm(critic, near, target=1.0)

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


def lecam(real_logits, fake_logits, real_average, fake_average):
    """Squared distances of the logits on each kind from the other kind's moving average.

    The authors' code counts only real logits above the fake average and fake ones below the real average.

    Args:
        real_logits, fake_logits: D(x) and D(G(z)), of one shape.
        real_average, fake_average: alpha_R and alpha_F, moving averages of the mean logits; they get no gradient.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the logits are not a pair of floating point tensors.

    Example:
        >>> float(lecam([[2.0]], [[-1.0]], real_average=1.0, fake_average=0.0))
        8.0

    Reference:
        Tseng et al. 2021, arXiv:2104.03310, section 3.2.
    """
    real, fake = checked_pair(real_logits, fake_logits)
    real_average, fake_average = (ops.stop_gradient(average) for average in (real_average, fake_average))
    return ops.mean(ops.square(real - fake_average)) + ops.mean(ops.square(fake - real_average))


def historical_averaging(parameters, averages):
    """The squared distance of a player's parameters from their averages over time, summed over all of them.

    Args:
        parameters: theta, a sequence of variables.
        averages: as many tensors of the same shapes, the means of all past values.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the two do not match.

    Example:
        >>> float(historical_averaging([tf.Variable([3.0, 4.0])], [tf.zeros(2)]))
        25.0

    Reference:
        Salimans et al. 2016, arXiv:1606.03498, section 3.3.
    """
    parameters, averages = list(parameters), list(averages)
    shapes = [[tuple(tensor.shape) for tensor in tensors] for tensors in (parameters, averages)]
    if not parameters or shapes[0] != shapes[1]:
        raise ValueError(
            f"received averages of shapes {shapes[1]} for parameters of shapes {shapes[0]}; expected one average each, "
            "of the same shape."
        )
    pairs = zip(parameters, averages, strict=True)
    return sum(ops.sum(ops.square(ops.cast(theta, "float32") - ops.cast(mean, "float32"))) for theta, mean in pairs)


def clip_weights(variables, limit=0.01):
    """Clip the values of each variable to [-limit, limit], after every step of the critic.

    Args:
        variables: w, the critic's trainable variables.
        limit: c, positive.

    Raises:
        ValueError: if the limit is not positive.

    Example:
        >>> clip_weights(critic.trainable_variables, limit=0.01)

    Reference:
        Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1, line 7.
    """
    if not limit > 0:
        raise ValueError(f"weights are clipped to [-limit, limit], so the limit must be positive, not {limit}.")
    for variable in variables:
        variable.assign(ops.clip(variable, -limit, limit))


def weights_of_examples(samples, seed, samples_per_score):
    """A number on [0, 1) for each example, (batch, 1, ...); consecutive samples that share a score have the same."""
    ones = [1] * (len(samples.shape) - 1)
    weights = replica_rows(
        lambda count: tf.random.stateless_uniform((count, *ones), seed, alg="philox"),
        ops.shape(samples)[0] // samples_per_score,
    )
    return weights if samples_per_score == 1 else ops.repeat(weights, samples_per_score, axis=0)


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


def checked_samples(samples):
    """The samples as a tensor that a gradient can be taken with respect to."""
    samples = tf.convert_to_tensor(samples)
    if not samples.dtype.is_floating:
        raise ValueError(
            f"a gradient is taken with respect to the samples, so they must be floats, not {samples.dtype.name}."
        )
    if 0 in samples.shape.as_list():
        raise ValueError(f"the samples are empty (shape {samples.shape}): give at least one example.")
    return samples
