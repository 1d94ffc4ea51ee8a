"""Sine waves, of which all is known: TimeGAN's of five variables, and labeled ones of three bands of frequencies."""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Series

SIZES = {"train": 10_000, "test": 2_000}
LENGTH, NUM_VARIABLES = 24, 5
LABELED_LENGTH = 30
CLASSES = ("slow", "medium", "fast")
CYCLES = np.array([[1.0, 2.0], [2.5, 3.5], [4.0, 5.0]])  # least and greatest number in a window, of each class
BANDS = (2.25, 3.75)  # cycles between the classes
AMPLITUDES = (0.1, 0.9)


def sines(split="train"):
    """Sine waves of five variables, independent of each other, which are all near the beginning of a cycle.

    Args:
        split: "train" (10 000 windows) or "test" (2 000 others); always the same.

    Returns:
        `Examples` of float32 (24, 5).

    Raises:
        ValueError: for another split.

    Example:
        >>> sines("test").shape
        (24, 5)

    Reference:
        Yoon et al. 2019 (TimeGAN), section 5.1, and the authors' `data_loading.py`: frequency and phase are uniform
        from 0 to 0.1, in radians a step.
    """
    check_split("sines", split, tuple(SIZES))
    generator = np.random.default_rng([20191208, list(SIZES).index(split)])
    frequency, phase = generator.uniform(0, 0.1, (2, SIZES[split], 1, NUM_VARIABLES))
    samples = np.sin(frequency * np.arange(LENGTH)[:, None] + phase)
    names = [f"sine {number}" for number in range(1, NUM_VARIABLES + 1)]
    modality = Series(names, [-1.0] * NUM_VARIABLES, [1.0] * NUM_VARIABLES)
    return Examples("sines", split, samples.astype(np.float32), modality=modality)


def labeled_sines(split="train"):
    """Sine waves of one variable and of any amplitude and phase, labeled by how many cycles a window has.

    Args:
        split: "train" (10 000 windows) or "test" (2 000 others); always the same.

    Returns:
        `Examples` of float32 (30, 1) with 3 classes: 1 to 2 cycles, 2.5 to 3.5, 4 to 5.

    Raises:
        ValueError: for another split.

    Example:
        >>> labeled_sines("test").num_classes
        3

    Reference:
        Esteban et al. 2017 (RCGAN), https://arxiv.org/abs/1706.02633, section 4.1: frequencies from 1 to 5, amplitudes
        from 0.1 to 0.9. The classes are added here.
    """
    check_split("labeled_sines", split, tuple(SIZES))
    generator = np.random.default_rng([20170608, list(SIZES).index(split)])
    labels = np.arange(SIZES[split], dtype=np.int32) % len(CLASSES)
    cycles = generator.uniform(*CYCLES[labels].T)[:, None]
    amplitude = generator.uniform(*AMPLITUDES, (len(labels), 1))
    phase = generator.uniform(-np.pi, np.pi, (len(labels), 1))
    time = np.arange(1, LABELED_LENGTH + 1) / LABELED_LENGTH
    samples = amplitude * np.sin(2 * np.pi * cycles * time + phase)
    modality = Series(["sine"], [-1.0], [1.0])
    return Examples(
        "labeled_sines", split, samples[..., None].astype(np.float32), labels, len(CLASSES), CLASSES, modality
    )
