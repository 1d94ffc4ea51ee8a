"""Attributions of a discriminator's score, overlaid on the images."""

import matplotlib
import numpy as np

from tfgan_zoo.plots.images import pixels
from tfgan_zoo.plots.rows import image_rows

FAINT = 0.35  # of the image's contrast, below the overlay
SATURATED = 0.98  # fraction of the pixels below full color


def saliency(path, scored, title=""):
    """Images, with their attributions below: red pixels raise the score, blue ones lower it.

    All attributions have the same scale, so that images can be compared.

    Args:
        path: the PNG to write.
        scored: dict from the name of a set ("real", "generated") to (images, attributions, scores): images in [-1, 1]
            or uint8 (n, height, width, 1 or 3), attributions of the same shape, scores (n,); the same n in each.
        title: title of the figure.

    Raises:
        ValueError: if attributions do not match their images, or are not finite.

    Example:
        >>> blank = np.zeros((4, 8, 8, 1))
        >>> saliency("saliency.png", {"real": (blank, blank, np.zeros(4)), "generated": (blank, blank, np.zeros(4))})
    """
    rows, names, captions = [], [], []
    for images, attributions, _ in scored.values():
        if np.shape(images) != np.shape(attributions) or not np.isfinite(attributions).all():
            raise ValueError(
                f"received images of shape {np.shape(images)} and attributions of {np.shape(attributions)}; expected "
                "the same shape, and finite values."
            )
    strengths = [np.abs(by_pixel(attributions)).ravel() for _, attributions, _ in scored.values()]
    scale = np.quantile(np.concatenate(strengths), SATURATED)
    for name, (images, attributions, scores) in scored.items():
        images = pixels(images)
        rows += [np.broadcast_to(images, (*images.shape[:3], 3)), overlay(images, by_pixel(attributions), scale)]
        names += [f"{name}, score", "attributions, sum"]
        sums = by_pixel(attributions).sum(axis=(1, 2))
        captions += [[f"{score:.3g}" for score in scores], [f"{total:+.3g}" for total in sums]]
    image_rows(path, np.stack(rows), names, captions=captions, title=f"{title}\nred raises the score, blue lowers it")


def by_pixel(attributions):
    """The sum over the channels, (n, height, width)."""
    return np.asarray(attributions, np.float64).sum(axis=-1)


def overlay(images, attributions, scale):
    """Faint gray images with colors whose strength is proportional to a pixel's attribution."""
    strength = np.clip(attributions / max(scale, 1e-12), -1, 1)
    colors = matplotlib.colormaps["bwr"]((strength + 1) / 2)[..., :3] * 255
    gray = 255 - FAINT * (255 - images.mean(axis=-1, keepdims=True))
    visible = np.abs(strength)[..., None]
    return np.rint((1 - visible) * gray + visible * colors).astype(np.uint8)
