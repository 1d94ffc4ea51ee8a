"""Every kind of recipe's game trains on several devices as on one."""

import functools
import importlib

import keras
import pytest

from tests.distribution import games
from tests.whole.test_recipes import KINDS, ROUNDS, batches, tiny_game
from tfgan_zoo import networks

STEPS = 2  # more would amplify rounding errors: StarGAN is 6e-8 apart after two steps, 1e-4 after a third
TRAINED_BEFORE = {"stacked_gan": "classifier"}  # by Adam, which amplifies them as well


IN_GRAPHS = ("wgan_gp", "infogan", "cyclegan", "progan", "seqgan", "stylegan2")  # compared so by tests of their own


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in KINDS if name not in (*ROUNDS, *IN_GRAPHS)])
def test_a_recipes_game_trains_on_two_replicas_as_on_one(name, short_lived_call):
    short_lived_call(check_two_replicas, name)


def check_two_replicas(name):
    """Eagerly, since a graph of both replicas takes far longer to trace than these steps take."""
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
    run = functools.partial(games.trained, make, steps=STEPS, dataset=dataset, run_eagerly=True)
    alone, _ = run()
    shared, _ = run(strategy=games.two_replicas())
    games.assert_close(shared, alone, 1e-4)
