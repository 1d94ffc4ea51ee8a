"""What a learned environment minimizes, in which units, and what it predicts where two things may come."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.cpp_loader import SavedModel
from tests.helpers.tiny import compiled
from tfgan_zoo import models, networks, serving
from tfgan_zoo.modalities import Observations

SCALES = np.array([0.5, 2.0], "float32")
TYPICAL = {"scales": SCALES, "mean": [0.0, 1.0], "variance": [1.0, 0.0], "width": 4}


def environment(scales=SCALES, **options):
    players = [build(2, 3, **TYPICAL) for build in (networks.dynamics_generator, networks.dynamics_discriminator)]
    return models.EnvironmentModel(*players, scales, modality=Observations(), discriminator_steps=1, **options)


def steps(count=6, seed=0):
    draws = np.random.default_rng(seed)
    observations, following = draws.normal(size=(2, count, 2)).astype("float32")
    return {
        "sample": following,
        "observations": observations,
        "actions": np.eye(3, dtype="float32")[np.arange(count) % 3],
    }


def tensors(seed=0):
    return {name: tf.constant(values) for name, values in steps(seed=seed).items()}


def test_without_a_change_the_next_observation_is_the_last():
    game, given = environment(), steps()
    game.generator.layers[-2].set_weights([np.zeros((4, 2)), np.zeros(2)])
    found = game.sample(observations=given["observations"], actions=given["actions"])
    np.testing.assert_array_equal(found, given["observations"])
    game.generator.layers[-2].set_weights([np.zeros((4, 2)), np.array([1.0, -3.0])])
    found = game.sample(observations=given["observations"], actions=given["actions"])
    np.testing.assert_allclose(found - given["observations"], np.tile([0.5, -6.0], (6, 1)), rtol=1e-5)


def test_the_critic_is_shown_changes_in_units_of_typical_ones():
    following, observations = steps()["sample"], steps()["observations"]
    found = networks.dynamics.ChangeBetween(SCALES)(following, observations)
    np.testing.assert_allclose(found, (following - observations) / SCALES, rtol=1e-6)
    np.testing.assert_allclose(networks.dynamics.AddChange(SCALES)(found, observations), following, rtol=1e-5)


def test_the_squared_error_is_that_of_changes_in_units_of_typical_ones():
    real, fake = steps(), steps(seed=1)
    terms = environment(distance_weight=2.0).generator_loss(real, {**real, "sample": fake["sample"]})
    missed = (real["sample"] - fake["sample"]) / SCALES
    assert float(terms["squared_error"]) == pytest.approx(2 * np.square(missed).mean(), rel=1e-5)


def test_the_penalty_is_of_the_gradient_by_changes_and_not_by_observations():
    observations, actions = keras.Input((2,), name="observations"), keras.Input((3,), name="actions")
    following = keras.Input((2,), name="next_observations")
    linear = keras.layers.Dense(1, use_bias=False)
    critic = keras.Model([following, observations, actions], linear(following))
    game = models.EnvironmentModel(environment().generator, critic, SCALES, penalty_weight=3.0)
    linear.set_weights([np.array([[1.0], [1.0]])])
    terms = game.discriminator_loss(tensors(), tensors(seed=1))
    norm = np.hypot(*SCALES)  # of the gradient of x0 + x1 = 0.5 c0 + 2 c1
    assert float(terms["gradient_penalty"]) == pytest.approx(3 * (norm - 1) ** 2, rel=1e-4)


def test_a_weight_of_nothing_leaves_the_generator_regression_alone():
    real = steps()
    terms = environment(adversarial_weight=0.0, distance_weight=1.0).generator_loss(real, steps(seed=1))
    assert float(terms["generator"]) == 0
    assert float(terms["squared_error"]) > 0


def test_its_inputs_are_described():
    described = environment().describe_inputs()
    assert list(described) == ["latents", "observations", "actions"]
    assert described["observations"] == "observations of 2 numbers each, in the environment's units"


@pytest.mark.parametrize(
    ("scales", "message"),
    [
        ([1.0], r"scales of shape \(1,\) for observations of shape \(2,\)"),
        ([1.0, 0.0], r"scales\[1\] as a number above 0"),
    ],
)
def test_scales_that_do_not_fit_are_refused(scales, message):
    with pytest.raises(ValueError, match=message):
        environment(scales)


def test_a_network_without_observations_is_refused():
    following, actions = keras.Input((2,), name="next_observations"), keras.Input((3,), name="actions")
    critic = keras.Model([following, actions], keras.layers.Dense(1)(following))
    with pytest.raises(ValueError, match="is given actions; expected observations and actions"):
        models.EnvironmentModel(environment().generator, critic, SCALES)


@pytest.mark.slow
def test_it_is_a_game_that_saves(tmp_path):
    game = compiled(environment(distance_weight=1.0))
    check_gan(game, tf.data.Dataset.from_tensors(steps()).repeat(), tmp_path)


@pytest.mark.slow
def test_where_two_things_may_come_regression_predicts_neither_and_the_critic_one_of_both():
    draws = np.random.default_rng(0)
    observations = draws.normal(size=(2000, 1)).astype("float32")
    following = observations + np.where(draws.random((2000, 1)) < 0.5, 1, -1).astype("float32")
    rows = {"sample": following, "observations": observations, "actions": np.ones((2000, 1), "float32")}
    spread = {}  # of the predicted changes; of the real ones it is 1
    for name, options in {"critic": {}, "regression": {"adversarial_weight": 0.0, "distance_weight": 1.0}}.items():
        keras.utils.set_random_seed(0)
        typical = {"scales": [1.0], "mean": [0.0], "variance": [1.0], "width": 32}
        players = [build(1, 1, **typical) for build in (networks.dynamics_generator, networks.dynamics_discriminator)]
        game = models.EnvironmentModel(*players, [1.0], penalty_weight=1.0, discriminator_steps=1, **options)
        game.compile(*(keras.optimizers.Adam(5e-3, 0.5, 0.9) for _ in range(2)))
        batches = tf.data.Dataset.from_tensor_slices(rows).repeat().batch(200)
        game.fit(batches, steps_per_epoch=300, verbose=0)
        spread[name] = (game.sample(observations=observations, actions=rows["actions"]) - observations).std()
    assert spread["regression"] < 0.1 and spread["critic"] > 0.3, spread


@pytest.mark.slow
def test_a_server_draws_the_next_observations_from_a_seed(tmp_path):
    game, given = environment(), steps(3)
    served = SavedModel(serving.export_generator(game, tmp_path / "served"))
    inputs = {name: given[name] for name in ("observations", "actions")}
    found = served.run("sample", {"seed": np.arange(3), **inputs})["next_observations"]
    np.testing.assert_allclose(found, game.sample(seed=np.arange(3), **inputs), rtol=1e-5)
