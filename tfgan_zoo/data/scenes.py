"""Pairs that need no network: drawn scenes and their label maps."""

import numpy as np

from tfgan_zoo.data.checks import check_split, resolved_shape
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.paired import paired

IMAGE_SHAPE = (32, 32, 3)
SIZES = {"train": 1000, "test": 200}
SCENE_COLORS = ((0, 0, 255), (0, 255, 0), (255, 0, 0), (255, 255, 0))  # of the label map: sky, meadow, wall, sun
# The lighter and the darker tone of each, in the picture.
TONES = np.array(
    [
        [(150, 200, 255), (90, 150, 225)],
        [(110, 170, 60), (40, 100, 30)],
        [(200, 110, 80), (120, 50, 40)],
        [(255, 240, 130), (250, 200, 40)],
    ]
)


def scenes(split="train", image_shape=None):
    """Scenes of a sky, a meadow, a house and a sun, each with a texture of its own, and their label maps.

    The sky is striped across, the meadow upright, the wall is checkered, the sun striped aslant; where the stripes lie
    is drawn anew for each scene, so that the mean of all pictures of a map has none.

    Args:
        split: "train" (1 000 pairs) or "test" (200 others); always the same.
        image_shape: (height, width, 3 or None); (32, 32, 3) when None.

    Returns:
        `Paired`, whose sources are label maps in the colors `SCENE_COLORS`.

    Raises:
        ValueError: For another split, or an image shape without colors.

    Example:
        >>> scenes("test").num_examples
        200
    """
    height, width, channels = resolved_shape(image_shape, IMAGE_SHAPE)
    if channels != 3:
        raise ValueError(f"image_shape={image_shape!r}; scenes have three channels, as in (32, 32, 3).")
    check_split("scenes", split, tuple(SIZES))
    generator = np.random.default_rng(SIZES[split])
    rows, columns = np.mgrid[:height, :width]
    classes, dark = zip(*(_scene(generator, rows, columns) for _ in range(SIZES[split])), strict=True)
    classes, dark = np.stack(classes), np.stack(dark)
    target = TONES[classes, dark.astype(int)].astype("uint8")
    source = np.asarray(SCENE_COLORS, "uint8")[classes]
    return paired(Examples("scenes", split, target), Examples("scenes", split, source), label_map=True)


def _scene(generator, rows, columns):
    """The class of each pixel, and whether it has the darker tone."""
    height, width = rows.shape
    horizon = int(height * generator.uniform(0.5, 0.8))
    classes = (rows >= horizon).astype(int)
    sun_row, sun_column, radius = generator.uniform((0.1, 0.1, 0.1), (0.35, 0.9, 0.2))
    classes[np.hypot(rows - sun_row * height, columns - sun_column * width) < radius * height] = 3
    left, span, top = generator.uniform((0.05, 0.25, 0.2), (0.6, 0.35, 0.45))
    inside = (columns >= left * width) & (columns < (left + span) * width)
    classes[inside & (rows >= top * height) & (rows < horizon + 0.1 * height)] = 2
    first, second = generator.integers(4, size=2)
    stripes = [
        (rows + first) % 4 < 2,
        (columns + second) % 4 < 2,
        ((rows + first) // 2 + (columns + second) // 2) % 2 == 0,
        (rows + columns + first) % 4 < 2,
    ]
    return classes, np.choose(classes, stripes)
