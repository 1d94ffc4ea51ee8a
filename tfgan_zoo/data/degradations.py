"""What pictures lose, for games that learn to give it back: a part, their size, their color.

Each is a function (images, seed, place) -> sources of a batch of float32 images in [-1, 1], settled by the seed alone;
`place` is that of `Augmentation`. Its `source_shape(shape)` is the shape of one source, or an error.
"""

import dataclasses

import tensorflow as tf

PATTERN = 4  # random numbers a side, of which a free hole is made


@dataclasses.dataclass(frozen=True)
class CenterHole:
    """The middle is not known: a source is the picture with 0 there and, as a further channel, 1 where the hole is.

    Args:
        share: Height and width of the hole, as shares of the picture's.

    Raises:
        ValueError: If the share is not between 0 and 1.

    Example:
        >>> CenterHole()(tf.ones((2, 8, 8, 3)), seed=(0, 0))[0, 0, 0], CenterHole().source_shape((8, 8, 3))
        (<tf.Tensor: shape=(4,), dtype=float32, numpy=array([1., 1., 1., 0.], dtype=float32)>, (8, 8, 4))

    Reference:
        Pathak et al. 2016, https://arxiv.org/abs/1604.07379, section 3.3.
    """

    share: float = 0.5

    def __post_init__(self):
        check_share(self)

    def source_shape(self, shape):
        """Shape of one source, for pictures of this shape."""
        self.borders(shape)
        return (*shape[:2], shape[2] + 1)

    def borders(self, shape):
        """Pixels above and below, and to the left and right, of the hole.

        Raises:
            ValueError: If the hole would have no pixel.
        """
        sides = [round(side * self.share) for side in shape[:2]]
        if min(sides) < 1:
            raise ValueError(f"a hole of the share {self.share} has no pixel in {shape[0]} x {shape[1]}: enlarge it.")
        return tuple((side - hole) // 2 for side, hole in zip(shape[:2], sides, strict=True))

    def __call__(self, images, seed, place=None):
        """The sources of a batch."""
        height, width = images.shape[1:3]
        above, left = self.borders(images.shape[1:])
        hole = tf.ones((1, height - 2 * above, width - 2 * left, 1))
        return with_hole(images, tf.pad(hole, [[0, 0], [above, above], [left, left], [0, 0]]))


@dataclasses.dataclass(frozen=True)
class FreeHole:
    """A part of any form is not known, of another form in each picture; a source is as that of `CenterHole`.

    The form is that of smooth noise where it is greatest.

    Args:
        share: The hole's share of the picture's pixels.

    Raises:
        ValueError: If the share is not between 0 and 1.

    Example:
        >>> tf.reduce_mean(FreeHole()(tf.ones((2, 8, 8, 3)), seed=(0, 0))[..., 3], axis=(1, 2)).numpy()
        array([0.25, 0.25], dtype=float32)

    Reference:
        Pathak et al. 2016, https://arxiv.org/abs/1604.07379, section 3.3 ("random region").
    """

    share: float = 0.25

    def __post_init__(self):
        check_share(self)

    def source_shape(self, shape):
        """Shape of one source, for pictures of this shape."""
        return (*shape[:2], shape[2] + 1)

    def __call__(self, images, seed, place=None):
        """The sources of a batch."""
        height, width = images.shape[1:3]
        count = images.shape[0] or tf.shape(images)[0]
        first, total = place or (0, count)
        noise = tf.random.stateless_normal((total, PATTERN, PATTERN, 1), tf.cast(seed, tf.int32), alg="philox")
        noise = tf.image.resize(noise[first : first + count], (height, width), "bicubic")
        pixels = max(1, round(self.share * height * width))
        least = tf.math.top_k(tf.reshape(noise, (-1, height * width)), pixels).values[:, -1]
        return with_hole(images, noise >= tf.reshape(least, (-1, 1, 1, 1)))


@dataclasses.dataclass(frozen=True)
class Reduction:
    """Pictures lose size: bicubic reduction with antialiasing, rounded to 8 bits as a file of them would be.

    Args:
        scale: By how much each side is divided, an integer of at least 2.

    Raises:
        ValueError: If it is something else.

    Example:
        >>> Reduction(4)(tf.ones((2, 8, 8, 3)), seed=(0, 0)).shape
        TensorShape([2, 2, 2, 3])
    """

    scale: int = 4

    def __post_init__(self):
        if self.scale not in range(2, 2**15):
            raise ValueError(f"Reduction takes scale as an integer of at least 2, not {self.scale!r}.")

    def source_shape(self, shape):
        """Shape of one source, for pictures of this shape.

        Raises:
            ValueError: If the scale does not divide height and width.
        """
        height, width, channels = shape
        if height % self.scale or width % self.scale:
            nearest = [max(1, side // self.scale) * self.scale for side in (height, width)]
            raise ValueError(
                f"received pictures of {height} x {width} pixels; expected multiples of the scale {self.scale}, such "
                f"as {nearest[0]} x {nearest[1]}: give another image size."
            )
        return (height // self.scale, width // self.scale, channels)

    def __call__(self, images, seed, place=None):
        """The sources of a batch."""
        height, width, _ = self.source_shape(images.shape[1:])
        reduced = tf.image.resize(images, (height, width), "bicubic", antialias=True)
        return tf.clip_by_value(tf.round((reduced + 1) * 127.5), 0.0, 255.0) / 127.5 - 1


@dataclasses.dataclass(frozen=True)
class Grayscale:
    """Pictures lose their color.

    Example:
        >>> Grayscale()(tf.ones((2, 8, 8, 3)), seed=(0, 0)).shape
        TensorShape([2, 8, 8, 1])
    """

    def source_shape(self, shape):
        """Shape of one source, for pictures of this shape.

        Raises:
            ValueError: If they have no colors.
        """
        if shape[-1] != 3:
            raise ValueError(f"received pictures of shape {shape}; expected three channels, whose color can be lost.")
        return (*shape[:2], 1)

    def __call__(self, images, seed, place=None):
        """The sources of a batch."""
        return tf.image.rgb_to_grayscale(images)


def with_hole(images, hole):
    """Images with 0 in a hole, and the hole as a further channel: 1 in it, else 0.

    Args:
        images: (batch, height, width, channels).
        hole: (batch or 1, height, width, 1), numbers or booleans.
    """
    hole = tf.cast(hole, images.dtype) + tf.zeros_like(images[..., :1])
    return tf.concat([images * (1 - hole), hole], axis=-1)


def check_share(hole):
    """Refuse a hole that would be nothing or everything."""
    if not 0 < hole.share < 1:
        raise ValueError(f"{type(hole).__name__} takes share as a number in (0, 1), not {hole.share!r}.")
