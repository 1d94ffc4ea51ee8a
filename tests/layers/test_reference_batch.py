import numpy as np
import pytest

from tests.distribution import games
from tests.layers.test_virtual_batch_normalization import generator
from tfgan_zoo import layers, models, networks


def test_the_reference_comes_first_and_never_changes():
    layer = layers.ReferenceBatch(3)
    latents = np.random.default_rng(0).normal(size=(4, 2)).astype("float32")
    outputs = layer(latents, training=True).numpy()
    np.testing.assert_array_equal(outputs[3:], latents)
    np.testing.assert_array_equal(layer(-latents)[:3], outputs[:3])
    assert not layer.trainable_variables
    assert len(np.unique(outputs[:3])) == 6


def test_the_reference_is_standard_normal_by_default():
    layer = layers.ReferenceBatch(2000)
    layer.build((None, 10))
    assert np.mean(layer.reference) == pytest.approx(0, abs=0.03)
    assert np.std(layer.reference) == pytest.approx(1, abs=0.03)


def test_reference_examples_can_be_set():
    layer = layers.ReferenceBatch(2)
    layer.build((None, 1))
    layer.set_weights([np.array([[5.0], [6.0]])])
    np.testing.assert_array_equal(layer(np.array([[7.0]], "float32")), [[5], [6], [7]])


def test_inputs_of_unknown_shape_are_refused():
    with pytest.raises(ValueError, match="a fixed shape"):
        layers.ReferenceBatch(2).build((None, None, 3))


def game():
    return models.GAN(generator(), networks.mlp_discriminator((2,), 8), ema_momentum=0.9)


@pytest.mark.slow
def test_a_game_with_a_reference_trains_on_two_replicas_as_on_one():
    alone, _ = games.trained(game)
    shared, _ = games.trained(game, games.two_replicas())
    games.assert_close(shared, alone, 1e-5)
    references = [network.layers[1].reference.numpy() for network in (alone.generator, alone.average_generator)]
    np.testing.assert_array_equal(*references)
