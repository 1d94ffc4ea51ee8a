"""Class-conditional batch and instance normalization."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.layers.checks import check_floating

FIXED_OPTIONS = ("axis", "center", "scale")  # of the Keras layers, which have no choice here


class ConditionalNormalization:
    """Mixin for a Keras normalization layer, listed before it among the base classes.

    Each class has a row of gamma's offsets from 1 and a row of beta, one value per channel, initialized to zero: at
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
        # Keras would check the labels, the second input, against the shape of the first.
        self.input_spec = None

    def scale_and_shift(self, normalized, labels):
        """The normalized inputs times gamma plus beta of their labels."""
        table = ops.concatenate([1 + self.gamma_offsets, self.betas], axis=-1)
        ones = [1] * (len(normalized.shape) - 2)
        # Reshaped before rows are taken: TensorFlow then makes the gradient a dense tensor, which can be clipped.
        table = ops.reshape(table, (self.num_classes, *ones, table.shape[-1]))
        gamma, beta = ops.split(ops.take(table, labels, axis=0), 2, axis=-1)
        return ops.cast(ops.cast(normalized, "float32") * gamma + beta, self.compute_dtype)

    def check_labels_shape(self, shape):
        """Refuse labels that are not one class index per example."""
        if len(shape) != 1:
            raise ValueError(
                f"{type(self).__name__} takes labels of shape (batch,), one class index per example, not "
                f"{tuple(shape)}: take the argmax of one-hot labels."
            )

    def check_call(self, inputs, labels):
        """Refuse inputs that are not floating point, and labels that are not integers."""
        check_floating(self, inputs)
        dtype = keras.backend.standardize_dtype(labels.dtype)
        if "int" not in dtype:
            raise ValueError(f"{type(self).__name__} takes labels as integers, class indices, not {dtype}: cast them.")

    def compute_output_shape(self, inputs_shape, labels_shape):
        return inputs_shape

    def get_config(self):
        config = super().get_config()
        return {**{name: config[name] for name in config if name not in FIXED_OPTIONS}, "num_classes": self.num_classes}


@keras.saving.register_keras_serializable("tfgan_zoo")
class ConditionalBatchNormalization(ConditionalNormalization, keras.layers.BatchNormalization):
    """A `keras.layers.BatchNormalization` with a gamma and a beta for each class; gamma is 1 plus a learned offset.

    The statistics are computed over all classes.

    Args:
        num_classes: number of classes.
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
        de Vries et al. 2017, https://arxiv.org/abs/1707.00683, section 3 (gamma as a change from its old value).
    """

    def call(self, inputs, labels, training=None):
        self.check_call(inputs, labels)
        return self.scale_and_shift(super().call(inputs, training=training), labels)


@keras.saving.register_keras_serializable("tfgan_zoo")
class ConditionalInstanceNormalization(ConditionalNormalization, keras.layers.GroupNormalization):
    """Instance normalization with a gamma and a beta for each class; gamma is 1 plus a learned offset.

    Args:
        num_classes: number of classes (in the paper: styles).
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
        return self.scale_and_shift(super().call(inputs), labels)
