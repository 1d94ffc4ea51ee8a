"""Keras layers that compute with something made of the weight they train, in place of that weight."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating


class Reparametrization:
    """Mixed into a Keras layer before its own class; an heir says what the layer computes with.

    The weight is trained and saved as it is. What the layer computes with is made of it, in float32, each time the
    layer is called, so that gradients pass through the making; `kernel` (of an embedding: `embeddings`) reads it.

    Attributes:
        weight_name: the name under which the Keras layer adds its weight.
        output_axis: the weight's axis of output channels.
        raw_weight: the weight that is trained.
    """

    weight_name = "kernel"
    output_axis = -1

    def add_weight(self, *args, name=None, **options):
        if name != self.weight_name:
            return super().add_weight(*args, name=name, **options)
        self.raw_weight = super().add_weight(*args, name=name, **{**options, "autocast": False})
        return self.raw_weight

    def call(self, inputs):
        check_floating(self, inputs)
        return super().call(inputs)

    def effective_weight(self):
        """What the layer computes with: float32, of the raw weight's shape."""
        raise NotImplementedError(f"{type(self).__name__} does not say what it computes with: override this.")

    @property
    def kernel(self):
        return ops.cast(self.effective_weight(), self.compute_dtype)

    @kernel.setter
    def kernel(self, weight):
        """Keras' transposed convolution sets its kernel to what `add_weight` has returned."""

    def enable_lora(self, *args, **kwargs):
        """Refused: it would add to what the layer computes with, past what is made of the weight.

        Raises:
            ValueError: always.
        """
        raise ValueError(f"{type(self).__name__} cannot be adapted by LoRA: use the Keras layer it extends.")

    # Keras' dense and convolutional layers would save what they compute with, and no state but theirs.

    def save_own_variables(self, store):
        keras.layers.Layer.save_own_variables(self, store)

    def load_own_variables(self, store):
        keras.layers.Layer.load_own_variables(self, store)
