"""A learned constant, from which a generator begins instead of from its latents."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one


@keras.saving.register_keras_serializable("tfgan_zoo")
class LearnedConstant(keras.layers.Layer):
    """The same learned values for each example of a batch, standard normal at first.

    Args:
        shape: shape of the values.

    Input shape: (batch, ...); only the number of examples matters.
    Output shape: (batch, *shape).

    Raises:
        ValueError: if a size is not an integer of at least 1.

    Example:
        >>> tfgan_zoo.layers.LearnedConstant((4, 4, 16))(keras.Input((32,))).shape
        (None, 4, 4, 16)

    Reference:
        Karras et al. 2019, https://arxiv.org/abs/1812.04948, section 2.
    """

    def __init__(self, shape, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, **{f"size {axis} of the shape": size for axis, size in enumerate(shape)})
        self.shape = tuple(shape)

    def build(self, input_shape):
        initializer = keras.initializers.RandomNormal(stddev=1.0)
        self.values = self.add_weight(name="values", shape=self.shape, initializer=initializer)

    def call(self, inputs):
        values = ops.cast(self.values, self.compute_dtype)
        return ops.broadcast_to(values, (ops.shape(inputs)[0], *self.shape))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], *self.shape)

    def get_config(self):
        return {**super().get_config(), "shape": self.shape}
