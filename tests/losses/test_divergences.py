"""f-divergences with known values: between discrete distributions and between two Gaussians."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy import special

from tfgan_zoo import losses

# Two distributions over four states, as counts among twenty samples.
P, Q = np.array([2, 5, 9, 4]), np.array([6, 6, 3, 5])
REAL, FAKE = np.repeat(range(4), P), np.repeat(range(4), Q)

LOG_2 = np.log(2)
# divergence: (f(u), the slope f'(u), the logits v at which T = f'(u), some T in the domain of f*)
CASES = {
    losses.KullbackLeibler: (
        lambda u: u * np.log(u),
        lambda u: 1 + np.log(u),
        lambda u: 1 + np.log(u),
        [-2.0, 0.0, 1.5],
    ),
    losses.ReverseKullbackLeibler: (
        lambda u: -np.log(u),
        lambda u: -1 / u,
        lambda u: np.log(u),
        [-3.0, -1.0, -0.3],
    ),
    losses.Pearson: (
        lambda u: (u - 1) ** 2,
        lambda u: 2 * (u - 1),
        lambda u: 2 * (u - 1),
        [-1.5, 0.0, 3.0],
    ),
    losses.SquaredHellinger: (
        lambda u: (np.sqrt(u) - 1) ** 2,
        lambda u: 1 - 1 / np.sqrt(u),
        lambda u: np.log(u) / 2,
        [-3.0, 0.0, 0.6],
    ),
    losses.JensenShannon: (
        lambda u: u * np.log(u) - (u + 1) * np.log((u + 1) / 2),
        lambda u: np.log(2 * u / (u + 1)),
        lambda u: np.log(u),
        [-2.0, 0.0, 0.5],
    ),
    losses.OriginalGAN: (
        lambda u: u * np.log(u) - (u + 1) * np.log(u + 1),
        lambda u: np.log(u / (u + 1)),
        lambda u: np.log(u),
        [-2.0, -LOG_2, -0.2],
    ),
}
every_divergence = pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)


def test_every_divergence_is_tested():
    kinds = {value for value in vars(losses).values() if isinstance(value, type)}
    assert {kind for kind in kinds if issubclass(kind, losses.Divergence)} == {losses.Divergence, *CASES}


def float32(values):
    return tf.constant(values, tf.float32)


@every_divergence
def test_the_conjugate_is_the_supremum_of_a_line_minus_the_function(kind):
    f, _, _, outputs = CASES[kind]
    ratios = np.geomspace(1e-4, 1e4, 400_001)
    expected = [(t * ratios - f(ratios)).max() for t in outputs]
    np.testing.assert_allclose(kind().conjugate(float32(outputs)), expected, rtol=1e-4, atol=1e-4)


@every_divergence
def test_the_conjugate_of_logits_matches_that_of_the_activation(kind):
    logits = float32(np.linspace(-5, 5, 21))
    expected = kind().conjugate(kind().activation(logits))
    np.testing.assert_allclose(kind().conjugate_of(logits), expected, rtol=1e-3, atol=1e-4)


@every_divergence
def test_the_activation_of_the_optimal_logits_is_the_derivative_of_f(kind):
    _, slope, best, _ = CASES[kind]
    ratios = np.array([0.05, 0.5, 1.0, 2.0, 20.0])
    np.testing.assert_allclose(kind().activation(float32(best(ratios))), slope(ratios), rtol=1e-5, atol=1e-6)


@every_divergence
def test_the_bound_is_tight_at_the_ratio_of_two_discrete_distributions(kind):
    f, _, best, _ = CASES[kind]
    logits = best(P / Q)
    bound = kind().bound(float32(logits[REAL]), float32(logits[FAKE]))
    assert float(bound) == pytest.approx((Q / 20 * f(P / Q)).sum(), rel=1e-5)


@every_divergence
def test_any_other_discriminator_bounds_the_divergence_from_below(kind):
    f, _, best, _ = CASES[kind]
    divergence = (Q / 20 * f(P / Q)).sum()
    generator = np.random.default_rng(0)
    for size in (0.01, 0.1, 1.0, 3.0):
        for _ in range(20):
            logits = best(P / Q) + size * generator.normal(size=4)
            assert float(kind().bound(float32(logits[REAL]), float32(logits[FAKE]))) < divergence + 1e-6


@every_divergence
def test_the_optimal_discriminator_has_zero_gradient(kind):
    logits = float32(CASES[kind][2](P / Q))
    with tf.GradientTape() as tape:
        tape.watch(logits)
        loss = kind().discriminator(tf.gather(logits, REAL), tf.gather(logits, FAKE))
    np.testing.assert_allclose(tf.convert_to_tensor(tape.gradient(loss, logits)), 0, atol=1e-6)


@every_divergence
def test_the_divergence_of_equal_distributions_is_f_at_one(kind):
    f, _, best, _ = CASES[kind]
    logits = float32(np.full(3, best(1.0)))
    assert float(kind().bound(logits, logits)) == pytest.approx(f(1.0), abs=1e-6)


@every_divergence
def test_the_bound_is_tight_for_two_gaussians(kind):
    """N(1/2, 1) from N(0, 1), whose ratio is exp(x/2 - 1/8); expectations over 100 000 equally likely slices."""
    _, _, best, _ = CASES[kind]
    fake = special.ndtri((np.arange(100_000) + 0.5) / 100_000)
    real = fake + 0.5
    bound = kind().bound(*(float32(best(np.exp(x / 2 - 1 / 8))) for x in (real, fake)))
    assert float(bound) == pytest.approx(gaussian_divergence(kind), rel=2e-3)


def gaussian_divergence(kind):
    """The divergence in closed form where there is one, otherwise by quadrature."""
    closed = {
        losses.KullbackLeibler: 1 / 8,
        losses.ReverseKullbackLeibler: 1 / 8,
        losses.Pearson: np.exp(1 / 4) - 1,
        losses.SquaredHellinger: 2 * (1 - np.exp(-1 / 32)),
    }
    if kind in closed:
        return closed[kind]
    x = np.linspace(-12, 12, 100_001)
    density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
    return np.trapezoid(density * CASES[kind][0](np.exp(x / 2 - 1 / 8)), x)


@every_divergence
def test_the_losses_are_the_terms_of_the_bound(kind):
    divergence, real, fake = kind(), float32([1.0, -0.5]), float32([0.3, -2.0])
    assert float(divergence.discriminator(real, fake)) == -float(divergence.bound(real, fake))
    expected = -np.mean(divergence.conjugate(divergence.activation(fake)))
    assert float(divergence.generator(fake)) == pytest.approx(expected, rel=1e-5)
    expected = -np.mean(divergence.activation(fake))
    assert float(divergence.non_saturating_generator(fake)) == pytest.approx(expected, rel=1e-6)


def test_the_original_gan_divergence_matches_the_minimax_losses():
    divergence, real, fake = losses.OriginalGAN(), float32([1.0, -0.5]), float32([0.3, -2.0])
    assert float(divergence.discriminator(real, fake)) == pytest.approx(float(losses.minimax_discriminator(real, fake)))
    assert float(divergence.generator(fake)) == pytest.approx(float(losses.minimax_generator(fake)))
    assert float(divergence.non_saturating_generator(fake)) == pytest.approx(
        float(losses.non_saturating_generator(fake))
    )


def test_jensen_shannon_is_the_original_gan_plus_log_four():
    real, fake = float32([1.0, -0.5]), float32([0.3, -2.0])
    above = losses.JensenShannon().bound(real, fake) - losses.OriginalGAN().bound(real, fake)
    assert float(above) == pytest.approx(np.log(4), rel=1e-5)


@every_divergence
@pytest.mark.parametrize("signs", [(1, 1), (1, -1), (-1, 1), (-1, -1)])
def test_extreme_logits_leave_losses_and_gradients_finite(kind, signs):
    real, fake = (float32([sign * 1e4]) for sign in signs)
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([real, fake])
        values = [
            kind().discriminator(real, fake),
            kind().generator(fake),
            kind().non_saturating_generator(fake),
        ]
    assert np.isfinite(values).all()
    for value in values:
        assert np.isfinite(tape.gradient(value, [real, fake], unconnected_gradients="zero")).all()


@every_divergence
def test_a_divergence_is_saved_by_its_class_name(kind):
    saved = keras.saving.serialize_keras_object(kind())
    assert type(keras.saving.deserialize_keras_object(saved)) is kind


@every_divergence
def test_logits_that_do_not_match_are_refused(kind):
    with pytest.raises(ValueError, match="same shape"):
        kind().discriminator(tf.zeros((2, 1)), tf.zeros((2,)))
    with pytest.raises(ValueError, match="type int32"):
        kind().generator(tf.zeros((2,), tf.int32))
    with pytest.raises(ValueError, match="empty"):
        kind().non_saturating_generator(tf.zeros((0, 1)))
