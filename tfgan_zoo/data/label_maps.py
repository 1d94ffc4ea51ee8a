"""Label maps, whose colors are classes, as one-hot sources.

Reference: Park et al. 2019, https://arxiv.org/abs/1903.07291.
"""

import dataclasses

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.paired import Paired

# Of the facades of pix2pix: background, wall, door, window, sill, head, shutter, balcony, trim, cornice, column and
# entrance.
FACADE_COLORS = (
    (0, 6, 217),
    (13, 61, 251),
    (165, 0, 0),
    (0, 117, 255),
    (104, 248, 152),
    (29, 255, 221),
    (238, 237, 40),
    (184, 255, 56),
    (255, 146, 4),
    (255, 68, 1),
    (246, 0, 1),
    (0, 201, 255),
)
BIN = 32  # levels that count as one color when unknown colors are counted
TOLERANCE = 64.0  # levels
SHARE = 0.01  # of all pixels that an unknown color must have to be refused; what JPEG mixes at edges has less


@dataclasses.dataclass(frozen=True, eq=False)
class LabelMaps(Paired):
    """Pictures and their label maps; make one with `label_maps`. The sources are stored as numbers of classes.

    Args:
        palette: The classes' colors, in the order of their channels.
        **kwargs: Those of `Paired`.
    """

    palette: tuple = ()

    @property
    def source_shape(self):
        """Shape of one source: a channel for each class."""
        return (*self.source.shape[:2], len(self.palette))

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches {"sample": pictures, "source": one-hot maps}, float32; the arguments are those of `Paired.batches`.

        Raises:
            ValueError: As `Examples.batches`.
        """

        def one_hot(batch):
            classes = tf.cast(tf.round((batch["source"][..., 0] + 1.0) * 127.5), tf.int32)
            return {**batch, "source": tf.one_hot(classes, len(self.palette))}

        return super().batches(batch_size, seed, labels, augment, shuffle, repeat, skip).map(one_hot)


def label_maps(pairs, palette, tolerance=TOLERANCE):
    """Pairs whose sources are colored label maps, with one channel for each class instead of the colors.

    A pixel is of the class with the nearest color, since JPEG changes colors. A color that is none of the palette's is
    refused rather than taken for another one, where at least 1 % of all pixels have it.

    Args:
        pairs: `Paired`, whose source has three channels.
        palette: The classes' colors (red, green, blue) in 0..255, at most 256 and in the order of the channels.
        tolerance: Distance, in levels, from which a color is not one of the palette any more.

    Returns:
        `LabelMaps`.

    Raises:
        ValueError: When the source or the palette has another shape, or a color is unknown: it is named, with the
            nearest one.

    Example:
        >>> label_maps(data.load_paired("scenes"), data.SCENE_COLORS).source_shape
        (32, 32, 4)
    """
    colors = np.asarray(palette, "float32")
    if colors.ndim != 2 or colors.shape[1] != 3 or not 2 <= len(colors) <= 256:
        raise ValueError(
            f"received a palette of shape {colors.shape}; expected two to 256 colors (red, green, blue) in 0..255."
        )
    if pairs.source.shape[-1] != 3:
        raise ValueError(
            f"{pairs.name} has sources of shape {pairs.source.shape}; expected colored label maps, of three channels: "
            'load them with load_paired(name, image_shape=(height, width, None), source="B", label_map=True).'
        )
    shape = (pairs.source.num_examples, *pairs.source.shape[:2])
    classes = np.empty((*shape, 1), "uint8")
    unknown = np.zeros([256 // BIN] * 3, "int64")
    for row in range(len(classes)):
        classes[row, ..., 0], far = nearest_classes(np.asarray(pairs.source.samples[row]), colors, tolerance)
        np.add.at(unknown, tuple(far.T // BIN), 1)
    refuse_unknown(f"the label maps of {pairs.name}", unknown / classes.size, colors)
    values = {field.name: getattr(pairs, field.name) for field in dataclasses.fields(Paired)}
    source = dataclasses.replace(pairs.source, samples=classes)
    return LabelMaps(**{**values, "source": source, "label_map": True}, palette=tuple(map(tuple, colors.tolist())))


def nearest_classes(pixels, colors, tolerance=TOLERANCE):
    """The class of the nearest color for each pixel, and those pixels (n, 3) that are far from all colors.

    Args:
        pixels: uint8 (height, width, 3).
        colors: float32 (classes, 3).
        tolerance: as `label_maps` takes it.
    """
    squares = np.square(pixels[..., None, :].astype("float32") - colors).sum(axis=-1)
    return squares.argmin(axis=-1).astype("uint8"), pixels[squares.min(axis=-1) > tolerance**2]


def refuse_unknown(name, shares, colors):
    """Refuse the commonest color that is not one of the palette, if it is common.

    Args:
        name: of the label maps, in words.
        shares: (8, 8, 8), of all pixels that have about such an unknown color.
        colors: (classes, 3).
    """
    place = np.unravel_index(shares.argmax(), shares.shape)
    if shares[place] < SHARE:
        return
    found = np.asarray(place) * BIN + BIN // 2
    nearest = np.square(colors - found).sum(axis=-1).argmin()
    near = tuple(colors[nearest].astype(int).tolist())
    raise ValueError(
        f"{100 * shares[place]:.0f} % of the pixels in {name} have about the color {tuple(found.tolist())}, which is "
        f"not in the palette; the nearest is {near}, class {nearest}: add the color, or raise the tolerance."
    )


def class_numbers(pixels, palette, num_classes, name):
    """The class of each pixel of one label map: the nearest of the palette's colors, or what a gray map says.

    Args:
        pixels: uint8 or uint16 (height, width, 1 or 3); gray values are the classes' numbers.
        palette: the classes' colors, or None.
        num_classes: how many classes there are.
        name: of the map in an error message.

    Returns:
        uint8 array (height, width).

    Raises:
        ValueError: If a color or number is unknown (named, with the nearest), or there is no palette for the colors.
    """
    if pixels.shape[-1] == 1:
        if (largest := int(pixels.max())) >= num_classes:
            raise ValueError(
                f"{name} has the number {largest}, which is no class; expected 0 to {num_classes - 1}, the nearest is "
                f"{num_classes - 1}: a gray label map has a class's number at each pixel."
            )
        return pixels[..., 0].astype("uint8")
    if palette is None:
        raise ValueError(
            f"{name} has colors, but which class has which is not known here: give a gray picture of the classes' "
            f"numbers, 0 to {num_classes - 1}, or build the game with palette=..."
        )
    if pixels.dtype != np.uint8:
        pixels = (pixels >> 8).astype("uint8")
    colors, unknown = np.asarray(palette, "float32"), np.zeros([256 // BIN] * 3, "int64")
    numbers = np.empty(pixels.shape[:2], "uint8")
    for row in range(len(numbers)):  # a large map times the classes would not fit into memory
        numbers[row : row + 1], far = nearest_classes(pixels[row : row + 1], colors)
        np.add.at(unknown, tuple(far.T // BIN), 1)
    refuse_unknown(name, unknown / numbers.size, colors)
    return numbers
