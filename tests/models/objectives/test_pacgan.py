import keras
import numpy as np
import pytest

from tests.helpers.tiny import images, linear_players
from tfgan_zoo import models, networks
from tfgan_zoo.models.objectives.pacgan import pack


def test_consecutive_samples_are_concatenated_along_the_last_axis():
    samples = images(6, (2, 2, 3))
    packs = np.asarray(pack(samples, 2))
    assert packs.shape == (3, 2, 2, 6)
    np.testing.assert_array_equal(packs[1, ..., :3], samples[2])
    np.testing.assert_array_equal(packs[1, ..., 3:], samples[3])


def test_a_pack_of_points_is_their_concatenated_coordinates():
    np.testing.assert_array_equal(pack(np.arange(8.0).reshape(4, 2), 2), [[0, 1, 2, 3], [4, 5, 6, 7]])


def test_both_losses_score_packs():
    weights = np.array([1.0, 2.0, 3.0, 4.0], "float32")
    pacgan = models.PacGAN(linear_players()[0], linear_discriminator(weights), pack_size=2)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    real_logits, fake_logits = real.reshape(3, 4) @ weights, fake.reshape(3, 4) @ weights
    expected = np.log1p(np.exp(-real_logits)).mean() + np.log1p(np.exp(fake_logits)).mean()
    assert float(pacgan.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    expected = np.log1p(np.exp(-fake_logits)).mean()
    assert float(pacgan.generator_loss(real, fake)["generator"]) == pytest.approx(expected, rel=1e-5)


def test_packs_of_one_give_the_original_game():
    players = linear_players()
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    packed_game, plain = models.PacGAN(*players, pack_size=1), models.GAN(*players)
    assert float(packed_game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(
        float(plain.discriminator_loss(real, fake)["discriminator"])
    )


def test_features_are_those_of_packs():
    pacgan = models.PacGAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((6,), 4), pack_size=3)
    assert pacgan.features(images(6, (2,))).shape == (2, 4)


@pytest.mark.parametrize(
    ("pack_size", "width", "message"),
    [
        (0, 2, "at least 1, not 0"),
        (1.5, 3, "at least 1, not 1.5"),
        (2, 2, r"have the shape \(4,\), but the discriminator takes \(2,\)"),
    ],
)
def test_packs_that_do_not_fit_are_refused(pack_size, width, message):
    with pytest.raises(ValueError, match=message):
        models.PacGAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((width,), 4), pack_size=pack_size)


def test_a_batch_that_the_pack_size_does_not_divide_is_refused():
    pacgan = models.PacGAN(networks.mlp_generator((2,), 4), networks.mlp_discriminator((6,), 4), pack_size=3)
    with pytest.raises(ValueError, match="batch of 10 samples cannot be split into packs of 3"):
        pacgan.score(images(10, (2,)))


def linear_discriminator(weights):
    packs = keras.Input((len(weights),))
    discriminator = keras.Model(packs, keras.layers.Dense(1)(packs))
    discriminator.set_weights([weights[:, None], np.zeros(1, "float32")])
    return discriminator
