"""Saliency of a discriminator: its score, attributed to pixels by integrated gradients."""

import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo.conditions import with_conditions
from tfgan_zoo.networks.batch_dependence import batch_dependent_layers

STEPS = 64  # points on the path from the baseline to an image
BLOCK = 256  # points in a forward pass


def integrated_gradients(score, images, baseline=-1.0, steps=STEPS, block=BLOCK):
    """Each pixel's attribution of the difference between the scores of an image and of a baseline.

    The gradient is averaged along the straight line from the baseline to the image, and multiplied by their difference.
    The attributions of an image sum to score(image) - score(baseline), the axiom of completeness, up to the error of
    Gauss-Legendre integration, which `completeness_error` computes.

    Args:
        score: function from images (batch, ...) to (batch,) or (batch, 1), each from its own image alone;
            `score_function` returns that of a game.
        images: float (n, ...), in [-1, 1].
        baseline: an image without any information: a number, or an array (...). -1 is black.
        steps: points on the path, at least 1.
        block: points in a forward pass.

    Returns:
        float32 NumPy array of the images' shape.

    Raises:
        ValueError: if there are no images or steps, they are not finite, or there is not one score per image.

    Example:
        >>> images = np.array([[1.0, 3.0]], "float32")
        >>> integrated_gradients(lambda pairs: pairs[:, 0] * pairs[:, 1], images, 0.0).round(4).tolist()
        [[1.5, 1.5]]

    Reference:
        Sundararajan et al. 2017, https://arxiv.org/abs/1703.01365, eq. 1; section 5 for the steps.
    """
    images = checked(images, steps, block)
    baseline = np.broadcast_to(np.asarray(baseline, np.float32), images.shape[1:])
    differences = images - baseline
    positions, weights = np.polynomial.legendre.leggauss(steps)
    positions, weights = (positions + 1) / 2, weights / 2
    total = np.zeros(images.shape, np.float64)
    for start in range(0, len(images) * steps, block):
        rows, stops = np.divmod(np.arange(start, min(start + block, len(images) * steps)), steps)
        alpha = positions[stops].reshape(-1, *[1] * (images.ndim - 1))
        gradients = gradients_of(score, (baseline + alpha * differences[rows]).astype(np.float32))
        np.add.at(total, rows, weights[stops].reshape(alpha.shape) * gradients)
    return (total * differences).astype(np.float32)


def gradients_of(score, images):
    """The gradient of each image's score with respect to its pixels."""
    images = tf.convert_to_tensor(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = score(images)
        check_scores(scores, images)
        total = tf.reduce_sum(scores)
    return tape.gradient(total, images, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy()


def completeness_error(attributions, score, images, baseline=-1.0):
    """The difference between the sum of each image's attributions and score(image) - score(baseline).

    Args:
        attributions: the result of `integrated_gradients` for the other arguments.
        score, images, baseline: as for `integrated_gradients`.

    Returns:
        float64 NumPy array (n,), in units of the score.

    Example:
        >>> images = np.array([[1.0, 3.0]], "float32")
        >>> completeness_error(np.array([[1.5, 1.0]]), lambda pairs: pairs[:, 0] * pairs[:, 1], images, 0.0).tolist()
        [0.5]
    """
    images = np.asarray(images, np.float32)
    endpoints = np.stack([images, np.broadcast_to(np.asarray(baseline, np.float32), images.shape)])
    of_images, of_baseline = (np.asarray(score(tf.constant(x)), np.float64).reshape(len(images)) for x in endpoints)
    totals = np.asarray(attributions, np.float64).reshape(len(images), -1).sum(axis=1)
    return np.abs(totals - (of_images - of_baseline))


def score_function(game, conditions=None):
    """A two-player game's score as a function of images, with its discriminator in inference mode.

    Args:
        game: a `models.GAN`.
        conditions: the conditions of all images, such as their label, a dict of (1, ...) by name; None if the game has
            no conditions.

    Returns:
        function from images (batch, ...) to scores (batch, 1): for autoencoders the energy, for a discriminator of
        patches their mean.

    Raises:
        ValueError: if the game has no score, its discriminator scores several images together, or a condition is
            missing.

    Example:
        >>> attributions = integrated_gradients(score_function(gan), images)
    """
    if not game.has_score:
        raise ValueError(f"{type(game).__name__} has no single discriminator whose score could be explained.")
    if game.samples_per_score > 1:
        raise ValueError(
            f"the discriminator of {type(game).__name__} scores several samples together: none has its own score."
        )
    # Batch normalization uses its moving averages in inference; minibatch statistics still depend on the batch.
    layers = [layer for layer in batch_dependent_layers(game.discriminator) if not hasattr(layer, "moving_mean")]
    if layers:
        raise ValueError(
            f"the discriminator's layer {layers[0].name!r} compares the samples of a batch: none has its own score."
        )
    conditions = conditions or {}
    if missing := [name for name in game.conditions if name not in conditions]:
        raise ValueError(
            f"{type(game).__name__} scores samples with their {' and '.join(missing)}: pass conditions={{...}}, each "
            "by name."
        )

    def score(images):
        images = ops.convert_to_tensor(images)
        repeated = {name: ops.repeat(value, len(images), axis=0) for name, value in conditions.items()}
        scores = game.score(with_conditions(images, repeated), training=False)
        return ops.mean(ops.reshape(scores, (len(images), -1)), axis=1, keepdims=True)

    return score


def checked(images, steps, block):
    """Images as float32."""
    images = np.asarray(images, np.float32)
    if images.ndim < 2 or not images.size or min(steps, block) < 1:
        raise ValueError(
            f"received images of shape {images.shape}, {steps} steps and blocks of {block}; expected (n, ...), and at "
            "least 1 of each."
        )
    if not np.isfinite(images).all():
        raise ValueError("some images are not finite: training has diverged, try a smaller learning rate.")
    return images


def check_scores(scores, images):
    """Refuse scores that are not one per image."""
    if tuple(scores.shape) not in ((len(images),), (len(images), 1)):
        raise ValueError(
            f"received scores of shape {tuple(scores.shape)} for {len(images)} images; expected one score per image."
        )
