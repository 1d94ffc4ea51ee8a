"""What a discriminator looks at: its score, shared out among the pixels by integrated gradients."""

import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo.conditions import with_conditions
from tfgan_zoo.networks.batch_dependence import batch_dependent_layers

STEPS = 64  # points on the way from the baseline to an image
BLOCK = 256  # points in a pass


def integrated_gradients(score, images, baseline=-1.0, steps=STEPS, block=BLOCK):
    """Each pixel's share in the difference between the score of an image and that of a baseline.

    The gradient is averaged along the straight way from the baseline to the image, and multiplied by the way. The
    shares of an image sum to score(image) - score(baseline), the axiom of completeness, as closely as the steps
    (Gauss and Legendre's) catch the bends of the score; `completeness_error` says how closely.

    Args:
        score: function from images (batch, ...) to (batch,) or (batch, 1), each from its own image alone; `scorer`
            makes one of a game.
        images: float (n, ...), in [-1, 1].
        baseline: what an image without any information looks like: a number, or an array (...). -1 is black.
        steps: points on the way, at least 1.
        block: points in a pass.

    Returns:
        float32 NumPy array of the images' shape.

    Raises:
        ValueError: if there are no images or steps, they are not finite, or a score is not one number an image.

    Example:
        >>> images = np.array([[1.0, 3.0]], "float32")
        >>> integrated_gradients(lambda pairs: pairs[:, 0] * pairs[:, 1], images, 0.0).round(4).tolist()
        [[1.5, 1.5]]

    Reference:
        Sundararajan et al. 2017, https://arxiv.org/abs/1703.01365, eq. 1; section 5 for the steps.
    """
    images = checked(images, steps, block)
    baseline = np.broadcast_to(np.asarray(baseline, np.float32), images.shape[1:])
    ways = images - baseline
    places, weights = np.polynomial.legendre.leggauss(steps)
    places, weights = (places + 1) / 2, weights / 2
    total = np.zeros(images.shape, np.float64)
    for start in range(0, len(images) * steps, block):
        rows, stops = np.divmod(np.arange(start, min(start + block, len(images) * steps)), steps)
        along = places[stops].reshape(-1, *[1] * (images.ndim - 1))
        gradients = gradients_of(score, (baseline + along * ways[rows]).astype(np.float32))
        np.add.at(total, rows, weights[stops].reshape(along.shape) * gradients)
    return (total * ways).astype(np.float32)


def gradients_of(score, images):
    """The gradient of each image's score by its pixels."""
    images = tf.convert_to_tensor(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = score(images)
        check_scores(scores, images)
        total = tf.reduce_sum(scores)
    return tape.gradient(total, images, unconnected_gradients=tf.UnconnectedGradients.ZERO).numpy()


def completeness_error(attributions, score, images, baseline=-1.0):
    """How far each image's shares are from summing to score(image) - score(baseline).

    Args:
        attributions: what `integrated_gradients` gave for the other arguments.
        score, images, baseline: as there.

    Returns:
        float64 NumPy array (n,), in units of the score.

    Example:
        >>> images = np.array([[1.0, 3.0]], "float32")
        >>> completeness_error(np.array([[1.5, 1.0]]), lambda pairs: pairs[:, 0] * pairs[:, 1], images, 0.0).tolist()
        [0.5]
    """
    images = np.asarray(images, np.float32)
    ends = np.stack([images, np.broadcast_to(np.asarray(baseline, np.float32), images.shape)])
    reached, begun = (np.asarray(score(tf.constant(end)), np.float64).reshape(len(images)) for end in ends)
    shares = np.asarray(attributions, np.float64).reshape(len(images), -1).sum(axis=1)
    return np.abs(shares - (reached - begun))


def scorer(game, conditions=None):
    """A two-player game's score of images, its discriminator taken as when it does not train.

    Args:
        game: a `models.GAN`.
        conditions: what all images are scored under, such as their label, a dict of (1, ...) by name; None where the
            game has no conditions.

    Returns:
        function from images (batch, ...) to scores (batch, 1): for autoencoders the energy, for a discriminator of
        patches their mean.

    Raises:
        ValueError: if the game has no score, its discriminator judges several images at once, or a condition is
            missing.

    Example:
        >>> attributions = integrated_gradients(scorer(gan), images)
    """
    if not game.has_score:
        raise ValueError(f"{type(game).__name__} has no one discriminator whose score could be shared out.")
    if game.samples_per_score > 1:
        raise ValueError(
            f"the discriminator of {type(game).__name__} judges several samples at once: none has a score of its own."
        )
    # Normalization by the batch is by its moving averages when not training; minibatch statistics stay.
    if mixing := [layer for layer in batch_dependent_layers(game.discriminator) if not hasattr(layer, "moving_mean")]:
        raise ValueError(
            f"the discriminator's layer {mixing[0].name!r} compares the samples of a batch: none has a score of its "
            "own."
        )
    conditions = conditions or {}
    if missing := [name for name in game.conditions if name not in conditions]:
        raise ValueError(
            f"{type(game).__name__} scores samples with their {' and '.join(missing)}: give conditions={{...}}, one of "
            "each by name."
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
        raise ValueError("some images are not finite: training has diverged, try smaller steps.")
    return images


def check_scores(scores, images):
    """Refuse scores that are not one number an image."""
    if tuple(scores.shape) not in ((len(images),), (len(images), 1)):
        raise ValueError(
            f"received scores of shape {tuple(scores.shape)} for {len(images)} images; expected one number an image."
        )
