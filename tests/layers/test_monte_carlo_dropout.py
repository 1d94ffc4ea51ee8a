import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks
from tfgan_zoo.serving import export


def generator():
    latents = keras.Input((4,), name="latents")
    return keras.Model(
        latents, layers.MonteCarloDropout(0.5, seed=1)(keras.layers.Dense(50, bias_initializer="ones")(latents))
    )


@pytest.mark.parametrize("training", [True, False])
def test_it_drops_a_fraction_of_the_units_and_rescales_the_others_in_training_and_sampling(training):
    model = keras.Sequential([keras.Input((1000,)), layers.MonteCarloDropout(0.25, seed=0)])
    actual = model(tf.ones((20, 1000)), training=training).numpy()
    np.testing.assert_allclose(np.unique(actual), [0, 4 / 3], rtol=1e-6)
    assert (actual == 0).mean() == pytest.approx(0.25, abs=0.02)


def test_every_call_and_every_example_has_its_own_noise():
    layer = layers.MonteCarloDropout(0.5, seed=0)
    first, second = (layer(tf.ones((2, 100))).numpy() for _ in range(2))
    assert not np.array_equal(first, second)
    assert not np.array_equal(first[0], first[1])


def test_two_replicas_have_the_same_noise_as_one_device():
    def drawn(strategy, count):
        layer = layers.MonteCarloDropout(0.5, seed=0)
        parts = strategy.experimental_local_results(strategy.run(lambda: layer(tf.ones((count, 20)))))
        return np.concatenate(parts)

    shared = games.two_replicas()
    with shared.scope():
        actual = drawn(shared, 3)
    np.testing.assert_array_equal(actual, drawn(tf.distribute.get_strategy(), 6))


def test_a_rate_of_zero_drops_nothing():
    np.testing.assert_array_equal(layers.MonteCarloDropout(0.0)(tf.ones((2, 100))), 1)


def test_half_precision_stays_half_precision():
    assert layers.MonteCarloDropout(0.5, dtype="float16")(tf.ones((2, 3))).dtype == "float16"


@pytest.mark.parametrize("rate", [-0.1, 1.0, float("nan")])
def test_a_rate_out_of_range_is_refused(rate):
    with pytest.raises(ValueError, match=r"in \[0, 1\)"):
        layers.MonteCarloDropout(rate)


def test_a_loaded_game_continues_with_the_same_noise(tmp_path):
    gan = models.GAN(generator(), networks.mlp_discriminator((50,), 4))
    gan.compile(jit_compile=False)
    latents = tf.ones((3, 4))
    gan(latents)
    gan.save(tmp_path / "game.keras")
    loaded = keras.saving.load_model(tmp_path / "game.keras")
    np.testing.assert_array_equal(gan(latents), loaded(latents))


def test_an_exported_generator_has_dropout_with_new_noise_at_each_call(tmp_path):
    path = export.export_network(generator(), tmp_path / "model", ["latents"])

    def served():
        answer = tf.saved_model.load(path).signatures["serving_default"]
        return [answer(latents=tf.ones((1, 4)))["samples"].numpy() for _ in range(2)]

    first, second = served()
    assert (first == 0).mean() == pytest.approx(0.5, abs=0.25)
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, served()[0])
