"""PixelCNN's network: each pixel's logit, from the pixels before it alone; and the loop that draws images with it."""

import keras
import tensorflow as tf
from keras import layers, ops

from tfgan_zoo.checks import checked_arguments


@checked_arguments
def pixel_cnn(image_shape, width=32, depth=5, first_kernel_size=7, kernel_size=3):
    """Gated convolutions over the rows above a pixel, and over the pixels left of it in its own row.

    Both stacks together see all earlier pixels in reach; a single stack of masked convolutions would miss some of those
    to the upper right ("blind spot"). A stack is shifted once, at its start, and later layers may look at their own
    position. There is no normalization: an image's statistics would depend on later pixels.

    Args:
        image_shape: (height, width, 1).
        width: feature maps of each stack.
        depth: gated layers after the first.
        first_kernel_size: of the first layer: odd, its reach upwards and to both sides is half of it.
        kernel_size: of the others, odd.

    Returns:
        `keras.Model` from images (batch, *image_shape) in [-1, 1] to the logits of their pixels being white, float32
        of the same shape.

    Raises:
        ValueError: if images have several channels, or a kernel's size is even.

    Example:
        >>> tfgan_zoo.networks.pixel_cnn((28, 28, 1)).output_shape
        (None, 28, 28, 1)

    Reference:
        van den Oord et al. 2016, https://arxiv.org/abs/1606.05328, eq. 2 and figure 2.
    """
    if image_shape[-1] != 1:
        raise ValueError(f"pixel_cnn is for images of one channel, black and white, not of shape {image_shape}.")
    if first_kernel_size % 2 == 0 or kernel_size % 2 == 0:
        raise ValueError(f"the kernels have the sizes {first_kernel_size} and {kernel_size}; expected odd ones.")
    images = keras.Input(image_shape, name="images")
    above = shifted(rows_above(images, width, first_kernel_size), (1, 0))
    left = pixels_left(shifted(images, (0, 1)), width, first_kernel_size)
    above, left = gated(above), gated(layers.Add()([left, layers.Conv2D(2 * width, 1)(above)]))
    for _ in range(depth):
        features = rows_above(above, width, kernel_size)
        joined = layers.Add()([pixels_left(left, width, kernel_size), layers.Conv2D(2 * width, 1)(features)])
        above, left = gated(features), layers.Add()([left, layers.Conv2D(width, 1)(gated(joined))])
    hidden = layers.Conv2D(width, 1, activation="relu", name="features")(layers.Activation("relu")(left))
    return keras.Model(images, layers.Conv2D(1, 1, dtype="float32", name="logits")(hidden), name="pixel_cnn")


def rows_above(maps, width, size):
    """A convolution over a pixel's row and the `size // 2` rows above it, to both sides."""
    maps = layers.ZeroPadding2D(((size // 2, 0), (size // 2, size // 2)))(maps)
    return layers.Conv2D(2 * width, (size // 2 + 1, size))(maps)


def pixels_left(maps, width, size):
    """A convolution over a pixel and the `size // 2` pixels left of it."""
    return layers.Conv2D(2 * width, (1, size // 2 + 1))(layers.ZeroPadding2D(((0, 0), (size // 2, 0)))(maps))


def shifted(maps, steps):
    """Maps moved down and to the right by so many (rows, columns)."""
    down, right = steps
    maps = layers.ZeroPadding2D(((down, 0), (right, 0)))(maps)
    return layers.Cropping2D(((0, down), (0, right)))(maps)


def gated(maps):
    """Half of the feature maps, gated by the other half."""
    values, gates = ops.split(maps, 2, axis=-1)
    return layers.Multiply()([layers.Activation("tanh")(values), layers.Activation("sigmoid")(gates)])


def pixel_sampler(network):
    """The network that draws images with a PixelCNN's weights, one pixel after the other.

    Args:
        network: as of `pixel_cnn`.

    Returns:
        `keras.Model` from uniforms (batch, height, width, 1) in [0, 1) to images of -1 and 1: a pixel is white if the
        number at its position is below its probability.

    Example:
        >>> sampler = pixel_sampler(pixel_cnn((8, 8, 1)))
        >>> sampler(tf.random.stateless_uniform((4, 8, 8, 1), (0, 1), alg="philox")).shape
        TensorShape([4, 8, 8, 1])
    """
    uniforms = keras.Input(network.input_shape[1:], name="uniforms", dtype="float32")
    return keras.Model(uniforms, PixelSampler(network, name="images")(uniforms), name="pixel_sampler")


@keras.saving.register_keras_serializable("tfgan_zoo")
class PixelSampler(keras.layers.Layer):
    """Images drawn pixel by pixel, each by a pass of the network: one loop in the graph.

    Args:
        network: as of `pixel_cnn`, whose weights it shares.

    Input shape: uniforms (batch, height, width, 1), float32 in [0, 1).
    Output shape: images of the same shape, of -1 and 1.
    """

    def __init__(self, network, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})  # half precision has too few uniform numbers
        self.network = network
        self.built = True

    def call(self, uniforms):
        height, width, channels = uniforms.shape[1:]
        positions = tf.reshape(tf.range(height * width * channels), (height, width, channels))

        def draw(position, images):
            white = uniforms < tf.sigmoid(self.network(images, training=False))
            drawn = tf.where(white, 1.0, -1.0)
            return position + 1, tf.where(positions == position, drawn, images)

        _, images = tf.while_loop(
            lambda position, _: position < height * width * channels, draw, (tf.constant(0), tf.zeros_like(uniforms))
        )
        return tf.stop_gradient(images)

    def compute_output_spec(self, uniforms):
        return keras.KerasTensor(uniforms.shape, dtype="float32")

    def get_config(self):
        return {**super().get_config(), "network": keras.saving.serialize_keras_object(self.network)}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "network": keras.saving.deserialize_keras_object(config["network"])})
