"""The same network for pictures of any size."""

import keras
import tensorflow as tf

PIXEL_RANK = 4  # (batch, height, width, channels)


class OpenUpSampling2D(keras.layers.UpSampling2D):
    """`UpSampling2D` that interpolates maps whose size is not known before it runs, which Keras 3.15 cannot in a graph.

    Input and output shape: those of `keras.layers.UpSampling2D`.
    """

    def call(self, inputs):
        if self.interpolation == "nearest":
            return super().call(inputs)
        size = tf.shape(inputs)[1:3] * self.size
        return tf.cast(tf.image.resize(inputs, size, self.interpolation), inputs.dtype)


def of_any_size(network):
    """The same network for pictures of any height and width, with weights of its own; see `extent_of` for which.

    Args:
        network: functional `keras.Model`.

    Returns:
        `keras.Model`, whose inputs have the same names.

    Example:
        >>> of_any_size(tfgan_zoo.networks.residual_translator((28, 28, 3), width=4, num_blocks=1)).input_shape
        (None, None, None, 3)
    """
    inputs = [keras.Input(open_shape(old), dtype=old.dtype, name=old.name) for old in network.inputs]
    structure = keras.tree.pack_sequence_as(network.input, inputs)
    copy = keras.models.clone_model(network, structure, clone_function=open_layer)
    copy.set_weights(network.get_weights())
    return copy


def open_shape(tensor):
    """Shape of one example of an input, that of a picture with an open size."""
    return (None, None, tensor.shape[-1]) if len(tensor.shape) == PIXEL_RANK else tensor.shape[1:]


def open_layer(layer):
    """A copy of a layer that takes maps of any size."""
    kind = OpenUpSampling2D if isinstance(layer, keras.layers.UpSampling2D) else type(layer)
    return kind.from_config(layer.get_config())
