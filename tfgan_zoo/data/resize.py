"""One way of bringing images to a shape, for every source of images."""

import warnings

import tensorflow as tf

from tfgan_zoo.data.checks import check_image_shape


def resize(images, image_shape, method="bicubic"):
    """Crop centrally to the wanted proportions, resize, and give gray or RGB.

    Bicubic downscaling is antialiased. Runs eagerly and inside tf.data.

    Args:
        images: uint8 (height, width, channels) or (batch, height, width, channels), 1 or 3 channels.
        image_shape: Wanted (height, width, 1 or 3), or None in place of the channels to keep them.
        method: "bicubic"; or "nearest" for label maps, whose colors must not mix.

    Returns:
        uint8 tensor of that shape, with the batch in front if there was one.

    Raises:
        ValueError: For a wrong `image_shape`.

    Example:
        >>> resize(tf.zeros((6, 4, 1), tf.uint8), (8, 8, 3)).shape
        TensorShape([8, 8, 3])
    """
    check_image_shape(image_shape)
    height, width, channels = image_shape
    images = tf.convert_to_tensor(images)
    if tuple(images.shape[-3:-1]) != (height, width):
        images = _crop_to(images, height, width)
        images = tf.image.resize(images, (height, width), method=method, antialias=method == "bicubic")
        images = tf.clip_by_value(tf.cast(images, tf.float32), 0.0, 255.0)
        images = tf.cast(tf.round(images), tf.uint8)
    if channels == 3 and images.shape[-1] == 1:
        images = tf.repeat(images, 3, axis=-1)
    elif channels == 1 and images.shape[-1] == 3:
        images = tf.image.rgb_to_grayscale(images)
    return images


def resized(pixels, image_shape, method="bicubic"):
    """As `resize`, for one uint8 array; left as it is where it fits: to convert it takes as long as to decode it."""
    return pixels if pixels.shape == tuple(image_shape) else resize(pixels, image_shape, method)


def _crop_to(images, height, width):
    given_height, given_width = tf.unstack(tf.shape(images)[-3:-1])
    kept_height = tf.maximum(1, tf.minimum(given_height, given_width * height // width))
    kept_width = tf.maximum(1, tf.minimum(given_width, given_height * width // height))
    top, left = (given_height - kept_height) // 2, (given_width - kept_width) // 2
    return images[..., top : top + kept_height, left : left + kept_width, :]


def warn_of_mixed_sizes(name, sizes, image_shape):
    """Warn once that images of several sizes were resized to one.

    Args:
        name: Of the dataset.
        sizes: All (height, width) that occurred.
        image_shape: The shape that they were resized to.
    """
    if len(sizes) > 1:
        shown = ", ".join(f"{height}x{width}" for height, width in sorted(sizes)[:5])
        more = f" and {len(sizes) - 5} others" if len(sizes) > 5 else ""
        warnings.warn(
            f"{name} has images of {len(sizes)} sizes ({shown}{more}, height x width); all were cropped to the "
            f"proportions of image_shape={tuple(image_shape)} and resized to it.",
            stacklevel=4,
        )
