"""Batch normalization whose scale and offset depend on the class."""

import keras

from tfgan_zoo.layers.conditional_normalization import ConditionalNormalization


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
