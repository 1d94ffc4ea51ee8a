"""Every recipe's game trains on several devices as on one."""

import importlib

import keras
import pytest

from tests.distribution import games
from tests.whole.test_recipes import NAMES, ROUNDS, batches, tiny_game
from tfgan_zoo import networks

STEPS = 3  # more would amplify rounding errors in the games with the largest gradients
FEWER_STEPS = {"stargan": 2}  # 6e-8 apart after two steps, 1e-4 after the third
TRAINED_BEFORE = {"stacked_gan": "classifier"}  # by Adam, which amplifies them as well


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name not in ROUNDS])
def test_a_recipes_game_trains_on_two_replicas_as_on_one(name, short_lived_call):
    short_lived_call(check_two_replicas, name)


def check_two_replicas(name):
    recipe = importlib.import_module(f"recipes.{name}")
    first = tiny_game(recipe)

    def make():
        game = tiny_game(recipe)
        if name in TRAINED_BEFORE:
            getattr(game, TRAINED_BEFORE[name]).set_weights(getattr(first, TRAINED_BEFORE[name]).get_weights())
        for network in (layer for layer in game.layers if isinstance(layer, keras.Model)):
            networks.synchronize_batch_norm(network)
        return game

    dataset = batches(recipe, first)
    steps = FEWER_STEPS.get(name, STEPS)
    alone, _ = games.trained(make, steps=steps, dataset=dataset)
    shared, _ = games.trained(make, games.two_replicas(), steps=steps, dataset=dataset)
    games.assert_close(shared, alone, 1e-4)
