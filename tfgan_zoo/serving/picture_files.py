"""The signature `translate`, from picture files to picture files, for games that make pictures of pictures."""

import keras
import tensorflow as tf

from tfgan_zoo.conditions import HOLE, LABEL_MAP
from tfgan_zoo.modalities import encode_png
from tfgan_zoo.models.base.inputs import arrange_inputs
from tfgan_zoo.serving.encoding import spec_of


def file_endpoint(network, translation):
    """The signature `translate` of a network.

    It takes PNG or JPEG files, each of a size of its own: one that the network does not take is continued beyond its
    edges and cut back. A hole is where a PNG is transparent; a label map has its palette's colors or, without a
    palette, the classes' numbers. Values of 16 bits are reduced to 8, and transparency is dropped. The input's name
    ends in `_bytes`, which is how TF Serving's REST interface knows that it is base64.

    Args:
        network: functional `keras.Model`, for any size where the translation's extent has no fixed one.
        translation: `Translation`.

    Returns:
        dict: signature -> (function giving a dictionary, its input specs); empty if the network makes no PNG, or draws
        something beside the picture: then `png` takes a seed and the picture as numbers.
    """
    if translation.draws or network.outputs[0].shape[-1] not in (1, 3):
        return {}
    names = [tensor.name for tensor in network.inputs]
    files = f"{translation.source}_bytes"
    specs = [
        tf.TensorSpec((None,), tf.string, files) if tensor.name == translation.source else spec_of(tensor, tensor.name)
        for tensor in network.inputs
    ]

    def translate_one(tensors):
        named = dict(zip(names, tensors, strict=True))
        picture = read(named[translation.source], translation)
        height, width = tf.unstack(tf.shape(picture)[:2])
        named = {name: value[None] for name, value in named.items()}
        named[translation.source] = continued(picture, translation.extent)[None]
        made = tf.cast(network(arrange_inputs(network, named), training=False), tf.float32)
        scale = translation.extent.scale
        rows, columns = (-(-side * scale.numerator // scale.denominator) for side in (height, width))
        return encode_png(made[:, :rows, :columns])[0]

    def translate(*tensors):
        made = tf.map_fn(translate_one, list(tensors), fn_output_signature=tf.string, parallel_iterations=1)
        return {"image_bytes": made}

    return {"translate": (translate, specs)}


def read(contents, translation):
    """The picture of a file as the network takes it, float32 (height, width, channels)."""
    channels = translation.channels - (translation.kind == HOLE)
    if translation.kind == HOLE:
        values = tf.cast(tf.io.decode_png(contents, channels=4), tf.float32)
        hole = tf.cast(values[..., 3:] < 128, tf.float32)
        picture = scaled(values[..., :3])
        picture = tf.image.rgb_to_grayscale(picture) if channels == 1 else picture
        return tf.concat([picture * (1 - hole), hole], axis=-1)
    if translation.kind == LABEL_MAP:
        return one_hot(contents, translation)
    values = tf.io.decode_image(contents, channels=channels, expand_animations=False)
    return scaled(tf.ensure_shape(values, (None, None, channels)))


def scaled(values):
    """Values in 0..255 as float32 in [-1, 1]."""
    return tf.cast(values, tf.float32) / 127.5 - 1


def one_hot(contents, translation):
    """A label map's file with a channel for each class."""
    if translation.palette is None:
        numbers = tf.cast(tf.io.decode_image(contents, channels=1, expand_animations=False)[..., 0], tf.int32)
        return tf.one_hot(numbers, translation.channels)
    values = tf.cast(tf.io.decode_image(contents, channels=3, expand_animations=False), tf.float32)
    values = tf.ensure_shape(values, (None, None, 3))
    distances = [tf.reduce_sum(tf.square(values - tf.constant(color, tf.float32)), -1) for color in translation.palette]
    return tf.one_hot(tf.argmin(tf.stack(distances, -1), -1), translation.channels)


def continued(picture, extent):
    """A picture of a size that the network takes, whose edges go on beyond them."""
    size = tf.shape(picture)[:2]
    if extent.fixed is not None:
        wanted = tf.constant(extent.fixed)
        message = ["received a picture of (height, width)", size, "expected at most", wanted]
        with tf.control_dependencies([tf.debugging.Assert(keras.ops.all(size <= wanted), message)]):
            wanted = tf.identity(wanted)
    else:
        wanted = tf.maximum(-(-size // extent.multiple) * extent.multiple, extent.least)
    for axis in (0, 1):
        picture = tf.gather(picture, tf.minimum(tf.range(wanted[axis]), size[axis] - 1), axis=axis)
    return tf.ensure_shape(picture, (*(extent.fixed or (None, None)), picture.shape[-1]))
