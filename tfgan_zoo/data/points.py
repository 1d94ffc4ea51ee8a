"""Points in the plane of which all is known: a ring, a grid, a swiss roll and a Gaussian.

Reference: Lin et al. 2018, PacGAN, https://arxiv.org/abs/1712.04086, section 4.1 (ring and grid); the swiss roll is
that of Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, figure 1.
"""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Points

RING_SIGMA = 0.01
GRID_SIGMA = 0.05
SIZES = {"train": 100_000, "test": 10_000}
GAUSSIAN_MEAN = (0.5, -0.25)
GAUSSIAN_COVARIANCE = ((1.0, 0.5), (0.5, 0.6))


def ring_modes():
    """Centers of the ring's 8 modes, on the unit circle: float32 (8, 2)."""
    angles = np.arange(8) * (np.pi / 4)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def grid_modes():
    """Centers of the grid's 25 modes, at -4, -2, 0, 2, 4 on both axes: float32 (25, 2)."""
    ticks = np.arange(-4, 5, 2)
    return np.stack(np.meshgrid(ticks, ticks, indexing="ij"), axis=-1).reshape(25, 2).astype(np.float32)


MIXTURES = {"ring": (ring_modes, RING_SIGMA), "grid": (grid_modes, GRID_SIGMA)}  # sets whose modes are known


def mixture(name):
    """What is known of a mixture.

    Args:
        name: "ring" or "grid".

    Returns:
        centers of its modes, float32 (modes, 2), and the standard deviation of each.

    Raises:
        ValueError: For another name.

    Example:
        >>> centers, sigma = mixture("grid")
    """
    if name not in MIXTURES:
        raise ValueError(f"the modes of {name!r} are not known; those of {' and '.join(MIXTURES)} are.")
    modes, sigma = MIXTURES[name]
    return modes(), sigma


def ring(split="train"):
    """Eight Gaussians of deviation 0.01 on the unit circle; labels are the modes.

    Args:
        split: "train" (100 000 points) or "test" (10 000 others).

    Returns:
        `Examples` of float32 points (2,), always the same.

    Raises:
        ValueError: For another split.

    Example:
        >>> ring("test").num_classes
        8
    """
    return _mixture("ring", split)


def grid(split="train"):
    """Twenty-five Gaussians of deviation 0.05 on a 5 by 5 lattice; labels are the modes.

    Argument, return value and errors are those of `ring`.

    Example:
        >>> grid("test").num_classes
        25
    """
    return _mixture("grid", split)


def swiss_roll(split="train"):
    """A spiral of one and a half turns with a little noise, within about [-2, 2]; there are no labels.

    Argument, return value and errors are those of `ring`.

    Example:
        >>> swiss_roll("test").shape
        (2,)
    """
    generator = _generator("swiss_roll", split)
    angle = 1.5 * np.pi * (1 + 2 * generator.random(SIZES[split]))
    spiral = np.stack([angle * np.cos(angle), angle * np.sin(angle)], axis=1)
    noise = 0.25 * generator.standard_normal(spiral.shape)
    return _examples("swiss_roll", split, (spiral + noise) / 7.5)


def gaussian(split="train"):
    """A correlated Gaussian, of mean `GAUSSIAN_MEAN` and covariance `GAUSSIAN_COVARIANCE`; there are no labels.

    Argument, return value and errors are those of `ring`.

    Example:
        >>> gaussian("test").shape
        (2,)
    """
    generator = _generator("gaussian", split)
    points = generator.multivariate_normal(GAUSSIAN_MEAN, GAUSSIAN_COVARIANCE, SIZES[split])
    return _examples("gaussian", split, points)


def _mixture(name, split):
    generator, (modes, sigma) = _generator(name, split), mixture(name)
    labels = generator.integers(len(modes), size=SIZES[split])
    points = modes[labels] + sigma * generator.standard_normal((SIZES[split], 2))
    return _examples(name, split, points, labels.astype(np.int32), len(modes))


def _generator(name, split):
    check_split(name, split, tuple(SIZES))
    return np.random.default_rng(list(SIZES).index(split))


def _examples(name, split, points, labels=None, num_classes=None):
    return Examples(name, split, points.astype(np.float32), labels, num_classes, modality=Points())
