import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import SHAPE, compiled, images
from tfgan_zoo import models, networks


def circle(first=SHAPE, second=SHAPE):
    return (
        networks.residual_translator(first, second[-1], 2, 1),
        networks.residual_translator(second, first[-1], 2, 1),
        networks.patchgan_discriminator(first, 2, 1),
        networks.patchgan_discriminator(second, 2, 1),
    )


def pairs():
    return tf.data.Dataset.from_tensors((images(4), images(4, seed=1))).repeat()


@pytest.mark.slow
def test_a_cyclegan_with_the_identity_loss_learns_saves_and_translates(tmp_path):
    check_gan(compiled(models.CycleGAN(*circle())), pairs(), tmp_path)


def test_a_cyclegan_between_gray_and_color_works_without_the_identity_loss():
    color = (8, 8, 3)
    game = models.CycleGAN(*circle(SHAPE, color), identity_weight=0.0)
    assert sorted(generator_terms(game, images(4), images(4, color))) == ["adversarial", "cycle"]
    assert "identity" not in [metric.name for metric in game.metrics]
    assert game.generate_fake(images(4)).shape == (4, 8, 8, 3)


def generator_terms(game, first, second):
    """The generators' terms on their translations."""
    return game.generator_loss((first, second), (game.second_to_first(second), game.first_to_second(first)))


def scaling(factor):
    inputs = keras.Input(SHAPE)
    return keras.Model(inputs, keras.layers.Rescaling(factor)(inputs))


def constant(value):
    inputs = keras.Input(SHAPE)
    return keras.Model(inputs, keras.layers.Rescaling(0.0, value)(inputs))


def test_the_generators_terms_are_those_of_the_paper():
    first, second = images(4), images(4, seed=1)
    game = models.CycleGAN(scaling(0.5), scaling(0.25), constant(0.2), constant(0.4))
    terms = generator_terms(game, first, second)
    assert float(terms["adversarial"]) == pytest.approx(0.8**2 + 0.6**2, rel=1e-5)
    first_size, second_size = np.abs(first).mean(), np.abs(second).mean()
    assert float(terms["cycle"]) == pytest.approx(10 * 0.875 * (first_size + second_size), rel=1e-5)
    # F does not change images of the first domain, nor G those of the second.
    assert float(terms["identity"]) == pytest.approx(5 * (0.75 * first_size + 0.5 * second_size), rel=1e-5)


def test_the_adversarial_term_has_its_weight():
    first, second = images(4), images(4, seed=1)
    players = scaling(0.5), scaling(0.25), constant(0.2), constant(0.4)
    half = generator_terms(models.CycleGAN(*players, adversarial_weight=0.5), first, second)
    assert float(half["adversarial"]) == pytest.approx((0.8**2 + 0.6**2) / 2, rel=1e-5)


def test_each_discriminator_learns_one_for_real_and_zero_for_translated():
    game = models.CycleGAN(scaling(0.5), scaling(0.25), constant(0.2), scaling(1.0))
    first, second = images(4), images(4, seed=1)
    terms = game.discriminator_loss((first, second), (first, 0 * second))
    assert float(terms["first_discriminator"]) == pytest.approx(0.5 * 0.8**2 + 0.5 * 0.2**2, rel=1e-5)
    assert float(terms["second_discriminator"]) == pytest.approx(0.5 * ((second - 1) ** 2).mean(), rel=1e-5)


def test_networks_that_do_not_form_a_cycle_are_refused():
    first_to_second, second_to_first, first, _ = circle(SHAPE, (8, 8, 3))
    with pytest.raises(ValueError, match="second_discriminator"):
        models.CycleGAN(first_to_second, second_to_first, first, first)


@pytest.mark.parametrize("name", ["cycle_weight", "identity_weight", "adversarial_weight"])
def test_a_negative_weight_is_refused(name):
    with pytest.raises(ValueError, match=f"CycleGAN takes {name} as a number of at least 0, not -1.0"):
        models.CycleGAN(*circle(), **{name: -1.0})


def stepped(monkeypatch, game, first, second):
    """Take one step; returns what the discriminators were shown as translated."""
    shown, loss = [], game.discriminator_loss

    def discriminator_loss(real, fake):
        shown.extend(np.asarray(images) for images in fake)
        return loss(real, fake)

    monkeypatch.setattr(game, "discriminator_loss", discriminator_loss)
    game.train_step((tf.constant(first), tf.constant(second)))
    return shown


def test_each_domain_has_a_pool_of_its_own_translations(monkeypatch):
    game = compiled(models.CycleGAN(*circle(), pool_size=6))
    first, second = images(4), images(4, seed=1)
    expected = game.second_to_first(second), game.first_to_second(first)
    stepped(monkeypatch, game, first, second)
    for pool, translated in zip((game.first_pool, game.second_pool), expected, strict=True):
        assert int(pool.filled.numpy()) == 4
        np.testing.assert_allclose(pool.images[:4], translated, rtol=1e-4, atol=1e-5)


def test_the_discriminators_are_shown_what_their_pools_replay(monkeypatch):
    game = compiled(models.CycleGAN(*circle()))
    for value, pool in ((0.25, game.first_pool), (0.5, game.second_pool)):
        monkeypatch.setattr(pool, "replay", lambda fake, seed, value=value: 0 * fake + value)
    shown = stepped(monkeypatch, game, images(4), images(4, seed=1))
    assert [np.unique(fake).tolist() for fake in shown] == [[0.25], [0.5]]
