import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import images
from tfgan_zoo import data, models, networks

SHAPE = (8, 8, 3)


def players(**options):
    return (
        networks.context_encoder_generator((8, 8, 4), 2, 4),
        networks.context_encoder_discriminator(SHAPE, 2, **options),
    )


def batch(degradation=data.CenterHole(), count=4):  # noqa: B008, it is frozen
    pictures = tf.constant(images(count, SHAPE))
    return {"sample": pictures, "source": degradation(pictures, (0, 0))}


def filling_generator(value=0.5):
    """Fills the hole with one weight."""
    source = keras.Input((8, 8, 4), name="source")
    gray = keras.layers.Dense(1, use_bias=False, kernel_initializer=keras.initializers.Constant(value))
    filled = gray(source[..., -1:])
    return keras.Model(source, source[..., :-1] + filled)


def mean_discriminator():
    pictures = keras.Input(SHAPE, name="images")
    means = keras.layers.GlobalAveragePooling2D()(pictures)
    return keras.Model(pictures, keras.layers.Dense(1, kernel_initializer="ones")(means))


def compiled(game, learning_rate=1e-3):
    """Without a graph, whose tracing takes longer than a few steps."""
    game.compile(keras.optimizers.SGD(learning_rate), keras.optimizers.SGD(learning_rate), run_eagerly=True)
    return game


@pytest.mark.slow
def test_it_is_a_game_of_which_nothing_is_drawn(tmp_path):
    game = models.ContextEncoder(*players())
    assert (game.drawn_inputs, game.given_inputs, game.conditions) == ((), ("source",), ("source",))
    compiled(game)
    check_gan(game, tf.data.Dataset.from_tensors(batch()).repeat(), tmp_path)


@pytest.mark.parametrize("degradation", [data.CenterHole(), data.FreeHole(0.3)])
def test_the_terms_are_cross_entropy_and_the_squared_error_in_the_hole_alone(degradation):
    game = models.ContextEncoder(filling_generator(), mean_discriminator(), l2_weight=7.0, adversarial_weight=3.0)
    real = batch(degradation)
    fake = {**real, "sample": game.generator(real["source"])}
    terms = {**game.discriminator_terms(real, fake), **game.generator_terms(real, fake)}
    target, hole = (real[name].numpy().astype("float64") for name in ("sample", "source"))
    hole = hole[..., -1] == 1
    filled = np.where(hole[..., None], 0.5, target)
    real_logits, fake_logits = (pictures.mean(axis=(1, 2)).sum(axis=1) for pictures in (target, filled))
    cross_entropy = np.logaddexp(0, -real_logits).mean() + np.logaddexp(0, fake_logits).mean()
    assert float(terms["discriminator"]) == pytest.approx(cross_entropy, rel=1e-5)
    assert float(terms["generator"]) == pytest.approx(3 * np.logaddexp(0, -fake_logits).mean(), rel=1e-5)
    assert float(terms["l2"]) == pytest.approx(7 * np.square(target[hole] - 0.5).mean(), rel=1e-5)


def test_what_is_known_stays_to_the_bit_and_what_is_not_depends_on_it_alone():
    game = compiled(models.ContextEncoder(*players()))
    real = batch(data.FreeHole(0.3))
    game.fit(tf.data.Dataset.from_tensors(real).repeat(), steps_per_epoch=2, verbose=0)
    made = game.sample(source=real["source"])
    hole = real["source"].numpy()[..., -1] == 1
    np.testing.assert_array_equal(made[~hole], real["sample"].numpy()[~hole])
    assert np.abs(made[hole] - real["sample"].numpy()[hole]).min() > 0
    other = tf.where(hole[..., None], -real["sample"], real["sample"])  # the same around other contents
    source = data.FreeHole(0.3)(other, (0, 0))
    np.testing.assert_array_equal(game.sample(source=source), made)


def test_the_discriminator_looks_at_the_hole_alone_if_it_lies_in_the_middle():
    pictures = images(2, (16, 16, 3))
    borders = data.CenterHole().borders((16, 16, 3))
    discriminator = networks.context_encoder_discriminator((16, 16, 3), 2, borders)
    changed = pictures.copy()
    changed[:, 4:12, 4:12] = 0
    around = np.where(changed == 0, pictures, -pictures)
    np.testing.assert_array_equal(discriminator(around), discriminator(pictures))
    assert np.abs(discriminator(changed) - discriminator(pictures)).min() > 0


def test_with_the_error_alone_the_generator_descends_its_gradient():
    game = compiled(models.ContextEncoder(filling_generator(), mean_discriminator(), 1.0, 0.0), 0.01)
    real = batch()
    game.train_on_batch(real)
    hole = real["source"].numpy()[..., -1] == 1
    slope = 2 * (0.5 - real["sample"].numpy()[hole]).mean()
    (weight,) = game.generator.get_weights()
    assert weight.item() == pytest.approx(0.5 - 0.01 * slope, rel=1e-4)


def test_a_generator_that_is_not_told_the_hole_is_refused():
    with pytest.raises(ValueError, match="expected one channel more in the source"):
        models.ContextEncoder(networks.unet_generator(SHAPE, 3, 2), players()[1])


@pytest.mark.parametrize("build", [networks.context_encoder_generator, networks.context_encoder_discriminator])
def test_pictures_that_cannot_be_halved_are_refused_with_the_nearest_that_can(build):
    with pytest.raises(ValueError, match="received pictures of 22 x 17 pixels.* to 24 x 16"):
        build((22, 17, 4))
    with pytest.raises(ValueError, match="to 8 x 8"):
        build((7, 7, 4))
