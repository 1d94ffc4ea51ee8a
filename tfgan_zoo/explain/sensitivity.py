"""Sensitivity of samples to the noise: the Jacobian, its singular values and principal directions."""

import numpy as np
import tensorflow as tf

BLOCK = 32  # latent dimensions whose derivatives are computed in one pass


def jacobian(generate, latents, block=BLOCK):
    """The derivatives of each sample with respect to its latents, in forward mode.

    One pass through the generator gives the derivatives with respect to `block` latent dimensions, for all pixels. So
    memory is linear in the block, and a sample of 64 x 64 x 3 pixels from 100 latent dimensions takes four passes,
    where reverse mode would take one for each of 12,288 pixels.

    Args:
        generate: function from latents (batch, size) to samples (batch, ...), each of which depends on its own latents
            alone, such as `lambda latents: gan.sampler(latents, training=False)`.
        latents: (n, size).
        block: latent dimensions in a pass, at least 1.

    Returns:
        float32 NumPy array (n, outputs, size); `outputs` is the size of a flattened sample.

    Raises:
        ValueError: if the latents have a different shape, or the block is empty.

    Example:
        >>> matrix = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]], "float32")
        >>> jacobian(lambda latents: latents @ matrix.T, np.zeros((1, 3)))[0].tolist()
        [[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]]
    """
    latents = np.asarray(latents, np.float32)
    if latents.ndim != 2 or not latents.size or block < 1:
        raise ValueError(
            f"received latents of shape {latents.shape} and blocks of {block}; expected (n, size) and at least 1."
        )
    units = np.eye(latents.shape[1], dtype=np.float32)
    starts = range(0, len(units), block)
    blocks = [[derivatives(generate, row, units[start : start + block]) for start in starts] for row in latents]
    return np.stack([np.concatenate(parts).T for parts in blocks])


def derivatives(generate, row, tangents):
    """The derivatives of the sample of one row of latents along each tangent, (tangents, outputs)."""
    repeated = tf.repeat(row[None], len(tangents), axis=0)
    with tf.autodiff.ForwardAccumulator(repeated, tf.constant(tangents)) as accumulator:
        samples = generate(repeated)
    products = accumulator.jvp(samples, unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return tf.reshape(tf.cast(products, tf.float32), (len(tangents), -1)).numpy()


def principal_directions(jacobian):
    """The directions of the noise that change a sample most, and how much.

    Args:
        jacobian: that of one sample (outputs, size), or of several (n, outputs, size), whose squares are averaged: the
            directions are then those that change samples most on average.

    Returns:
        gains (k,), in descending order: the change of the sample for a unit of noise (the singular values); and the
        directions (k, size), orthogonal unit vectors whose largest component is positive.

    Raises:
        ValueError: if the Jacobian has a different shape or is not finite.

    Example:
        >>> gains, directions = principal_directions(np.diag([1.0, 3.0]))
        >>> gains.tolist(), directions.tolist()
        ([3.0, 1.0], [[0.0, 1.0], [1.0, 0.0]])
    """
    jacobian = np.asarray(jacobian, np.float64)
    if jacobian.ndim not in (2, 3) or not jacobian.size:
        raise ValueError(
            f"received a Jacobian of shape {jacobian.shape}; expected (outputs, size) or (n, outputs, size)."
        )
    if not np.isfinite(jacobian).all():
        raise ValueError("the Jacobian is not finite: the generator has diverged.")
    if jacobian.ndim == 3:
        jacobian = jacobian.reshape(-1, jacobian.shape[-1]) / np.sqrt(len(jacobian))
    _, gains, directions = np.linalg.svd(jacobian, full_matrices=False)
    largest = np.take_along_axis(directions, np.abs(directions).argmax(axis=1)[:, None], axis=1)
    return gains, directions * np.where(largest < 0, -1.0, 1.0)
