"""A game that could not be used again from its checkpoints is refused before it trains."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import compiled, linear_players
from tfgan_zoo import layers, models


class Unregistered(keras.layers.Layer):
    def call(self, inputs):
        return 1.0 * inputs


@keras.saving.register_keras_serializable("test_reloading")
class Forgetful(keras.layers.Layer):
    """Does not say its factor in its configuration."""

    def __init__(self, factor=1.0, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, inputs):
        return self.factor * inputs

    def get_config(self):
        return super().get_config()


@keras.saving.register_keras_serializable("test_reloading")
class Secretive(keras.layers.Layer):
    """Has a weight that is saved nowhere."""

    def build(self, shape):
        self.scale = keras.Variable(np.float32(3.0), trainable=False)

    def call(self, inputs):
        return self.scale * inputs

    def save_own_variables(self, store):
        pass

    def load_own_variables(self, store):
        self.scale.assign(1.0)


def gan(layer, place):
    """A linear GAN in which a layer follows the generator (0) or the discriminator (1)."""
    players = list(linear_players())
    players[place] = keras.Model(players[place].input, layer(players[place].output))
    return compiled(models.GAN(*players))


@pytest.mark.parametrize("place", [0, 1], ids=["generator", "discriminator"])
@pytest.mark.parametrize(
    ("layer", "reason"),
    [
        (lambda: Unregistered(), "Unregistered, which is neither a building block of Keras nor registered"),
        (lambda: keras.layers.Lambda(lambda x: 2 * x), "Lambda, which may run untrusted code"),
        (lambda: Forgetful(2.0), "makes something else of the same inputs once it is loaded"),
        (lambda: Secretive(), "is another once it is loaded"),
    ],
    ids=["unregistered", "lambda", "forgetful", "secretive"],
)
def test_a_game_that_cannot_be_loaded_as_it_was_is_refused(layer, reason, place):
    with pytest.raises(ValueError, match=rf"(?s)GAN is not trained.*{reason}"):
        models.check_reloads(gan(layer(), place))


def test_a_game_that_loads_as_it_was_is_left_as_it_is():
    game = gan(layers.MonteCarloDropout(0.5), 0)
    before = [variable.numpy() for variable in game.variables]
    models.check_reloads(game)
    for old, new in zip(before, game.variables, strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_layer_that_forgets_only_its_default_is_no_fault():
    models.check_reloads(gan(Forgetful(1.0), 0))
