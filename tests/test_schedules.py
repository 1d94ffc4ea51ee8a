import keras
import numpy as np
import pytest

from tests.helpers.tiny import dataset, linear_players
from tfgan_zoo import models
from tfgan_zoo.schedules import LinearDecay


def test_the_rate_is_constant_and_then_falls_to_zero_along_a_line():
    rate = LinearDecay(0.4, constant_steps=10, decay_steps=20)
    np.testing.assert_allclose([float(rate(step)) for step in (0, 10, 15, 20, 30, 99)], [0.4, 0.4, 0.3, 0.2, 0, 0])


@pytest.mark.parametrize("numbers", [(0.0, 1, 1), (0.1, -1, 1), (0.1, 1, 0), (0.1, 1, 1.5)])
def test_numbers_out_of_range_are_refused(numbers):
    with pytest.raises(ValueError, match="LinearDecay takes"):
        LinearDecay(*numbers)


def test_a_game_learns_and_is_saved_with_it(tmp_path):
    gan = models.GAN(*linear_players())
    gan.compile(*(keras.optimizers.SGD(LinearDecay(0.1, 1, 2)) for _ in range(2)), jit_compile=False)
    gan.fit(dataset(shape=(2,)), steps_per_epoch=2, verbose=0)
    gan.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    assert float(loaded.generator_optimizer.learning_rate) == pytest.approx(0.05)
    loaded.fit(dataset(shape=(2,)), steps_per_epoch=2, verbose=0)
    assert float(loaded.generator_optimizer.learning_rate) == 0
