"""Every recipe of the zoo, at a tiny width: what holds for all games, whoever adds them."""

import functools
import importlib
import inspect
import pathlib
import pkgutil

import keras
import numpy as np
import pytest
import tensorflow as tf

import recipes
from tests.helpers import checks
from tfgan_zoo import layers
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.runs import setup
from tfgan_zoo.serving import export

NAMES = [module.name for module in pkgutil.iter_modules(recipes.__path__)]
TINY = {"width": 4, "num_blocks": 1, "critic_steps": 2, "classifier_epochs": 1}
ROUNDS = ("irgan", "gail")  # a step is a whole round, which XLA cannot compile, nor several devices share
# Steps of the same kind as other recipes', compiled and shared between devices in the same way, but for a loss that the
# tests of its model know.
OBJECTIVES = ("minimax_gan", "lsgan", "hinge_gan", "f_gan", "rgan", "r1_gan", "ebgan", "maximum_likelihood_gan", "wgan")
VARIANTS = ("improved_gan", "pacgan", "acgan", "labeled_aae", "semi_supervised_aae", "srgan", "colorize")
KINDS = [name for name in NAMES if name not in OBJECTIVES + VARIANTS]
QUICK = ("cgan",)  # stands for the others where only quick tests run


CASES = [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in NAMES]


@pytest.fixture(params=CASES, scope="module")
def recipe(request):
    return importlib.import_module(f"recipes.{request.param}")


@pytest.fixture(scope="module")
def game(recipe):
    """The recipe's game, which its tests train and export one after the other."""
    keras.utils.set_random_seed(0)
    return tiny_game(recipe)


@functools.lru_cache(1)
def training_data(recipe):
    source = recipe_source.find(recipe.__name__.removeprefix("recipes."))
    return setup.examples(recipe, source, flags_of(source, []), "train")


def tiny_game(recipe):
    wanted = inspect.signature(recipe.model).parameters
    game = recipe.model(training_data(recipe), **{name: value for name, value in TINY.items() if name in wanted})
    for variable in (variable for player in game.players.values() for variable in player):
        if len(variable.shape) > 1 and not np.any(variable):  # nothing would pass through it, back to the other layers
            variable.assign(np.random.default_rng(0).normal(0.0, 0.1, variable.shape))
    return game


def batches(recipe, game):
    multiple = game.batches_per_step * game.samples_per_score * game.scores_per_group
    return training_data(recipe).batches(4 * multiple, labels=game.labeled)


def test_a_recipes_game_learns_and_saves(recipe, game, tmp_path):
    assert all(isinstance(optimizer, keras.optimizers.Optimizer) for optimizer in game.optimizers.values())
    dataset = batches(recipe, game)
    checks.check_each_player_updates_only_its_own_weights(game, dataset)
    checks.check_saved_game_is_the_same(game, tmp_path / "game.keras", dataset)


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_a_recipes_game_is_compiled_and_learns_in_half_precision(name, short_lived_call):
    short_lived_call(check_half_precision, name)


def check_half_precision(name):
    """In steps that XLA compiles, and by bfloat16: float16, cast at the same places, takes XLA a third longer."""
    recipe = importlib.import_module(f"recipes.{name}")
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        game = tiny_game(recipe)
    finally:
        keras.config.set_dtype_policy("float32")
    takes_words = any(tensor.dtype == "string" for tensor in game.sampler.inputs)
    game.compile(*game.optimizers.values(), jit_compile=not takes_words and name not in ROUNDS)
    checks.check_fit_logs_every_term(game, batches(recipe, game))
    for player in game.players:
        assert {weight.dtype for weight in game.players[player]} == {"float32"}


def test_a_recipes_generator_leaves_as_a_saved_model(recipe, game, tmp_path):
    folder = export.export_generator(game, tmp_path / "saved_model")
    served = tf.saved_model.load(folder).signatures["serving_default"]
    inputs = game.sampler_inputs(3, examples=training_data(recipe))
    names = sorted(served.structured_input_signature[1])
    assert len(names) == len(inputs) == len(game.describe_inputs())
    if names == sorted(inputs):  # else the only input had no name in the network
        (samples,) = served(**{name: tf.convert_to_tensor(value) for name, value in inputs.items()}).values()
    else:
        (samples,) = served(**{names[0]: tf.convert_to_tensor(*inputs.values())}).values()
    expected = game.predict({name: np.asarray(value) for name, value in inputs.items()}, verbose=0)
    if not any(isinstance(layer, layers.MonteCarloDropout) for layer in game.sampler.layers):  # which draws anew
        np.testing.assert_allclose(samples, expected, atol=1e-5)
    assert samples.shape == expected.shape


@pytest.mark.parametrize("name", NAMES)
def test_a_recipe_has_its_description(name):
    recipe = importlib.import_module(f"recipes.{name}")
    assert recipe.__doc__.partition(":")[0].strip()
    assert "http" in recipe.__doc__
    assert recipe.PAPER
    assert recipe.STEPS > 0
    assert pathlib.Path(recipe.__file__).read_text().rstrip().endswith("cli.run(__file__)")


def paper_game(name, **tiny):
    recipe = importlib.import_module(f"recipes.{name}")
    wanted = inspect.signature(recipe.model).parameters
    chosen = {**{flag: value for flag, value in recipe.PAPER.items() if flag in wanted}, **tiny}
    return recipe.model(training_data(recipe), **chosen)


def test_the_papers_cyclegan_reflects_and_lets_its_rate_fall():
    game = paper_game("cyclegan", width=2, num_blocks=1, depth=2)
    assert "Pad" in [type(layer).__name__ for layer in game.first_to_second.operations]
    rates = [float(optimizer.learning_rate) for optimizer in game.optimizers.values()]
    for optimizer in game.optimizers.values():
        optimizer.iterations.assign(200_100)
    halved = [float(optimizer.learning_rate) for optimizer in game.optimizers.values()]
    np.testing.assert_allclose([rates, halved], [[2e-4] * 2, [1e-4] * 2], rtol=1e-5)


def test_the_papers_dcgan_draws_uniform_latents():
    games = paper_game("dcgan", width=2), tiny_game(importlib.import_module("recipes.dcgan"))
    uniform, normal = (np.abs(game.draw_latents(1000, (0, 1))).max() for game in games)
    assert uniform <= 1 < normal
