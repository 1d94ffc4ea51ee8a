"""Random flips, crops and rotations of batches of images, determined by a seed."""

import dataclasses
import math

import tensorflow as tf

from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER


@dataclasses.dataclass(frozen=True)
class Augmentation:
    """Randomly transform each image; shapes do not change.

    Each image is transformed independently. The transformations are a function of the seed alone, so a resumed run sees
    the same images, and the two pictures of a pair change alike under one seed.

    Args:
        flip: Whether to mirror half of the images left to right (wrong for digits and text).
        crop: Pixels to pad on each side, by reflection, before cropping back to the size at a random place.
        rotation: Largest angle in degrees; each image turns by a uniform angle in [-rotation, rotation].
        jitter: Pixels by which height and width are enlarged before a random crop of the original size (pix2pix: 30
            for images of 256).
        interpolation: "bilinear", or "nearest" for label maps, whose colors must not mix.

    Raises:
        ValueError: For a negative crop or jitter, a rotation outside [0, 180], another interpolation, or a crop not
            smaller than the image.

    Example:
        >>> Augmentation(flip=True, crop=2)(tf.zeros((4, 8, 8, 3)), seed=(0, 7)).shape
        TensorShape([4, 8, 8, 3])
    """

    flip: bool = False
    crop: int = 0
    rotation: float = 0.0
    jitter: int = 0
    interpolation: str = "bilinear"

    def __post_init__(self):
        for name, pixels in (("crop", self.crop), ("jitter", self.jitter)):
            if pixels not in NOT_NEGATIVE_INTEGER:
                raise ValueError(f"{name}={pixels!r}; expected an integer number of pixels, 0 for none.")
        if self.interpolation not in ("bilinear", "nearest"):
            raise ValueError(f"interpolation={self.interpolation!r}; expected 'bilinear', or 'nearest' for label maps.")
        if not 0 <= self.rotation <= 180:
            raise ValueError(f"rotation={self.rotation!r}; expected degrees in [0, 180], 0 for none.")

    def __call__(self, images, seed, place=None):
        """Augment a batch.

        Args:
            images: Float images (batch, height, width, channels).
            seed: Two integers, such as (seed of the run, step).
            place: (first, total) where the images are rows of a larger batch, of `total` images, from row `first` on:
                they change as they do in it. None for a whole batch.

        Returns:
            Images of the same shape and type.
        """
        seeds = tf.random.split(tf.cast(seed, tf.int32), 4, alg="philox")
        flip_seed, crop_seed, rotation_seed, jitter_seed = tf.unstack(seeds, num=4)
        count = images.shape[0] or tf.shape(images)[0]
        first, total = place or (0, count)
        rows = slice(first, first + count)
        if self.flip:
            images = _flip(images, flip_seed, total, rows)
        if self.rotation:
            most = math.radians(self.rotation)
            angles = tf.random.stateless_uniform((total,), rotation_seed, -most, most, alg="philox")[rows]
            images = _rotate(images, angles, self.interpolation)
        if self.crop:
            images = _crop(images, self.crop, crop_seed, total, rows)
        if self.jitter:
            images = _jitter(images, self.jitter, self.interpolation, jitter_seed, total, rows)
        return images


def _flip(images, seed, total, rows):
    mirrored = tf.random.stateless_uniform((total, 1, 1, 1), seed, alg="philox")[rows] < 0.5
    return tf.where(mirrored, tf.reverse(images, axis=[2]), images)


def _crop(images, pixels, seed, total, rows):
    height, width = images.shape[1:3]
    if pixels >= min(height, width):
        raise ValueError(f"crop={pixels} on images of {height}x{width}; expected less than {min(height, width)}.")
    padded = tf.pad(images, [[0, 0], [pixels, pixels], [pixels, pixels], [0, 0]], mode="REFLECT")
    return _window(padded, height, width, seed, total, rows)


def _jitter(images, pixels, interpolation, seed, total, rows):
    height, width = images.shape[1:3]
    enlarged = tf.image.resize(images, (height + pixels, width + pixels), method=interpolation)
    return _window(enlarged, height, width, seed, total, rows)


def _window(images, height, width, seed, total, rows):
    """A window of this size at a random place of each image, as much larger in height as in width."""
    margin = images.shape[1] - height
    offsets = tf.random.stateless_uniform((2, total, 1), seed, maxval=margin + 1, dtype=tf.int32, alg="philox")
    offsets = offsets[:, rows]
    lines = tf.gather(images, offsets[0] + tf.range(height), axis=1, batch_dims=1)  # (batch, height, own width, c)
    return tf.gather(lines, offsets[1] + tf.range(width), axis=2, batch_dims=1)


def _rotate(images, angles, interpolation):
    height, width = images.shape[1:3]
    cos, sin = tf.cos(angles), tf.sin(angles)
    middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
    zero = tf.zeros_like(angles)
    transforms = tf.stack(  # output (x, y) is read at (a x + b y + c, d x + e y + f); the center is fixed
        [cos, -sin, middle_x - cos * middle_x + sin * middle_y]
        + [sin, cos, middle_y - sin * middle_x - cos * middle_y]
        + [zero, zero],
        axis=1,
    )
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=transforms,
        output_shape=(height, width),
        fill_value=0.0,
        interpolation=interpolation.upper(),
        fill_mode="REFLECT",
    )
