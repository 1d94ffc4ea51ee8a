"""Instance normalization whose scale and offset depend on the class."""

import keras

from tfgan_zoo.layers.conditional_normalization import ConditionalNormalization


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
