"""Fading from one branch of a network to another."""

import keras
from keras import ops

from tfgan_zoo.checks import Range, check_range
from tfgan_zoo.layers.checks import check_floating

SHARE = Range(0, 1)


@keras.saving.register_keras_serializable("tfgan_zoo")
class FadeIn(keras.layers.Layer):
    """A mean of an old branch and a new one, weighted by the share of the new one, which something else sets.

    The share is a weight that is not trained, saved with the network; at 0 and at 1 the result is exactly one branch.
    It is computed in float32, so that a share changes smoothly in half precision too.

    Args:
        initial_share: share of the new branch at first, from 0 to 1; by default the old one is gone.

    Attributes:
        share: the weight.

    Input shape: the old and the new branch, floating point, of one shape.
    Output shape: that of the inputs.

    Raises:
        ValueError: if the share is out of range, the shapes differ, or the inputs are integers.

    Example:
        >>> fade = tfgan_zoo.layers.FadeIn(0.25)
        >>> float(fade(keras.ops.zeros((1, 1)), keras.ops.ones((1, 1)))[0, 0])
        0.25

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, figure 2, where the share is alpha.
    """

    def __init__(self, initial_share=1.0, **kwargs):
        super().__init__(**kwargs)
        check_range(self, SHARE, initial_share=initial_share)
        self.initial_share = initial_share

    def build(self, old_shape, new_shape):
        if tuple(old_shape) != tuple(new_shape):
            raise ValueError(
                f"{type(self).__name__} takes two branches of one shape, not {tuple(old_shape)} and {tuple(new_shape)}."
            )
        self.share = self.add_weight(
            name="share",
            shape=(),
            dtype="float32",
            initializer=keras.initializers.Constant(self.initial_share),
            trainable=False,
            autocast=False,
        )

    def call(self, old, new):
        check_floating(self, old)
        share = ops.convert_to_tensor(self.share)
        mean = (1 - share) * ops.cast(old, "float32") + share * ops.cast(new, "float32")
        return ops.cast(mean, old.dtype)

    def compute_output_shape(self, old_shape, new_shape):
        return old_shape

    def get_config(self):
        return {**super().get_config(), "initial_share": self.initial_share}
