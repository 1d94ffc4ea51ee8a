"""The range of samples, for a generator whose last layer is linear."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating


@keras.saving.register_keras_serializable("tfgan_zoo")
class ClipInInference(keras.layers.Layer):
    """Clips samples to [-1, 1] in inference mode, and leaves them as they are in training.

    A generator without tanh gets a gradient wherever its samples are; what users, metrics and files get is in range,
    as the pixels that authors of such generators write.

    Input shape: any, floating point.
    Output shape: that of the input.

    Raises:
        ValueError: if the inputs are integers.

    Example:
        >>> clip = tfgan_zoo.layers.ClipInInference()
        >>> float(clip(keras.ops.array(1.5))), float(clip(keras.ops.array(1.5), training=True))
        (1.0, 1.5)
    """

    def call(self, inputs, training=False):
        check_floating(self, inputs)
        return inputs if training else ops.clip(inputs, -1.0, 1.0)

    def compute_output_shape(self, input_shape):
        return input_shape
