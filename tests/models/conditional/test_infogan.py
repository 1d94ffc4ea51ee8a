import keras
import numpy as np
import pytest
from keras import ops

from tests.helpers.inference_only import InferenceOnly
from tests.helpers.tiny import SHAPE, images, labeled_points
from tfgan_zoo import models, networks


def infogan(latent_size=9, num_codes=5, **options):
    generator = networks.infogan_generator(SHAPE, latent_size, 4)
    discriminator = networks.infogan_discriminator(SHAPE, num_codes, 4)
    return models.InfoGAN(generator, discriminator, **{"num_categories": 3, "num_continuous": 2, **options})


def test_latents_are_noise_then_a_category_then_continuous_codes():
    latents = infogan().draw_latents(3000, (0, 1)).numpy()
    noise, category, continuous = latents[:, :4], latents[:, 4:7], latents[:, 7:]
    assert noise.std() == pytest.approx(1.0, abs=0.05)
    assert (category.sum(axis=1) == 1).all()
    assert set(np.unique(category)) == {0.0, 1.0}
    np.testing.assert_allclose(category.mean(axis=0), 1 / 3, atol=0.04)
    assert np.abs(continuous).max() <= 1
    assert continuous.std() == pytest.approx(1 / np.sqrt(3), abs=0.03)
    correlations = np.corrcoef(latents, rowvar=False)
    assert np.abs(correlations[:4, 4:]).max() < 0.1


def test_the_code_loss_is_the_negative_log_likelihood_of_the_codes():
    game = infogan(categorical_weight=2.0, continuous_weight=0.5)
    latents = game.draw_latents(6, (0, 1))
    samples = game.generator(latents, training=True)
    logits, means = (np.asarray(part, "float64") for part in game.infer_codes(samples, training=True))
    codes = latents.numpy()[:, 4:]
    log_q = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    categorical = -(codes[:, :3] * log_q).sum(axis=1)
    continuous = 0.5 * ((codes[:, 3:] - means) ** 2).sum(axis=1)
    assert float(game.code_loss({"sample": samples, "codes": codes})) == pytest.approx(
        (2 * categorical + 0.5 * continuous).mean(), rel=1e-5
    )


def test_categories_are_those_q_predicts():
    game = infogan()
    np.testing.assert_array_equal(game.categories(images()), np.argmax(game.infer_codes(images())[0], axis=1))


def test_latents_without_room_for_noise_are_refused():
    with pytest.raises(ValueError, match="no room for noise"):
        infogan(latent_size=5)


def test_a_discriminator_without_a_fitting_second_output_is_refused():
    with pytest.raises(ValueError, match="two outputs"):
        infogan(num_codes=4)


@pytest.mark.parametrize("name", ["categorical_weight", "continuous_weight"])
def test_a_negative_weight_is_refused(name):
    with pytest.raises(ValueError, match=f"InfoGAN takes {name} as a number of at least 0, not -1.0"):
        infogan(**{name: -1.0})


def test_labels_and_codes_stay_with_generated_images():
    latents, labels = keras.Input((7,), name="latents"), keras.Input((), dtype="int32", name="labels")
    moved = keras.layers.Add()([keras.layers.Dense(2)(latents), keras.layers.Embedding(3, 2)(labels)])
    points = keras.Input((2,), name="points")
    outputs = [keras.layers.Dense(1)(points), keras.layers.Dense(5)(points)]
    game = models.InfoGAN(
        keras.Model([latents, labels], moved), keras.Model(points, outputs), num_categories=3, num_continuous=2
    )
    fake = game.generate_fake(labeled_points([0, 1, 2, 2]))
    np.testing.assert_array_equal(fake["labels"], [0, 1, 2, 2])
    assert fake["codes"].shape == (4, 5)


def test_it_is_measured_with_the_moving_average_of_its_generator():
    game = infogan(ema_momentum=0.9)
    game.generator.set_weights([np.zeros_like(weight) for weight in game.generator.get_weights()])
    assert not np.any(game.generate_fake(images(4))["sample"])
    assert np.any(game.generate_fake(images(4), training=False)["sample"])


def test_codes_are_inferred_in_inference_mode():
    latents, points = keras.Input((7,)), keras.Input((2,))
    seen = InferenceOnly()(points)
    discriminator = keras.Model(points, [keras.layers.Dense(1)(seen), keras.layers.Dense(5)(seen)])
    generator = keras.Model(latents, keras.layers.Dense(2)(latents))
    game = models.InfoGAN(generator, discriminator, num_categories=3, num_continuous=2)
    assert game.infer_codes(images(4, (2,)))[0].shape == (4, 3)
    assert game.categories(images(4, (2,))).shape == (4,)


@pytest.mark.parametrize("redraw", [False, True])
def test_the_generator_learns_from_new_codes_where_asked_to(redraw, monkeypatch):
    game = infogan(redraw=redraw)
    game.compile(keras.optimizers.SGD(0.0), keras.optimizers.SGD(0.0))
    seen = []
    code_loss = game.code_loss
    monkeypatch.setattr(game, "code_loss", lambda fake: seen.append(fake["codes"]) or code_loss(fake))
    game.train_step(ops.convert_to_tensor(images()))
    of_discriminator, of_generator = seen
    assert np.array_equal(of_discriminator, of_generator) is not redraw
