"""Removal of a reference batch."""

import keras

from tfgan_zoo.checks import check_at_least_one


@keras.saving.register_keras_serializable("tfgan_zoo")
class ReferenceRemoval(keras.layers.Layer):
    """Removes the examples that a `ReferenceBatch` has prepended.

    Args:
        size: number of reference examples.

    Input shape: (size + batch, ...).
    Output shape: (batch, ...).

    Raises:
        ValueError: if the size is not a positive integer, or there are fewer examples, where their number is known.

    Example:
        >>> layer = tfgan_zoo.layers.ReferenceRemoval(2)
        >>> layer(keras.ops.ones((2 + 5, 3))).shape
        TensorShape([5, 3])
    """

    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, size=size)
        self.size = size

    def call(self, inputs):
        count = inputs.shape[0]
        if count is not None and count < self.size:
            raise ValueError(
                f"received {count} examples, expected at least the {self.size} of the reference: start the network "
                f"with tfgan_zoo.layers.ReferenceBatch({self.size})."
            )
        return inputs[self.size :]

    def compute_output_shape(self, input_shape):
        return (None if input_shape[0] is None else input_shape[0] - self.size, *input_shape[1:])

    def get_config(self):
        return {**super().get_config(), "size": self.size}
