"""Normalization that scales and moves each example by what its label has learned."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating

OWN_OPTIONS = ("axis", "center", "scale")  # of the Keras layers, which are not to be chosen here


class ConditionalNormalization:
    """Mixed into a Keras normalization before its own class; an heir passes `num_classes` on.

    Each class has a row of gamma's offsets from 1 and a row of beta, one number a channel, which begin at zero: at
    first the layer only normalizes.
    """

    def __init__(self, num_classes, **kwargs):
        super().__init__(axis=-1, center=False, scale=False, **kwargs)
        check_at_least_one(self, num_classes=num_classes)
        self.num_classes = num_classes

    def build(self, inputs_shape, labels_shape):
        self.check_labels_shape(labels_shape)
        super().build(inputs_shape)
        table = {"shape": (self.num_classes, inputs_shape[-1]), "initializer": "zeros", "autocast": False}
        self.gamma_offsets = self.add_weight(name="gamma_offsets", **table)
        self.betas = self.add_weight(name="betas", **table)
        # Keras would hold the labels, the second input, to the first one's shape.
        self.input_spec = None

    def condition(self, normalized, labels):
        """The normalized inputs, scaled and moved by what their labels have learned."""
        table = ops.concatenate([1 + self.gamma_offsets, self.betas], axis=-1)
        places = [1] * (len(normalized.shape) - 2)
        # Shaped before rows are taken: TensorFlow then makes the gradient a dense tensor, which may be clipped.
        table = ops.reshape(table, (self.num_classes, *places, table.shape[-1]))
        gamma, beta = ops.split(ops.take(table, labels, axis=0), 2, axis=-1)
        return ops.cast(ops.cast(normalized, "float32") * gamma + beta, self.compute_dtype)

    def check_labels_shape(self, shape):
        """Refuse labels that are not one number an example."""
        if len(shape) != 1:
            raise ValueError(
                f"{type(self).__name__} takes labels of shape (batch,), one class number an example, not "
                f"{tuple(shape)}: take the argmax of one-hot labels."
            )

    def check_call(self, inputs, labels):
        """Refuse inputs that are not floating point, and labels that are not class numbers."""
        check_floating(self, inputs)
        dtype = keras.backend.standardize_dtype(labels.dtype)
        if "int" not in dtype:
            raise ValueError(f"{type(self).__name__} takes labels as integers, the classes' numbers, not {dtype}.")

    def compute_output_shape(self, inputs_shape, labels_shape):
        return inputs_shape

    def get_config(self):
        config = super().get_config()
        return {**{name: config[name] for name in config if name not in OWN_OPTIONS}, "num_classes": self.num_classes}
