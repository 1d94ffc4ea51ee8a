"""Minibatch standard deviation: the diversity of a batch as a further feature map."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.checks import check_floating, checked_split

# Keeps the square root's derivative finite at 0 (the authors' code).
EPSILON = 1e-8


@keras.saving.register_keras_serializable("tfgan_zoo")
class MinibatchStandardDeviation(keras.layers.Layer):
    """Appends a channel with the standard deviation over a group of examples, averaged over features and positions.

    This exposes a generator without diversity, without any learned parameters.

    A group consists of consecutive examples, so that replicas form the same groups as one device if each has whole
    groups. (The authors' code takes every n-th example, which is equivalent for shuffled data.) A batch of fewer
    examples is one group. With `group_size=None`, as in the paper, the group is the batch of all replicas.
    Statistics are computed in float32.

    Args:
        group_size: number of examples in a group (4 in the authors' code); None for the batch.

    Input shape: (batch, ..., channels), floating point.
    Output shape: (batch, ..., channels + 1).

    Raises:
        ValueError: if the group size does not divide the batch size, where that is known; or if the inputs are integers
            or have a single axis.

    Example:
        >>> maps = keras.Input((4, 4, 512))
        >>> tfgan_zoo.layers.MinibatchStandardDeviation()(maps).shape
        (None, 4, 4, 513)

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, section 3.
    """

    def __init__(self, group_size=4, **kwargs):
        super().__init__(**kwargs)
        if group_size is not None:
            check_at_least_one(self, group_size=group_size)
        self.group_size = group_size

    def build(self, input_shape):
        if len(input_shape) < 2:
            raise ValueError(
                f"{type(self).__name__} takes inputs (batch, ..., channels), not of shape {tuple(input_shape)}."
            )

    def call(self, inputs):
        check_floating(self, inputs)
        deviation = self.group_deviation(ops.cast(inputs, "float32"))
        one = ops.ones_like(inputs[..., :1])
        deviation = ops.reshape(ops.cast(deviation, inputs.dtype), (-1, *[1] * (len(inputs.shape) - 1)))
        return ops.concatenate([inputs, deviation * one], axis=-1)

    def group_deviation(self, inputs):
        """The mean standard deviation of each example's group: (batch,), or (1,) for one group."""
        if self.group_size is None:
            return mean_deviation(gather_rows(inputs)[None])
        cannot = f" cannot be split into groups of {self.group_size} for the standard deviation"
        inputs = checked_split(inputs, self.group_size, cannot, or_fewer=True)
        size = self.actual_group_size(inputs)
        groups = ops.reshape(inputs, (-1, size, *ops.shape(inputs)[1:]))
        return ops.repeat(mean_deviation(groups), size, axis=0)

    def actual_group_size(self, inputs):
        """The group size, or the batch size if that is smaller."""
        count = inputs.shape[0]
        return ops.minimum(self.group_size, ops.shape(inputs)[0]) if count is None else min(self.group_size, count)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], input_shape[-1] + 1)

    def get_config(self):
        return {**super().get_config(), "group_size": self.group_size}


def mean_deviation(groups):
    """The mean standard deviation over the examples of each group: (groups, examples, ..., channels) to (groups,)."""
    difference = groups - ops.mean(groups, axis=1, keepdims=True)
    deviation = ops.sqrt(ops.mean(ops.square(difference), axis=1) + EPSILON)
    return ops.mean(deviation, axis=tuple(range(1, len(deviation.shape))))
