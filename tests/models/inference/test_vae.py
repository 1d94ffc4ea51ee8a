"""The evidence lower bound of models whose likelihood is known."""

import keras
import numpy as np
import pytest
import scipy.stats
import tensorflow as tf

from tests.helpers.tiny_inference import (
    DECODER,
    ENCODER,
    LOG_VARIANCES,
    linear_decoder,
    linear_encoder,
    points,
)
from tfgan_zoo import losses, models
from tfgan_zoo.models.inference.posterior import reparametrized

DEVIATION = 0.5
ORTHOGONAL = np.array([[1.0, 0.5, 0.0], [0.5, -1.0, 2.0]])  # rows at right angles: the posterior has no covariance


def vae(log_variances=LOG_VARIANCES, **options):
    options = {"likelihood": losses.GaussianLikelihood(DEVIATION), **options}
    return models.VAE(linear_encoder(log_variances=log_variances), linear_decoder(), **options)


def exact_vae():
    """A VAE of x = z ORTHOGONAL + noise whose encoder gives the very posterior."""
    precisions = 1 + (ORTHOGONAL**2).sum(axis=1) / DEVIATION**2
    encoder = linear_encoder(ORTHOGONAL.T / DEVIATION**2 / precisions, -np.log(precisions))
    return models.VAE(encoder, linear_decoder(ORTHOGONAL), losses.GaussianLikelihood(DEVIATION))


def log_likelihood(samples):
    """log p(x) of `exact_vae`: the codes are integrated out."""
    covariance = ORTHOGONAL.T @ ORTHOGONAL + DEVIATION**2 * np.eye(3)
    return scipy.stats.multivariate_normal(np.zeros(3), covariance).logpdf(samples)


def test_the_loss_is_the_bound_of_one_code_a_sample():
    game = vae(kl_weight=2.0)
    noise = game.draw_latents(6, (1, game.seed)).numpy()  # of the first seed that it draws
    codes = points() @ ENCODER + np.exp(0.5 * np.array(LOG_VARIANCES)) * noise
    reconstruction = -scipy.stats.norm.logpdf(points(), codes @ DECODER, DEVIATION).sum(axis=1).mean()
    squares = (points() @ ENCODER) ** 2 + np.exp(LOG_VARIANCES) - LOG_VARIANCES - 1
    terms = game.autoencoder_loss(points())
    assert float(terms["reconstruction"]) == pytest.approx(reconstruction, rel=1e-5)
    assert float(terms["kl"]) == pytest.approx(2 * 0.5 * squares.sum(axis=1).mean(), rel=1e-5)


def test_of_the_very_posterior_every_weight_is_the_likelihood_of_the_sample():
    weights = exact_vae().log_weights(points(), 5, (0, 1)).numpy()
    np.testing.assert_allclose(weights, np.tile(log_likelihood(points())[:, None], 5), atol=1e-4)


def test_of_the_very_posterior_the_bound_is_tight():
    bounds = sum(exact_vae().bound_terms(np.repeat(points(), 4000, axis=0), (0, 1)).values())
    np.testing.assert_allclose(np.reshape(bounds, (6, 4000)).mean(axis=1), -log_likelihood(points()), atol=0.1)


def test_with_one_code_the_importance_weighted_bound_is_the_evidence_bound_and_more_codes_lower_it():
    game = vae()
    weights = tf.function(game.log_weights)(points(), 1024, (0, 1)).numpy()
    evidence = np.mean(sum(game.bound_terms(np.repeat(points(), 1024, axis=0), (0, 2)).values()))
    bounds = [float(losses.importance_weighted_bound(weights.reshape(-1, count))) for count in (1, 8, 64)]
    assert bounds[0] == pytest.approx(-weights.mean(), rel=1e-5)
    assert bounds[0] == pytest.approx(evidence, rel=0.03)
    assert bounds[0] > bounds[1] > bounds[2]


def test_the_gradient_through_a_drawn_code_is_that_of_finite_differences():
    game, step = vae(), 1e-2

    def loss():
        game.seed_counter.assign(7)  # the same noise every time
        return sum(game.autoencoder_loss(points()).values())

    for variable in game.encoder.trainable_variables:
        with tf.GradientTape() as tape:
            value = loss()
        gradient = np.asarray(tape.gradient(value, variable.value))
        original, found = variable.numpy(), np.zeros(variable.shape)
        for place in np.ndindex(*variable.shape):
            sides = []
            for sign in (1, -1):
                moved = original.copy()
                moved[place] += sign * step
                variable.assign(moved)
                sides.append(float(loss()))
            found[place] = (sides[0] - sides[1]) / (2 * step)
        variable.assign(original)
        assert np.abs(gradient).max() > 0.01
        np.testing.assert_allclose(gradient, found, atol=5e-3)


def test_an_autoencoder_is_a_vae_without_divergence_and_noise():
    game = vae(log_variances=(-80.0, -80.0), kl_weight=0.0)
    plain = models.Autoencoder(linear_encoder(), linear_decoder(), losses.GaussianLikelihood(DEVIATION))
    terms = game.autoencoder_loss(points())
    assert float(terms["kl"]) == 0
    assert float(terms["reconstruction"]) == pytest.approx(
        float(plain.autoencoder_loss(points())["reconstruction"]), rel=1e-6
    )


def test_a_sample_is_encoded_as_the_mean():
    game = vae()
    np.testing.assert_allclose(game.encode(points()), points() @ ENCODER, atol=1e-6)
    np.testing.assert_allclose(game.reconstruct(points()), points() @ ENCODER @ DECODER, atol=1e-6)


def test_every_step_draws_other_codes_and_a_loaded_game_draws_the_next_ones(tmp_path):
    game = vae()
    game.compile(optimizer=keras.optimizers.SGD(0.01), run_eagerly=True)
    game.fit(points(), batch_size=6, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    terms = [float(each.autoencoder_loss(points())["reconstruction"]) for each in (game, again, game)]
    assert terms[0] == terms[1] != terms[2]
    assert again.kl_weight == game.kl_weight


def test_codes_of_any_variance_are_finite():
    codes = reparametrized(np.zeros((1, 2)), np.array([[500.0, -500.0]]), np.ones((1, 2), "float32"))
    assert np.isfinite(codes).all()
    assert codes.dtype == "float32"


def test_two_logarithms_are_asked_of_the_encoder():
    with pytest.raises(ValueError, match="give means and log-variances of that shape.* gaussian=True"):
        models.VAE(linear_encoder(), linear_decoder())


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="VAE takes kl_weight as a number of at least 0, not -1.0"):
        vae(kl_weight=-1.0)
