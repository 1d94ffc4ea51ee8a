"""Keras layers that compute with a function of their weight in place of the weight itself."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating


class Reparametrization:
    """Mixin for a Keras layer, listed before it among the base classes; a subclass defines the effective weight.

    The raw weight is trained and saved. The effective weight is computed from it, in float32, each time the layer is
    called, so that gradients pass through the computation; it is read as `kernel` (of an embedding: `embeddings`).

    Attributes:
        weight_name: the name under which the Keras layer adds its weight.
        output_axis: the weight's axis of output channels.
        raw_weight: the trained weight.
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
        """The weight that the layer computes with: float32, of the raw weight's shape."""
        raise NotImplementedError(f"{type(self).__name__} must override `effective_weight`.")

    @property
    def kernel(self):
        return ops.cast(self.effective_weight(), self.compute_dtype)

    @kernel.setter
    def kernel(self, weight):
        """Ignored: Keras' transposed convolution sets its kernel to the return value of `add_weight`."""

    def enable_lora(self, *args, **kwargs):
        """Not supported: LoRA would add to the effective weight, bypassing the reparametrization.

        Raises:
            ValueError: always.
        """
        raise ValueError(f"{type(self).__name__} cannot be adapted by LoRA: use the Keras layer it extends.")

    # Keras' dense and convolutional layers would save the effective weight, and no other state.

    def save_own_variables(self, store):
        keras.layers.Layer.save_own_variables(self, store)

    def load_own_variables(self, store):
        keras.layers.Layer.load_own_variables(self, store)
