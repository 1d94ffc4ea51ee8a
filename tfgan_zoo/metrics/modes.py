"""Mode coverage on mixtures whose modes are known: the ring and the grid of points."""

import dataclasses

import numpy as np
import scipy.spatial

HIGH_QUALITY_DEVIATIONS = 3.0


@dataclasses.dataclass(frozen=True)
class ModeCoverage:
    """How many modes a generator catches, and how many of its samples are any good.

    Args:
        caught: modes with at least one high-quality sample.
        num_modes: modes of the mixture.
        high_quality: share of the samples within three standard deviations of a mode.
    """

    caught: int
    num_modes: int
    high_quality: float

    def __str__(self):
        return f"{self.caught} of {self.num_modes} modes, {100 * self.high_quality:.1f} % high quality"


def mode_coverage(points, centres, sigma):
    """Count caught modes and high-quality samples.

    A sample within three standard deviations of its nearest mode is of high quality; one such sample catches the mode.

    Args:
        points: generated samples, shape (n, dimensions).
        centres: means of the mixture's components, shape (modes, dimensions).
        sigma: standard deviation of every component.

    Returns:
        `ModeCoverage`.

    Raises:
        ValueError: if the shapes do not fit together, there are no points, or sigma is not positive.

    Example:
        >>> print(mode_coverage([[0.0, 0.1], [5.0, 5.0]], [[0.0, 0.0], [1.0, 0.0]], sigma=0.05))
        1 of 2 modes, 50.0 % high quality

    Reference:
        Lin et al. 2018 (PacGAN), https://arxiv.org/abs/1712.04086, section 4.1.
    """
    points, centres = np.asarray(points, np.float64), np.asarray(centres, np.float64)
    fitting = points.ndim == 2 and centres.ndim == 2 and points.shape[1] == centres.shape[1]
    if not fitting or points.size == 0 or centres.size == 0:
        raise ValueError(
            f"Received points of shape {points.shape} and centres of shape {centres.shape}. "
            "Expected (n, dimensions) and (modes, dimensions), neither empty."
        )
    if not sigma > 0:
        raise ValueError(f"sigma is the standard deviation of a mode and must be positive. Received {sigma}.")
    if not np.isfinite(points).all():
        raise ValueError("Some points are not finite. The generator has diverged; nothing can be said of its modes.")
    distances, nearest = scipy.spatial.KDTree(centres).query(points)
    good = distances <= HIGH_QUALITY_DEVIATIONS * sigma
    return ModeCoverage(len(np.unique(nearest[good])), len(centres), float(good.mean()))
