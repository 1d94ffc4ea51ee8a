"""The average style, toward which styles can be truncated."""

import keras
from keras import ops

from tfgan_zoo.checks import FRACTION, check_at_least_one, check_range
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.checks import check_floating, check_rank
from tfgan_zoo.layers.finite import assign_finite


@keras.saving.register_keras_serializable("tfgan_zoo")
class StyleTruncation(keras.layers.Layer):
    """One style for each layer of a synthesis network; in inference it may be moved toward the average style.

        w' = average + psi * (w - average)

    With psi below 1 samples are more typical and less diverse; at 0 all have the average style. In training the average
    follows the mean of the batch of all replicas, and styles stay as they are. psi is a weight that is not trained, 1
    at first, so that a copy of a network can be given another.

    Args:
        num_layers: number of layers, each of which gets a copy of the style.
        momentum: what the average keeps in a step.

    Input shape: (batch, style_size), floating point.
    Output shape: (batch, num_layers, style_size).

    Raises:
        ValueError: if a number is out of range, or the inputs are integers or no vectors.

    Example:
        >>> tfgan_zoo.layers.StyleTruncation(6)(keras.Input((32,))).shape
        (None, 6, 32)

    Reference:
        Karras et al. 2019, https://arxiv.org/abs/1812.04948, appendix B.
    """

    def __init__(self, num_layers, momentum=0.995, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, num_layers=num_layers)
        check_range(self, FRACTION, momentum=momentum)
        self.num_layers = num_layers
        self.momentum = momentum

    def build(self, input_shape):
        check_rank(self, input_shape, 2, "give styles (batch, style_size)")
        fixed = {"trainable": False, "autocast": False}
        self.average = self.add_weight(name="average", shape=input_shape[1:], initializer="zeros", **fixed)
        self.psi = self.add_weight(name="psi", shape=(), initializer="ones", **fixed)

    def call(self, styles, training=False):
        check_floating(self, styles)
        if training:
            mean = ops.mean(gather_rows(ops.cast(styles, "float32")), axis=0)
            assign_finite(self.average, self.momentum * self.average + (1 - self.momentum) * mean)
        else:
            truncated = self.average + self.psi * (ops.cast(styles, "float32") - self.average)
            styles = ops.cast(truncated, styles.dtype)
        return ops.repeat(styles[:, None], self.num_layers, axis=1)

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.num_layers, *input_shape[1:])

    def get_config(self):
        return {**super().get_config(), "num_layers": self.num_layers, "momentum": self.momentum}
