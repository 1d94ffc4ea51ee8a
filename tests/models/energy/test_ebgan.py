import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, images, linear_players, players
from tests.helpers.tiny_autoencoder import ENCODER, autoencoding_players, differences
from tfgan_zoo import layers, models, networks


def energies_of(points):
    return np.square(differences(points)).mean(axis=1)


def test_the_discriminator_reconstructs_data_and_raises_samples_energy_to_the_margin():
    ebgan = models.EBGAN(*autoencoding_players(), margin=0.5)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    expected = energies_of(real).mean() + np.maximum(0, 0.5 - energies_of(fake)).mean()
    assert (energies_of(fake) > 0.5).any() and (energies_of(fake) < 0.5).any()
    assert float(ebgan.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)


def test_the_generator_minimizes_the_energy_and_pulls_codes_away():
    ebgan = models.EBGAN(*autoencoding_players(), pull_away_weight=0.1)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    codes = fake @ ENCODER
    directions = codes / np.linalg.norm(codes, axis=1, keepdims=True)
    cosines = np.square(directions @ directions.T)[~np.eye(6, dtype=bool)]
    terms = ebgan.generator_loss(real, fake)
    assert float(terms["generator"]) == pytest.approx(energies_of(fake).mean(), rel=1e-5)
    assert float(terms["pull_away"]) == pytest.approx(0.1 * cosines.mean(), rel=1e-5)


def test_there_is_one_energy_per_sample_of_any_shape():
    ebgan = models.EBGAN(*autoencoding_players())
    points = images(6, (2,))
    np.testing.assert_allclose(ebgan.score(points), energies_of(points)[:, None], rtol=1e-5)
    ebgan = models.EBGAN(players()[0], networks.autoencoder_discriminator(SHAPE, 4, 4))
    assert ebgan.score(images(5)).shape == (5, 1)


def test_computing_energies_does_not_change_the_discriminator():
    autoencoder = networks.autoencoder_discriminator(SHAPE, 4, 4, normalization=layers.BatchNormalization)
    ebgan = models.EBGAN(players()[0], autoencoder)
    before = autoencoder.get_weights()
    measured = ebgan.energies(images())
    assert all(np.array_equal(*pair) for pair in zip(before, autoencoder.get_weights(), strict=True))
    assert not np.allclose(measured, ebgan.score(images()))


def test_numbers_out_of_range_are_refused():
    for options, message in [
        ({"margin": 0.0}, "takes margin as a number above 0, not 0.0"),
        ({"margin": -1.0}, "takes margin as a number above 0, not -1.0"),
        ({"pull_away_weight": -0.1}, "takes pull_away_weight as a number of at least 0, not -0.1"),
    ]:
        with pytest.raises(ValueError, match=message):
            models.EBGAN(*autoencoding_players(), **options)


def test_a_discriminator_that_is_not_an_autoencoder_or_has_no_features_is_refused():
    with pytest.raises(ValueError, match=r"takes samples of shape \(2,\) and returns \(1,\)"):
        models.EBGAN(*linear_players())
    with pytest.raises(ValueError, match="expected one named 'features'"):
        models.EBGAN(*autoencoding_players(name="code"))
