import keras
import numpy as np
import pytest

from tfgan_zoo.models.base.descent import reset_optimizer

RATE = 0.5


@pytest.mark.parametrize(
    "build",
    [
        lambda: keras.optimizers.Adam(RATE, amsgrad=True),
        lambda: keras.optimizers.RMSprop(RATE, momentum=0.5, centered=True),
        lambda: keras.optimizers.Adagrad(RATE, initial_accumulator_value=0.25),
        lambda: keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(RATE), initial_scale=8.0),
    ],
)
def test_a_reset_optimizer_has_the_state_of_a_new_one_and_its_own_rate(build):
    variables = [keras.Variable([1.0, 2.0]), keras.Variable(3.0)]
    used, new = build(), build()
    for optimizer in (used, new):
        optimizer.build(variables)
    used.apply([keras.ops.array([1.0, -1.0]), keras.ops.array(2.0)], variables)
    assert any(np.any(mine.numpy() != other.numpy()) for mine, other in zip(used.variables, new.variables, strict=True))
    for optimizer in (used, new):
        optimizer.learning_rate = 0.125
    reset_optimizer(used, variables)
    scaled = isinstance(used, keras.optimizers.LossScaleOptimizer)
    mine, others = ((each.inner_optimizer if scaled else each).variables for each in (used, new))
    for variable, other in zip(mine, others, strict=True):
        np.testing.assert_array_equal(variable, other, err_msg=variable.path)
