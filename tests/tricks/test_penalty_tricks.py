"""Penalties as tricks: the gradient of a linear discriminator is w everywhere, so each has a closed form."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, conditional_linear_players, images, linear_players, players
from tfgan_zoo import layers, models, networks, penalties, tricks

BY_NAME = {
    "gradient_penalty": (tricks.GradientPenalty(2.0, target=3.0), 2 * (5 - 3) ** 2),
    "zero_centered": (tricks.GradientPenalty(2.0, target=0.0), 2 * 25),
    "dragan": (tricks.DRAGANPenalty(2.0), 2 * (5 - 1) ** 2),
    "r1": (tricks.R1(gamma=2.0), 25),
    "r2": (tricks.R2(gamma=4.0), 50),
    "lazy": (tricks.R1(gamma=2.0, interval=4), 4 * 25),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_the_penalty_of_a_linear_discriminator_follows_from_its_weights_norm(name):
    trick, expected = BY_NAME[name]
    gan = models.LSGAN(*linear_players((3.0, 4.0)), tricks=[trick])
    terms = gan.discriminator_terms(images(6, (2,)), images(6, (2,), seed=1))
    assert float(terms[trick.terms[0]]) == pytest.approx(expected, rel=1e-5)
    assert list(gan.generator_terms(images(6, (2,)), images(6, (2,), seed=1))) == ["generator"]


@pytest.mark.parametrize("kind", [tricks.R1, tricks.R2])
def test_a_lazy_penalty_is_applied_every_interval_and_scaled_by_it(kind):
    trick = kind(gamma=2.0, interval=3)
    gan = models.LSGAN(*linear_players((3.0, 4.0)), tricks=[trick])
    penalize = tf.function(lambda: gan.discriminator_terms(images(6, (2,)), images(6, (2,), seed=1))[trick.terms[0]])
    actual = []
    for step in range(7):
        gan.steps.assign(step)
        actual.append(float(penalize()))
    np.testing.assert_allclose(actual, [75, 0, 0, 75, 0, 0, 75], rtol=1e-5)


@pytest.mark.parametrize("jit_compile", [False, True])
def test_a_lazy_penalty_changes_the_discriminator_only_at_its_steps(jit_compile):
    gan = models.LSGAN(*linear_players((3.0, 4.0)), tricks=[tricks.R1(gamma=2.0, interval=2)])
    gan.compile(keras.optimizers.SGD(0.0), keras.optimizers.SGD(0.01), jit_compile=jit_compile)
    still = tf.zeros((4, 2))  # LSGAN's own gradient there is that of the bias alone
    kernels = []
    for _ in range(3):
        gan.generator.set_weights([np.zeros_like(weight) for weight in gan.generator.get_weights()])
        gan.fit(tf.data.Dataset.from_tensors(still), verbose=0)
        kernels.append(gan.discriminator.get_weights()[0][:, 0])
    # The penalty 2 * gamma / 2 * |w|^2 has the gradient 4 w: w becomes 0.96 w at steps 0 and 2.
    np.testing.assert_allclose(kernels, np.outer([0.96, 0.96, 0.96**2], [3, 4]), rtol=1e-5)


def penalized_points(trick):
    """The points whose gradients a trick penalizes, for real points (-1, 0) and generated points (1, 0)."""
    gan = models.GAN(*linear_players(), tricks=[trick])
    seen = []
    score = gan.score

    def watched(samples):
        seen.append(samples)
        return score(samples)

    gan.score = watched
    real = tf.constant([[-1.0, 0.0]] * 50)
    trick.discriminator_terms(gan, real, -real)
    (points,) = seen
    return points.numpy()[:, 0]


def test_each_penalty_is_at_the_right_points():
    between = penalized_points(tricks.GradientPenalty())
    assert between.min() == pytest.approx(-1, abs=0.1)
    assert between.max() == pytest.approx(1, abs=0.1)
    np.testing.assert_array_equal(penalized_points(tricks.R1()), -1)
    np.testing.assert_array_equal(penalized_points(tricks.R2()), 1)
    around = penalized_points(tricks.DRAGANPenalty(noise_scale=0.5))  # the batch's standard deviation is 1/2
    assert around.min() >= -1
    assert -0.95 < around.max() <= -0.75


def test_labels_stay_with_the_images():
    class Conditional(models.GAN):
        def score(self, samples):
            return samples["labels"] * super().score(samples["sample"])

    trick = tricks.R1(gamma=2.0)
    gan = Conditional(*linear_players((3.0, 4.0)), tricks=[trick])
    labels = tf.constant([[1.0], [2.0]])
    terms = trick.discriminator_terms(gan, {"sample": tf.constant(images(2, (2,))), "labels": labels}, None)
    assert float(terms["r1"]) == pytest.approx(25 * (1 + 4) / 2, rel=1e-5)


def batch_dependent_players():
    return players()[0], networks.infogan_discriminator(SHAPE, width=4)


def test_the_gradient_penalty_refuses_a_batch_dependent_discriminator():
    with pytest.raises(ValueError, match="BatchNormalization. mixes the examples .* without batch normalization"):
        models.LSGAN(*batch_dependent_players(), tricks=[tricks.GradientPenalty()])


@pytest.mark.parametrize("trick", [tricks.DRAGANPenalty(), tricks.R1(), tricks.R2()])
def test_the_other_penalties_warn_about_a_batch_dependent_discriminator(trick):
    with pytest.warns(UserWarning, match="BatchNormalization. mixes the examples"):
        models.LSGAN(*batch_dependent_players(), tricks=[trick])


def test_a_penalty_that_the_game_has_already_is_refused():
    for penalty in (tricks.GradientPenalty(), tricks.DRAGANPenalty()):
        with pytest.raises(ValueError, match="adds the term 'gradient_penalty' to a WGANGP that has one already"):
            models.WGANGP(*linear_players(), tricks=[penalty])
    with pytest.raises(ValueError, match="adds the term 'r1' to a GAN that has one already"):
        models.GAN(*linear_players(), tricks=[tricks.R1(), tricks.R1(1.0)])


@pytest.mark.parametrize("kind", [tricks.GradientPenalty, tricks.DRAGANPenalty, tricks.R1, tricks.R2])
def test_a_negative_weight_is_refused(kind):
    with pytest.raises(ValueError, match="as a number of at least 0, not -1.0"):
        kind(-1.0)


@pytest.mark.parametrize("interval", [0, 2.0, True])
def test_an_interval_that_is_not_a_positive_integer_is_refused(interval):
    with pytest.raises(ValueError, match="takes interval as an integer of at least 1, not"):
        tricks.R1(interval=interval)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_penalty_is_saved_with_its_arguments(name):
    trick, _ = BY_NAME[name]
    loaded = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(trick))
    assert loaded.get_config() == trick.get_config()


def packed_game(weights, *chosen):
    """A PacGAN of points whose discriminator is linear on packs, so its gradient is these weights everywhere."""
    packs = keras.Input((len(weights),))
    discriminator = keras.Model(packs, keras.layers.Dense(1)(packs))
    discriminator.set_weights([np.array(weights, "float32")[:, None], np.zeros(1, "float32")])
    return models.PacGAN(linear_players()[0], discriminator, pack_size=len(weights) // 2, tricks=list(chosen))


@pytest.mark.parametrize("pack_size", [2, 3])
@pytest.mark.parametrize("name", BY_NAME)
def test_the_penalty_of_a_discriminator_of_packs_is_that_of_the_whole_pack(name, pack_size):
    trick, expected = BY_NAME[name]
    trick = type(trick).from_config(trick.get_config())
    weights = [3.0, 0.0] + [0.0] * (2 * pack_size - 3) + [4.0]  # of norm 5, spread over the first and the last sample
    terms = packed_game(weights, trick).discriminator_terms(images(12, (2,)), images(12, (2,), seed=1))
    assert float(terms[trick.terms[0]]) == pytest.approx(expected, rel=1e-5)


def test_a_critic_of_packs_of_norm_one_is_not_penalized():
    terms = packed_game([0.6, 0.0, 0.0, 0.8], tricks.GradientPenalty(10.0)).discriminator_terms(
        images(8, (2,)), images(8, (2,), seed=1)
    )
    assert float(terms["gradient_penalty"]) == pytest.approx(0, abs=1e-8)


class PacWGANGP(models.PacGAN, models.WGANGP):
    """A game that packs and has a penalty of its own."""


class PacDRAGAN(models.PacGAN, models.DRAGAN):
    """The same with the other penalty."""


@pytest.mark.parametrize("kind", [PacWGANGP, PacDRAGAN])
def test_a_game_of_packs_with_a_penalty_of_its_own_takes_it_on_packs(kind):
    packs = keras.Input((4,))
    critic = keras.Model(packs, keras.layers.Dense(1)(packs))
    critic.set_weights([np.array([[3.0], [0.0], [0.0], [4.0]], "float32"), np.zeros(1, "float32")])
    game = kind(linear_players()[0], critic, penalty_weight=2.0, discriminator_steps=1)
    terms = game.discriminator_terms(images(6, (2,)), images(6, (2,), seed=1))
    assert float(terms["gradient_penalty"]) == pytest.approx(2 * (5 - 1) ** 2, rel=1e-5)


def test_the_samples_of_a_pack_lie_at_one_place_between_real_and_fake():
    places = penalties.interpolate(tf.zeros((24, 2)), tf.ones((24, 2)), (0, 1), samples_per_score=3)
    packs = places.numpy().reshape(8, 6)
    np.testing.assert_array_equal(packs, packs[:, :1].repeat(6, axis=1))
    assert len(np.unique(packs[:, 0])) == 8


@pytest.mark.parametrize("trick", [tricks.GradientPenalty(), tricks.DRAGANPenalty()])
def test_the_penalized_points_of_a_pack_are_at_one_place(trick):
    game = packed_game([1.0, 1.0, 1.0, 1.0], type(trick)())
    seen = []
    score = game.score
    game.score = lambda samples: seen.append(samples) or score(samples)
    real = tf.stack([tf.zeros(8), tf.range(8.0)], axis=1)
    game.tricks[0].discriminator_terms(game, real, real + 1.0)
    moved = (seen[-1] - real).numpy().reshape(4, 2, 2)
    if isinstance(trick, tricks.GradientPenalty):
        np.testing.assert_allclose(moved, moved[:, :1, :1].repeat(2, axis=1).repeat(2, axis=2), rtol=1e-5)
    assert len(np.unique(moved[:, 0, 0])) == 4


@pytest.mark.parametrize("kind", ["conditional", "wrapped"])
def test_normalization_over_the_batch_is_found_wherever_it_is(kind):
    points, labels = keras.Input((2,), name="points"), keras.Input((), dtype="int32", name="labels")
    if kind == "conditional":
        hidden = layers.ConditionalBatchNormalization(2)(points, labels)
    else:
        series = keras.layers.Reshape((1, 2))(points)
        hidden = keras.layers.Flatten()(keras.layers.TimeDistributed(keras.layers.BatchNormalization())(series))
    critic = keras.Model([points, labels], keras.layers.Dense(1)(hidden))
    with pytest.raises(ValueError, match="BatchNormalization. mixes the examples of a batch"):
        models.LSGAN(conditional_linear_players()[0], critic, tricks=[tricks.GradientPenalty()])
