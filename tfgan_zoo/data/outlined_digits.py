"""Pairs that need no network: the outline of a digit, and the digit in hatched ink."""

import numpy as np

from tfgan_zoo.data.checks import resolved_shape
from tfgan_zoo.data.digits import digits
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.paired import paired

IMAGE_SHAPE = (32, 32, 3)
INK = 127  # gray level from which a pixel of a digit is ink
PERIOD = 4  # pixels from one line of the hatching to the next
LIGHT, DARK = (255, 176, 64), (160, 48, 0)  # the hatching's two tones
PAPER = (32, 48, 96)


def outlined_digits(split="train", image_shape=None):
    """Outlines of digits, white on black, and the digits filled with diagonal hatching on blue paper.

    No pixel of the target follows from the same pixel of the source: what is inside an outline is not seen without
    what lies around it, and where the lines of the hatching lie is drawn anew for each digit, so that a mean or a
    median of all possible targets has none.

    Args:
        split: "train" (1 497 pairs) or "test" (300 others); always the same.
        image_shape: (height, width, 3 or None) of the target; (32, 32, 3) when None. The source has one channel.

    Returns:
        `Paired`.

    Raises:
        ValueError: For another split, or an image shape without colors.

    Example:
        >>> outlined_digits("test").num_examples
        300
    """
    height, width, channels = resolved_shape(image_shape, IMAGE_SHAPE)
    if channels != 3:
        raise ValueError(
            f"image_shape={image_shape!r}; the targets of outlined_digits have three channels, as in (32, 32, 3)."
        )
    ink = digits(split, (height, width, 1)).samples[..., 0] > INK
    phases = np.random.default_rng(len(ink)).integers(PERIOD, size=(len(ink), 1, 1))
    rows, columns = np.ogrid[:height, :width]
    lines = (rows + columns + phases) % PERIOD < PERIOD // 2
    tones = np.where(lines[..., None], LIGHT, DARK)
    target = np.where(ink[..., None], tones, PAPER).astype(np.uint8)
    source = np.where(_outline(ink), 255, 0).astype(np.uint8)[..., None]
    return paired(Examples("outlined_digits", split, target), Examples("outlined_digits", split, source))


def _outline(ink):
    """Pixels of ink with a neighbor, above, below or beside, that is none."""
    padded = np.pad(ink, [(0, 0), (1, 1), (1, 1)])
    inside = padded[:, :-2, 1:-1] & padded[:, 2:, 1:-1] & padded[:, 1:-1, :-2] & padded[:, 1:-1, 2:]
    return ink & ~inside
