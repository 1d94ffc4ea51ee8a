"""Batch and instance normalization whose scale and offset depend on the class."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating

OWN_OPTIONS = ("axis", "center", "scale")  # of the Keras layers, which are not to be chosen here


class ConditionalNormalization:
    """Mixed into a Keras normalization before its own class.

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


@keras.saving.register_keras_serializable("tfgan_zoo")
class ConditionalBatchNormalization(ConditionalNormalization, keras.layers.BatchNormalization):
    """A `keras.layers.BatchNormalization` with one gamma and beta a class: gamma is 1 plus what is learned.

    The statistics are those of all classes together.

    Args:
        num_classes: number of labels, which count from 0.
        **kwargs: those of the Keras layer, such as `momentum`, `epsilon` and `synchronized`; channels come last.

    Call arguments: inputs, labels, training.
    Input shape: (batch, ..., channels), floating point, and integers (batch,).
    Output shape: (batch, ..., channels).

    Raises:
        ValueError: if the labels are not integers (batch,), or the inputs are integers.

    Example:
        >>> maps, labels = keras.Input((8, 8, 16)), keras.Input((), dtype="int32")
        >>> tfgan_zoo.layers.ConditionalBatchNormalization(10)(maps, labels).shape
        (None, 8, 8, 16)

    Reference:
        de Vries et al. 2017, https://arxiv.org/abs/1707.00683, section 3 (gamma as a change of what it was).
    """

    def call(self, inputs, labels, training=None):
        self.check_call(inputs, labels)
        return self.condition(super().call(inputs, training=training), labels)


@keras.saving.register_keras_serializable("tfgan_zoo")
class ConditionalInstanceNormalization(ConditionalNormalization, keras.layers.GroupNormalization):
    """Normalizes each channel of each example by itself, with one gamma and beta a class.

    Gamma is 1 plus what is learned.

    Args:
        num_classes: number of labels (in the paper: styles), which count from 0.
        **kwargs: those of `keras.layers.GroupNormalization`, such as `epsilon`; channels come last.

    Call arguments: inputs, labels.
    Input shape: (batch, ..., channels), floating point, and integers (batch,).
    Output shape: (batch, ..., channels).

    Raises:
        ValueError: if the labels are not integers (batch,), or the inputs are integers.

    Example:
        >>> maps, labels = keras.Input((8, 8, 16)), keras.Input((), dtype="int32")
        >>> tfgan_zoo.layers.ConditionalInstanceNormalization(10)(maps, labels).shape
        (None, 8, 8, 16)

    Reference:
        Dumoulin et al. 2017, https://arxiv.org/abs/1610.07629, eq. 5.
    """

    def __init__(self, num_classes, **kwargs):
        kwargs.setdefault("groups", -1)
        super().__init__(num_classes, **kwargs)

    def call(self, inputs, labels):
        self.check_call(inputs, labels)
        return self.condition(super().call(inputs), labels)
