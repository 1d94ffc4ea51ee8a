"""Mode coverage on mixtures with known modes, such as the ring and the grid of points."""

import dataclasses

import numpy as np
import scipy.spatial
import tensorflow as tf

from tfgan_zoo.metrics.result import Result

HIGH_QUALITY_DEVIATIONS = 3.0


@dataclasses.dataclass(frozen=True)
class ModeCoverage:
    """How many modes a generator covers, and how many of its samples are of high quality.

    Args:
        caught: modes with at least one high-quality sample.
        num_modes: modes of the mixture.
        high_quality: fraction of the samples within three standard deviations of a mode.
    """

    caught: int
    num_modes: int
    high_quality: float

    def __str__(self):
        return f"{self.caught} of {self.num_modes} modes, {100 * self.high_quality:.1f} % high quality"


def mode_coverage(points, centers, sigma):
    """Count caught modes and high-quality samples.

    A sample within three standard deviations of its nearest mode is of high quality; one such sample catches the mode.

    Args:
        points: generated samples, shape (n, dimensions).
        centers: means of the mixture's components, shape (modes, dimensions).
        sigma: standard deviation of every component.

    Returns:
        `ModeCoverage`.

    Raises:
        ValueError: if the shapes do not match, there are no points, or sigma is not positive.

    Example:
        >>> print(mode_coverage([[0.0, 0.1], [5.0, 5.0]], [[0.0, 0.0], [1.0, 0.0]], sigma=0.05))
        1 of 2 modes, 50.0 % high quality

    Reference:
        Lin et al. 2018 (PacGAN), https://arxiv.org/abs/1712.04086, section 4.1.
    """
    points, centers = np.asarray(points, np.float64), np.asarray(centers, np.float64)
    fitting = points.ndim == 2 and centers.ndim == 2 and points.shape[1] == centers.shape[1]
    if not fitting or points.size == 0 or centers.size == 0:
        raise ValueError(
            f"Received points of shape {points.shape} and centers of shape {centers.shape}. "
            "Expected (n, dimensions) and (modes, dimensions), neither empty."
        )
    if not sigma > 0:
        raise ValueError(f"sigma is the standard deviation of a mode and must be positive. Received {sigma}.")
    if not np.isfinite(points).all():
        raise ValueError("Some points are not finite. The generator has diverged: evaluate an earlier checkpoint.")
    distances, nearest = scipy.spatial.KDTree(centers).query(points)
    good = distances <= HIGH_QUALITY_DEVIATIONS * sigma
    return ModeCoverage(len(np.unique(nearest[good])), len(centers), float(good.mean()))


class ModesCaught:
    """Number of modes with at least one high-quality sample, over all batches.

    Args:
        centers: means of the mixture's components, shape (modes, dimensions).
        sigma: standard deviation of every component.
        split: name of the real samples' split; they are otherwise ignored.

    Raises:
        ValueError: from `result`, if there are no samples yet.

    Example:
        >>> from tfgan_zoo.data import points
        >>> gan.compile(metrics=[ModesCaught(points.ring_modes(), points.RING_SIGMA)])

    Reference:
        Lin et al. 2018 (PacGAN), https://arxiv.org/abs/1712.04086, section 4.1.
    """

    name = "modes_caught"
    higher_is_better = True

    def __init__(self, centers, sigma, split="test"):
        self.centers = tf.constant(centers, tf.float32)
        self.sigma = sigma
        self.split = split
        self._counts = tf.Variable(tf.zeros(len(centers), tf.int64), trainable=False)  # high-quality samples by mode
        self._seen = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all samples."""
        self._counts.assign(tf.zeros_like(self._counts))
        self._seen.assign(0)

    def update(self, real, fake):
        """Count a batch of generated points (batch, dimensions)."""
        distances = tf.norm(tf.cast(fake, tf.float32)[:, None] - self.centers, axis=-1)  # (batch, modes)
        good = tf.reduce_min(distances, axis=1) <= HIGH_QUALITY_DEVIATIONS * self.sigma
        nearest = tf.one_hot(tf.argmin(distances, axis=1), len(self.centers), dtype=tf.int64)
        self._counts.assign_add(tf.reduce_sum(nearest * tf.cast(good, tf.int64)[:, None], axis=0))
        self._seen.assign_add(tf.shape(fake, tf.int64)[0])

    def result(self):
        """The value over all samples, as a `Result`."""
        seen = int(self._seen.numpy())
        if not seen:
            raise ValueError("there are no samples yet: update with (real, fake) first.")
        value = self.result_of(self._counts.numpy(), seen)
        return Result(self.name, value, f"none, {len(self.centers)} known modes", seen, seen, self.split)

    def result_of(self, counts, seen):
        """The number to report, from the high-quality samples of each mode and the number of all samples."""
        return float((counts > 0).sum())


class HighQualityShare(ModesCaught):
    """Fraction of the generated samples that lie within three standard deviations of a mode.

    Arguments are those of `ModesCaught`.
    """

    name = "high_quality"

    def result_of(self, counts, seen):
        return float(counts.sum() / seen)
