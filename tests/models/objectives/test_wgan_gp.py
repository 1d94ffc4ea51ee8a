import keras
import pytest

from tests.helpers.tiny import SHAPE, conditional_linear_players, images, labeled_points, linear_players, players
from tfgan_zoo import layers, models, networks


def test_a_linear_critic_is_penalized_by_its_weights_norm():
    wgan_gp = models.WGANGP(*linear_players((3.0, 4.0)), penalty_weight=10.0)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    terms = wgan_gp.discriminator_loss(real, fake)
    assert float(terms["gradient_penalty"]) == pytest.approx(10 * (5.0 - 1) ** 2, rel=1e-5)
    assert float(terms["critic"]) == pytest.approx((fake @ [3.0, 4.0]).mean() - (real @ [3.0, 4.0]).mean(), rel=1e-4)
    assert float(wgan_gp.generator_loss(real, fake)["generator"]) == pytest.approx(
        -(fake @ [3.0, 4.0]).mean(), rel=1e-4
    )


def test_batch_normalization_in_the_critic_is_refused():
    with pytest.raises(ValueError, match="without batch normalization"):
        models.WGANGP(players()[0], networks.infogan_discriminator(SHAPE, width=4))


def test_batch_normalization_in_a_critic_within_the_critic_is_refused():
    inputs = keras.Input(SHAPE)
    critic = keras.Model(inputs, networks.infogan_discriminator(SHAPE, width=4)(inputs))
    with pytest.raises(ValueError, match="without batch normalization"):
        models.WGANGP(players()[0], critic)


@pytest.mark.parametrize("layer", [layers.MinibatchDiscrimination(2, 2), layers.MinibatchStandardDeviation(2)])
def test_minibatch_statistics_in_the_critic_are_refused(layer):
    samples = keras.Input(SHAPE)
    hidden = layer(samples if isinstance(layer, layers.MinibatchStandardDeviation) else keras.layers.Flatten()(samples))
    critic = keras.Model(samples, keras.layers.Dense(1)(keras.layers.Flatten()(hidden)))
    with pytest.raises(ValueError, match=f"{type(layer).__name__}. mixes the examples"):
        models.WGANGP(players()[0], critic)


def test_layer_normalization_in_the_critic_is_allowed():
    critic = networks.infogan_discriminator(SHAPE, width=4, normalization=keras.layers.LayerNormalization)
    models.WGANGP(players()[0], critic)


def test_the_penalty_uses_raw_scores_without_a_sigmoid():
    wgan_gp = models.WGANGP(*players(normalization=None))
    assert wgan_gp.discriminator.layers[-1].activation is keras.activations.linear


@pytest.mark.parametrize("weight", [-1.0, float("nan")])
def test_a_negative_penalty_weight_is_refused(weight):
    with pytest.raises(ValueError, match=f"WGANGP takes penalty_weight as a number of at least 0, not {weight}"):
        models.WGANGP(*linear_players(), penalty_weight=weight)


def test_the_penalty_uses_the_labels_of_the_samples():
    wgan_gp = models.WGANGP(*conditional_linear_players([(3.0, 4.0), (0.0, 1.0)]), num_classes=2, penalty_weight=10.0)
    terms = wgan_gp.discriminator_loss(labeled_points([0, 1, 1, 1]), labeled_points([0, 1, 1, 1], seed=1))
    assert float(terms["gradient_penalty"]) == pytest.approx(10 * (5.0 - 1) ** 2 / 4, rel=1e-4)
