"""Learning rates as functions of an optimizer's step, beside those of `keras.optimizers.schedules`."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_not_negative, check_positive


@keras.saving.register_keras_serializable("tfgan_zoo")
class LinearDecay(keras.optimizers.schedules.LearningRateSchedule):
    """A rate that is constant for some steps, and then falls to 0 along a line.

    Args:
        learning_rate: the rate at first, positive.
        constant_steps: steps of the optimizer at that rate.
        decay_steps: steps in which it then falls to 0, where it stays.

    Raises:
        ValueError: if a number is out of range.

    Example:
        >>> rate = tfgan_zoo.schedules.LinearDecay(2e-4, constant_steps=1000, decay_steps=1000)
        >>> round(float(rate(1500)), 6)
        0.0001

    Reference:
        Zhu et al. 2017, https://arxiv.org/abs/1703.10593, section 4 (100 epochs of each).
    """

    def __init__(self, learning_rate, constant_steps, decay_steps):
        check_positive(self, learning_rate=learning_rate)
        check_not_negative(self, constant_steps=constant_steps)
        check_at_least_one(self, decay_steps=decay_steps)
        self.learning_rate = learning_rate
        self.constant_steps = constant_steps
        self.decay_steps = decay_steps

    def __call__(self, step):
        decayed = (ops.cast(step, "float32") - self.constant_steps) / self.decay_steps
        return self.learning_rate * (1.0 - ops.clip(decayed, 0.0, 1.0))

    def get_config(self):
        names = ("learning_rate", "constant_steps", "decay_steps")
        return {name: getattr(self, name) for name in names}
