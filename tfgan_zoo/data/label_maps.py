"""Label maps, whose colors are classes, as one-hot sources.

Reference: Park et al. 2019, https://arxiv.org/abs/1903.07291.
"""

import dataclasses

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.paired import Paired

BIN = 32  # levels that count as one color when unknown colors are counted
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


def label_maps(pairs, palette, tolerance=64.0):
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
        >>> label_maps(load_paired("scenes"), SCENE_COLORS).source_shape
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
        pixels = np.asarray(pairs.source.samples[row])
        squares = np.square(pixels[..., None, :].astype("float32") - colors).sum(axis=-1)
        classes[row, ..., 0] = squares.argmin(axis=-1)
        far = pixels[squares.min(axis=-1) > tolerance**2]
        np.add.at(unknown, tuple(far.T // BIN), 1)
    refuse_unknown(pairs, unknown / classes.size, colors)
    values = {field.name: getattr(pairs, field.name) for field in dataclasses.fields(Paired)}
    source = dataclasses.replace(pairs.source, samples=classes)
    return LabelMaps(**{**values, "source": source, "label_map": True}, palette=tuple(map(tuple, colors.tolist())))


def refuse_unknown(pairs, shares, colors):
    """Refuse the commonest color that is not one of the palette, if it is common."""
    place = np.unravel_index(shares.argmax(), shares.shape)
    if shares[place] < SHARE:
        return
    found = np.asarray(place) * BIN + BIN // 2
    nearest = np.square(colors - found).sum(axis=-1).argmin()
    near = tuple(colors[nearest].astype(int).tolist())
    raise ValueError(
        f"{100 * shares[place]:.0f} % of the pixels in the label maps of {pairs.name} have about the color "
        f"{tuple(found.tolist())}, which is not in the palette; the nearest is "
        f"{near}, class {nearest}: add the color, or raise the tolerance."
    )
