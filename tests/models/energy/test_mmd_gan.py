import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players
from tests.helpers.tiny_autoencoder import DECODER, ENCODER, autoencoding_players, differences
from tfgan_zoo import models


def mmd_gan(**options):
    return models.MMDGAN(*autoencoding_players(), **options)


def discrepancy(codes, fake_codes, bandwidths):
    """The square root of Gretton et al. 2012, eq. 5, in float64."""

    def kernel(first, second):
        distances = np.square(first[:, None] - second[None, :]).sum(axis=-1)
        return sum(np.exp(-distances / (2 * bandwidth**2)) for bandwidth in bandwidths).mean()

    squared = kernel(codes, codes) - 2 * kernel(codes, fake_codes) + kernel(fake_codes, fake_codes)
    return np.sqrt(squared)


def test_both_players_optimize_the_discrepancy_of_the_codes():
    game = mmd_gan(bandwidths=[0.5, 2.0])
    real, fake = images(6, (2,)), images(6, (2,), seed=1) + 0.5
    expected = discrepancy(real @ ENCODER, fake @ ENCODER, [0.5, 2.0])
    assert float(game.discriminator_loss(real, fake)["critic"]) == pytest.approx(-expected, rel=1e-4)
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(expected, rel=1e-4)


def test_the_decoder_reconstructs_data_and_samples():
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    expected = 8 * sum(np.square(differences(points)).mean() for points in (real, fake))
    assert float(mmd_gan().discriminator_loss(real, fake)["reconstruction"]) == pytest.approx(expected, rel=1e-5)


def test_the_rank_hinge_penalizes_codes_of_data_below_those_of_samples():
    game = mmd_gan(rank_weight=16.0)
    for real, fake, expected in [([1.0, 0.0], [0.0, 0.0], 0.0), ([0.0, 0.0], [1.0, 0.0], 16 * (1.0 + 0.5) / 2)]:
        real, fake = (np.tile(np.array(point, "float32"), (4, 1)) for point in (real, fake))
        assert float(game.discriminator_loss(real, fake)["rank_hinge"]) == pytest.approx(expected)
        assert float(game.generator_loss(real, fake)["generator_rank_hinge"]) == pytest.approx(-expected)


def test_only_the_encoders_weights_are_clipped():
    game = mmd_gan(clip_limit=0.75)
    game.after_discriminator_step()
    encoder, decoder = game.discriminator.get_weights()
    np.testing.assert_allclose(encoder, np.clip(ENCODER, -0.75, 0.75))
    np.testing.assert_allclose(decoder, DECODER)


def test_equal_codes_have_a_finite_gradient():
    game = mmd_gan()
    points = tf.constant(images(6, (2,)))
    with tf.GradientTape() as tape:
        tape.watch(points)
        loss = game.discrepancy(points, tf.stop_gradient(points))
    assert np.isfinite(tape.gradient(loss, points)).all()


def test_the_kernel_is_saved():
    loaded = models.MMDGAN.from_config(mmd_gan(bandwidths=(0.5, 2.0)).get_config())
    assert list(loaded.bandwidths) == [0.5, 2.0]


def test_invalid_arguments_are_refused():
    for options, message in [
        ({"reconstruction_weight": -1.0}, "takes reconstruction_weight as a number of at least 0, not -1"),
        ({"rank_weight": -1.0}, "takes rank_weight as a number of at least 0, not -1"),
        ({"clip_limit": 0.0}, "takes clip_limit as a number above 0, not 0"),
        ({"bandwidths": []}, "bandwidths"),
        ({"bandwidths": [1.0, -2.0]}, "bandwidths"),
    ]:
        with pytest.raises(ValueError, match=message):
            mmd_gan(**options)
    with pytest.raises(ValueError, match="must be an autoencoder"):
        models.MMDGAN(*linear_players())
