"""The penalties as tricks: a linear discriminator has the gradient w everywhere, so each has a closed form."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.models.tiny import SHAPE, images, linear_players, players
from tfgan_zoo import models, networks, tricks

BY_NAME = {
    "gradient_penalty": (tricks.GradientPenalty(2.0, target=3.0), 2 * (5 - 3) ** 2),
    "zero_centred": (tricks.GradientPenalty(2.0, target=0.0), 2 * 25),
    "dragan": (tricks.DRAGANPenalty(2.0), 2 * (5 - 1) ** 2),
    "r1": (tricks.R1(gamma=2.0), 25),
    "r2": (tricks.R2(gamma=4.0), 50),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_linear_discriminator_is_penalised_by_its_weights_norm(name):
    trick, wanted = BY_NAME[name]
    gan = models.LSGAN(*linear_players((3.0, 4.0)), tricks=[trick])
    terms = gan.discriminator_terms(images(6, (2,)), images(6, (2,), seed=1))
    assert float(terms[trick.terms[0]]) == pytest.approx(wanted, rel=1e-5)
    assert list(gan.generator_terms(images(6, (2,)), images(6, (2,), seed=1))) == ["generator"]


def judged_at(trick):
    """The points at which a trick takes gradients, of real ones (-1, 0) and generated ones (1, 0)."""
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


def test_each_penalty_looks_where_it_should():
    between = judged_at(tricks.GradientPenalty())
    assert between.min() == pytest.approx(-1, abs=0.1)
    assert between.max() == pytest.approx(1, abs=0.1)
    np.testing.assert_array_equal(judged_at(tricks.R1()), -1)
    np.testing.assert_array_equal(judged_at(tricks.R2()), 1)
    around = judged_at(tricks.DRAGANPenalty(spread=0.5))  # the batch's standard deviation is 1/2
    assert around.min() >= -1
    assert -0.95 < around.max() <= -0.75


def test_labels_stay_with_the_images():
    class Conditional(models.GAN):
        def score(self, samples):
            points, labels = samples
            return labels * super().score(points)

    trick = tricks.R1(gamma=2.0)
    gan = Conditional(*linear_players((3.0, 4.0)), tricks=[trick])
    labels = tf.constant([[1.0], [2.0]])
    terms = trick.discriminator_terms(gan, (tf.constant(images(2, (2,))), labels), None)
    assert float(terms["r1"]) == pytest.approx(25 * (1 + 4) / 2, rel=1e-5)


def mixing_players():
    return players()[0], networks.infogan_discriminator(SHAPE, width=4)


def test_the_gradient_penalty_refuses_a_discriminator_that_mixes_examples():
    with pytest.raises(ValueError, match="BatchNormalization. mixes the examples .* without batch normalization"):
        models.LSGAN(*mixing_players(), tricks=[tricks.GradientPenalty()])


@pytest.mark.parametrize("trick", [tricks.DRAGANPenalty(), tricks.R1(), tricks.R2()])
def test_the_other_penalties_warn_of_it(trick):
    with pytest.warns(UserWarning, match="BatchNormalization. mixes the examples"):
        models.LSGAN(*mixing_players(), tricks=[trick])


def test_a_penalty_that_is_there_already_is_refused():
    for penalty in (tricks.GradientPenalty(), tricks.DRAGANPenalty()):
        with pytest.raises(ValueError, match="adds the term 'gradient_penalty' to a WGANGP that has one already"):
            models.WGANGP(*linear_players(), tricks=[penalty])
    with pytest.raises(ValueError, match="adds the term 'r1' to a GAN that has one already"):
        models.GAN(*linear_players(), tricks=[tricks.R1(), tricks.R1(1.0)])


@pytest.mark.parametrize("kind", [tricks.GradientPenalty, tricks.DRAGANPenalty, tricks.R1, tricks.R2])
def test_a_negative_weight_is_refused(kind):
    with pytest.raises(ValueError, match="as a number of at least 0, not -1.0"):
        kind(-1.0)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_penalty_is_saved_with_its_numbers(name):
    trick, _ = BY_NAME[name]
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(trick))
    assert again.get_config() == trick.get_config()
