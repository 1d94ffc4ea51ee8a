"""Pictures that hold a game's samples, its gradients and its score against data."""

import numpy as np
import tensorflow as tf

from tfgan_zoo import explain, plots
from tfgan_zoo.metrics.frechet_metric import identity_of

PIXELS = "pixels"
CHECKED = 1000  # samples, and at most so many held-out images, whose nearest training images are sought
NEAREST = 5  # neighbors shown beside a sample


def described(images, network):
    """Images as vectors (n, size): a network's features, or the pixels where there is no network."""
    if network is None:
        return np.reshape(images, (len(images), -1))
    return network.predict(images, batch_size=64, verbose=0)


def float_images(examples, limit=None):
    """The first images of a set as float32 in [-1, 1]."""
    images, _ = examples.arrays(None if limit is None else min(limit, examples.num_examples))
    refuse_points(images)
    return examples.modality.to_model(images).numpy()


def refuse_points(samples):
    """Say why a picture of points is not drawn."""
    if np.ndim(samples) != 4:
        raise ValueError(
            f"received samples of shape {np.shape(samples)}; this picture is of images (n, height, width, channels). "
            "Points are seen whole by `tfgan-zoo sample`, `interpolation`, `traversal`, `truncation` or `sensitivity`."
        )


def neighbors(path, fake, train, held_out=None, network=None, num=8, limit=None):
    """The first samples beside their nearest training images, and whether all are nearer than new images are.

    Args:
        path: the PNG to write.
        fake: samples (n, height, width, channels), of which all are compared and the first shown.
        train: `data.Examples`.
        held_out: `data.Examples` that are not trained on, or None.
        network: in whose features; None for pixels.
        num: samples that are shown.
        limit: training images at most; all when None.

    Returns:
        `explain.Memorization`.

    Raises:
        ValueError: if samples are no images, or there are too few images.
    """
    refuse_points(fake)
    images = float_images(train, limit)
    others = None if held_out is None else described(float_images(held_out, CHECKED), network)
    found, known = described(fake, network), described(images, network)
    distances, rows = explain.nearest(found[:num], known, min(NEAREST, len(known)))
    memorized = explain.memorization(found, known, others)
    where = PIXELS if network is None else network.name
    title = f"Samples and their nearest training images ({where})\n{told(memorized)}"
    plots.neighbors(path, fake[:num], images[rows], distances, title)
    return memorized


def told(memorized):
    """The share of samples that lie as near as copies do, in two lines."""
    held_out = memorized.near_as_held_out
    share = memorized.near_as_training if held_out is None else held_out
    others = "training images are to one another" if held_out is None else "held-out images are"
    return (
        f"of {memorized.n_fake} samples, {share:.1%} are nearer than all but 5 % of\n{others} "
        "(5 % is what new images have, 100 % copies)"
    )


def features(path, fake, real, network=None, seed=0, name=""):
    """Principal components and t-SNE of real and generated images.

    Args:
        path: the PNG to write.
        fake, real: float images (n, height, width, channels).
        network: in whose features; None for pixels.
        seed: of t-SNE.
        name: what to call the origin in the title.

    Returns:
        explained variance of the two components, of the real images and of the generated ones.
    """
    refuse_points(fake)
    where = PIXELS if network is None else f"features of {identity_of(network)}"
    title = f"{name}: {where}".removeprefix(": ")
    return plots.embedding(path, described(real, network), described(fake, network), title, seed)


def gradients(path, game, batch, name=""):
    """Histograms of the gradients of one training step, which is not taken.

    Args:
        path: the PNG to write.
        game: `models.Game`.
        batch: as `fit` gives it.
        name: what to call the origin in the title.
    """
    found = explain.player_gradients(game, batch)
    title = f"Gradients of a step after {int(game.steps.numpy())} steps\n{name}"
    plots.gradient_histograms(path, found, title)


def saliency(path, game, real, fake, baseline=-1.0, name=""):
    """Integrated gradients of the discriminator's score over real and generated images.

    Args:
        path: the PNG to write.
        game: a two-player game.
        real, fake: float images (n, height, width, channels), as many of each.
        baseline: see `explain.integrated_gradients`.
        name: what to call the origin in the title.

    Returns:
        the largest completeness error, in units of the score.
    """
    refuse_points(real)
    judged, errors, score = {}, [], explain.scorer(game)
    for kind, images in (("real", real), ("generated", fake)):
        shares = explain.integrated_gradients(score, images, baseline)
        errors.append(explain.completeness_error(shares, score, images, baseline))
        judged[kind] = (images, shares, np.ravel(score(tf.constant(images))))
    plots.saliency(path, judged, f"What the discriminator's score is made of\n{name}")
    return float(np.max(errors))
