"""What a discriminator's score is made of, laid over the images it judges."""

import matplotlib
import numpy as np

from tfgan_zoo.plots.images import pixels
from tfgan_zoo.plots.rows import image_rows

FAINT = 0.35  # of the image's contrast, below the overlay
SATURATED = 0.98  # share of the pixels below full color


def saliency(path, judged, title=""):
    """Images, and below each the same with its attributions: red pixels raise the score, blue ones lower it.

    All attributions have one scale, so that images can be compared.

    Args:
        path: the PNG to write.
        judged: dict from the name of a set ("real", "generated") to (images, attributions, scores): images in [-1, 1]
            or uint8 (n, height, width, 1 or 3), attributions of the same shape, scores (n,); the same n in each.
        title: printed above.

    Raises:
        ValueError: if attributions do not fit their images, or something is not finite.

    Example:
        >>> blank = np.zeros((4, 8, 8, 1))
        >>> saliency("saliency.png", {"real": (blank, blank, np.zeros(4)), "generated": (blank, blank, np.zeros(4))})
    """
    rows, names, captions = [], [], []
    for images, attributions, _ in judged.values():
        if np.shape(images) != np.shape(attributions) or not np.isfinite(attributions).all():
            raise ValueError(
                f"received images of shape {np.shape(images)} and attributions of {np.shape(attributions)}; expected "
                "the same, finite."
            )
    scale = np.quantile(np.concatenate([np.abs(by_pixel(found[1])).ravel() for found in judged.values()]), SATURATED)
    for name, (images, attributions, scores) in judged.items():
        shown = pixels(images)
        rows += [np.broadcast_to(shown, (*shown.shape[:3], 3)), overlay(shown, by_pixel(attributions), scale)]
        names += [f"{name}, the score", "shares, their sum"]
        sums = by_pixel(attributions).sum(axis=(1, 2))
        captions += [[f"{score:.3g}" for score in scores], [f"{total:+.3g}" for total in sums]]
    image_rows(path, np.stack(rows), names, captions=captions, title=f"{title}\nred raises the score, blue lowers it")


def by_pixel(attributions):
    """The sum over the channels, (n, height, width)."""
    return np.asarray(attributions, np.float64).sum(axis=-1)


def overlay(images, shares, scale):
    """Faint gray images below colors that are the stronger the larger a pixel's share is."""
    strength = np.clip(shares / max(scale, 1e-12), -1, 1)
    colors = matplotlib.colormaps["bwr"]((strength + 1) / 2)[..., :3] * 255
    gray = 255 - FAINT * (255 - images.mean(axis=-1, keepdims=True))
    visible = np.abs(strength)[..., None]
    return np.rint((1 - visible) * gray + visible * colors).astype(np.uint8)
