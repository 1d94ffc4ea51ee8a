"""A fixed batch of examples that passes through a network with every batch."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one


@keras.saving.register_keras_serializable("tfgan_zoo")
class ReferenceBatch(keras.layers.Layer):
    """Prepends a fixed batch to its inputs, for later `VirtualBatchNormalization` layers.

    The reference batch is sampled when the layer is built, saved with it, and never changes. Layers in between must
    process examples independently; after the last virtual batch normalization, a `ReferenceRemoval` removes the
    reference again.

    Args:
        size: number of reference examples.
        initializer: of the reference examples; standard normal by default, as latents are. To choose them, call
            `layer.set_weights([examples])` with examples (size, ...).

    Input shape: (batch, ...).
    Output shape: (size + batch, ...), the reference first.

    Raises:
        ValueError: if the size is not a positive integer, or the size of an axis other than the batch is unknown.

    Example:
        >>> latents = keras.Input((100,))
        >>> hidden = tfgan_zoo.layers.ReferenceBatch(64)(latents)
        >>> hidden = keras.layers.Dense(256, use_bias=False)(hidden)
        >>> hidden = keras.layers.ReLU()(tfgan_zoo.layers.VirtualBatchNormalization(64)(hidden))
        >>> points = keras.layers.Dense(2)(tfgan_zoo.layers.ReferenceRemoval(64)(hidden))
        >>> generator = keras.Model(latents, points)

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.5.
    """

    def __init__(self, size, initializer=None, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, size=size)
        self.size = size
        self.initializer = keras.initializers.get(initializer or keras.initializers.RandomNormal(stddev=1.0))

    def build(self, input_shape):
        if None in input_shape[1:]:
            raise ValueError(
                f"a reference batch needs inputs of a fixed shape, not {tuple(input_shape)}: give every axis but the "
                "batch a size."
            )
        self.reference = self.add_weight(
            name="reference", shape=(self.size, *input_shape[1:]), initializer=self.initializer, trainable=False
        )

    def call(self, inputs):
        return ops.concatenate([ops.cast(self.reference, inputs.dtype), inputs], axis=0)

    def compute_output_shape(self, input_shape):
        return (None if input_shape[0] is None else self.size + input_shape[0], *input_shape[1:])

    def get_config(self):
        return {
            **super().get_config(),
            "size": self.size,
            "initializer": keras.initializers.serialize(self.initializer),
        }
