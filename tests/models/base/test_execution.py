"""Execution of steps: optimizers, clipping, schedules, one trace, XLA, precision, dropout."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import state_of
from tests.helpers.tiny import compiled, dataset, images, linear_players, players
from tfgan_zoo import models

OPTIMIZERS = [keras.optimizers.SGD, keras.optimizers.RMSprop, keras.optimizers.Adam]


def points_game(generator_optimizer, discriminator_optimizer, **options):
    gan = models.GAN(*linear_players(), **options)
    gan.compile(generator_optimizer, discriminator_optimizer)
    return gan


def fit(gan, steps=4):
    return gan.fit(dataset(shape=(2,)), steps_per_epoch=steps, verbose=0).history


def flat(network):
    return np.concatenate([weight.ravel() for weight in network.get_weights()])


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_each_optimizer_trains_both_players_with_separate_learning_rates(kind):
    gan = points_game(kind(0.0), kind(0.1))
    before = flat(gan.generator), flat(gan.discriminator)
    fit(gan)
    np.testing.assert_array_equal(flat(gan.generator), before[0])
    assert not np.allclose(flat(gan.discriminator), before[1])


@pytest.mark.parametrize("precise", [{}, {"skip_nonfinite": True}], ids=["plain", "loss-scaled"])
@pytest.mark.parametrize("clipping", ["clipnorm", "global_clipnorm", "clipvalue"])
def test_clipped_gradients_limit_the_update(clipping, precise):
    gan = models.GAN(*linear_players())
    gan.compile(keras.optimizers.SGD(1.0), keras.optimizers.SGD(1.0, **{clipping: 1e-3}), **precise)
    before = gan.discriminator.get_weights()
    fit(gan, 1)
    kernel, bias = (new - old for new, old in zip(gan.discriminator.get_weights(), before, strict=True))
    moved = {
        "clipnorm": np.linalg.norm(kernel),
        "global_clipnorm": np.hypot(np.linalg.norm(kernel), np.linalg.norm(bias)),
        "clipvalue": np.abs(kernel).max(),
    }
    assert moved[clipping] == pytest.approx(1e-3, rel=1e-3)


def test_a_learning_rate_schedule_counts_its_players_steps():
    schedules = [keras.optimizers.schedules.PolynomialDecay(0.1, 8, 0.0) for _ in range(2)]
    gan = points_game(*map(keras.optimizers.SGD, schedules), discriminator_steps=2)
    fit(gan, 3)
    assert float(gan.generator_optimizer.learning_rate) == pytest.approx(0.1 * (1 - 3 / 8), rel=1e-3)
    assert float(gan.discriminator_optimizer.learning_rate) == pytest.approx(0.1 * (1 - 6 / 8), rel=1e-3)


def test_a_schedule_is_saved_with_the_game(tmp_path):
    schedules = [keras.optimizers.schedules.CosineDecay(0.1, 10) for _ in range(2)]
    gan = points_game(*(keras.optimizers.Adam(schedule, global_clipnorm=1.0) for schedule in schedules))
    fit(gan)
    gan.save(tmp_path / "game.keras")
    loaded = keras.saving.load_model(tmp_path / "game.keras")
    for game in (gan, loaded):
        fit(game)
    for mine, other in zip(state_of(gan), state_of(loaded), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


@pytest.mark.parametrize("steps_per_execution", [1, 4])
def test_a_run_traces_its_step_once(steps_per_execution):
    traces = []

    class Traced(models.GAN):
        def train_step(self, data):
            traces.append(data)
            return super().train_step(data)

    gan = compiled(Traced(*linear_players(), ema_momentum=0.9), steps_per_execution=steps_per_execution)
    for _ in range(2):
        gan.fit(dataset(shape=(2,)), steps_per_epoch=8, epochs=2, verbose=0)
        gan.sample(4)
    assert len(traces) == 1


def ramp(shape, seed):
    """Deterministic latents: from the same seed, XLA draws other random numbers than TensorFlow's own kernels."""
    return tf.reshape(tf.linspace(-1.0, 1.0, shape[0] * shape[1]), shape)


@pytest.mark.slow
def test_a_step_compiled_by_xla_gives_the_same_weights():
    def run(jit_compile):
        keras.utils.set_random_seed(0)
        gan = compiled(models.GAN(*linear_players(), latents=ramp), jit_compile=jit_compile)
        fit(gan)
        return gan

    for mine, other in zip(state_of(run(True)), state_of(run(False)), strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-5, err_msg=mine.path)


def test_dropout_and_epoch_means_resume_from_a_saved_game(tmp_path):
    def new_game():
        keras.utils.set_random_seed(0)
        generator, _ = players()
        inputs = keras.Input((8, 8, 1))
        hidden = keras.layers.Dropout(0.5, seed=1)(keras.layers.Flatten()(inputs))
        return compiled(models.GAN(generator, keras.Model(inputs, keras.layers.Dense(1)(hidden))))

    def step(gan):
        return gan.train_function(iter(tf.data.Dataset.from_tensors(images(10))))

    uninterrupted = new_game()
    uninterrupted.make_train_function()
    for _ in range(2):
        step(uninterrupted)
    uninterrupted.save(tmp_path / "half.keras")
    resumed = keras.saving.load_model(tmp_path / "half.keras")
    resumed.make_train_function()
    assert {name: float(value) for name, value in step(uninterrupted).items()} == {
        name: float(value) for name, value in step(resumed).items()
    }
    for mine, other in zip(state_of(uninterrupted), state_of(resumed), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


def test_penalties_are_computed_in_float32_at_any_precision():
    keras.config.set_dtype_policy("mixed_float16")
    try:
        gan = models.WGANGP(*players(normalization=None))
    finally:
        keras.config.set_dtype_policy("float32")
    terms = gan.discriminator_loss(images(4), images(4, seed=1))
    assert {value.dtype.name for value in terms.values()} == {"float32"}
