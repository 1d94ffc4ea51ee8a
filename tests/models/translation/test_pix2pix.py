import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import images
from tfgan_zoo import data, models, networks, serving, tricks

SOURCE_SHAPE, TARGET_SHAPE = (8, 8, 1), (8, 8, 3)


def players(dropout_rate=0.0):
    return (
        networks.unet_generator(SOURCE_SHAPE, 3, 2, dropout_rate=dropout_rate),
        networks.patchgan_discriminator(TARGET_SHAPE, 2, 1, SOURCE_SHAPE),
    )


def scaling_players(scale=0.5):
    """A generator that multiplies its source by one weight, and a discriminator that weighs picture and source."""
    source = keras.Input(TARGET_SHAPE, name="source")
    pixels = keras.layers.Reshape((-1, 1))(source)
    scaled = keras.layers.Dense(1, use_bias=False, kernel_initializer=keras.initializers.Constant(scale))(pixels)
    generator = keras.Model(source, keras.layers.Reshape(TARGET_SHAPE)(scaled))
    images = keras.Input(TARGET_SHAPE, name="images")
    means = [keras.layers.GlobalAveragePooling2D()(pictures) for pictures in (images, source)]
    logits = keras.layers.Dense(1, kernel_initializer="ones")(keras.layers.Concatenate()(means))
    return generator, keras.Model([images, source], logits)


def pair(count=4, source_shape=TARGET_SHAPE):
    pictures = {"sample": images(count, TARGET_SHAPE), "source": images(count, source_shape, seed=1)}
    return {name: tf.constant(value) for name, value in pictures.items()}


def compiled(game, learning_rate=1e-3, **options):
    """Without a graph, whose tracing takes longer than a few steps, unless it is asked for."""
    options = {"run_eagerly": True, **options}
    game.compile(keras.optimizers.SGD(learning_rate), keras.optimizers.SGD(learning_rate), **options)
    return game


@pytest.mark.slow
def test_it_is_a_game_of_which_nothing_is_drawn(tmp_path):
    game = models.Pix2Pix(*players(), ema_momentum=0.9)
    assert (game.drawn_inputs, game.given_inputs, game.conditions) == ((), ("source",), ("source",))
    assert game.needs_examples and game.latents is None
    dataset = tf.data.Dataset.from_tensors(pair(source_shape=SOURCE_SHAPE)).repeat()
    compiled(game)
    check_gan(game, dataset, tmp_path)


def test_the_terms_are_cross_entropy_and_the_weighted_distance():
    game = models.Pix2Pix(*scaling_players(), l1_weight=7.0, adversarial_weight=3.0)
    batch = pair()
    target, source = (batch[name].numpy().astype("float64") for name in ("sample", "source"))
    fake = {**batch, "sample": game.generator(batch["source"])}
    terms = {**game.discriminator_terms(batch, fake), **game.generator_terms(batch, fake)}

    def logits(pictures):
        return (pictures.mean(axis=(1, 2)) + source.mean(axis=(1, 2))).sum(axis=1)

    real_logits, fake_logits = logits(target), logits(0.5 * source)
    cross_entropy = np.logaddexp(0, -real_logits).mean() + np.logaddexp(0, fake_logits).mean()
    assert float(terms["discriminator"]) == pytest.approx(cross_entropy, rel=1e-5)
    assert float(terms["generator"]) == pytest.approx(3 * np.logaddexp(0, -fake_logits).mean(), rel=1e-5)
    assert float(terms["l1"]) == pytest.approx(7 * np.abs(target - 0.5 * source).mean(), rel=1e-5)


def test_with_the_distance_alone_the_generator_descends_its_gradient():
    game = compiled(models.Pix2Pix(*scaling_players(), adversarial_weight=0.0), learning_rate=0.01)
    batch = pair()
    logs = game.train_on_batch(batch, return_dict=True)
    target, source = (batch[name].numpy().astype("float64") for name in ("sample", "source"))
    slope = 100 * (np.sign(0.5 * source - target) * source).mean()
    (weight,) = game.generator.get_weights()
    assert weight.item() == pytest.approx(0.5 - 0.01 * slope, rel=1e-4)
    assert logs["generator"] == 0.0


def test_the_discriminator_sees_the_source_and_the_gradient_of_the_generator_passes_it():
    game = models.Pix2Pix(*players())
    batch = pair(source_shape=SOURCE_SHAPE)
    scores = game.score(batch).numpy()
    assert (np.abs(scores - game.score({**batch, "source": -batch["source"]})) > 1e-6).all()
    with game.tape("generator") as tape:
        loss = game.generator_loss(batch, game.generate_fake(batch))["generator"]
    gradients = tape.gradient(loss, [variable.value for variable in game.players["generator"]])
    assert all(np.abs(gradient).max() > 0 for gradient in gradients)


def test_a_discriminator_of_pictures_alone_does_not_see_the_source():
    unconditional = networks.patchgan_discriminator(TARGET_SHAPE, 2, 1)
    game = models.Pix2Pix(players()[0], unconditional)
    batch = pair(source_shape=SOURCE_SHAPE)
    np.testing.assert_array_equal(game.score(batch), game.score({**batch, "source": -batch["source"]}))


def test_a_trick_changes_what_the_discriminator_sees_but_not_the_distance():
    game = models.Pix2Pix(*scaling_players(), tricks=[tricks.InstanceNoise(0.5, 1000)])
    batch = pair()
    fake = {**batch, "sample": game.generator(batch["source"])}
    terms = game.generator_terms(batch, fake)
    distance = np.abs(batch["sample"].numpy() - fake["sample"].numpy()).mean()
    assert float(terms["l1"]) == pytest.approx(100 * distance, rel=1e-5)
    assert float(terms["generator"]) != pytest.approx(float(game.generator_loss(batch, fake)["generator"]), rel=1e-4)


@pytest.mark.parametrize("trick", [tricks.DifferentiableAugmentation, tricks.AdaptiveAugmentation])
def test_a_trick_that_would_tear_a_pair_apart_is_refused(trick):
    with pytest.raises(ValueError, match=f"{trick.__name__} changes only the samples, but"):
        models.Pix2Pix(*players(), tricks=[trick()])


def test_a_pool_that_would_show_older_pictures_beside_newer_sources_is_refused():
    with pytest.raises(ValueError, match="SamplePool replaces samples by older ones"):
        models.Pix2Pix(*players(), tricks=[tricks.SamplePool(8)])


def test_samples_are_translations_and_a_seed_settles_nothing_where_dropout_stays_on():
    source = images(3, SOURCE_SHAPE)
    plain = models.Pix2Pix(*players())
    np.testing.assert_allclose(plain.sample(source=source), plain.predict(source, verbose=0), atol=1e-6)
    assert plain.sample(source=source).shape == (3, *TARGET_SHAPE)
    noisy = models.Pix2Pix(*players(dropout_rate=0.5))
    assert np.abs(noisy.sample(source=source, seed=1) - noisy.sample(source=source, seed=1)).max() > 1e-4


def test_it_leaves_as_a_saved_model_that_takes_sources_and_no_seeds(tmp_path):
    game = models.Pix2Pix(*players())
    served = tf.saved_model.load(serving.export_generator(game, tmp_path / "served")).signatures
    assert sorted(served) == ["png", "serving_default", "translate"]
    source = images(2, SOURCE_SHAPE)
    (made,) = served["serving_default"](source=tf.constant(source)).values()
    np.testing.assert_allclose(made, game.sample(source=source), atol=1e-6)
    files = served["png"](source=tf.constant(source))["image_bytes"]
    np.testing.assert_array_equal(tf.io.decode_png(files[1]), game.modality.to_stored(made[1:])[0])


def test_what_does_not_fit_is_refused():
    generator, discriminator = players()
    with pytest.raises(ValueError, match="Pix2Pix takes l1_weight as a number of at least 0, not -1.0"):
        models.Pix2Pix(generator, discriminator, l1_weight=-1.0)
    with pytest.raises(ValueError, match="generator's inputs are named pictures; expected one named 'source'"):
        pictures = keras.Input(TARGET_SHAPE, name="pictures")
        models.Pix2Pix(keras.Model(pictures, keras.layers.Conv2D(3, 1)(pictures)), discriminator)
    with pytest.raises(ValueError, match="generator takes a source of shape .8, 8, 1., but the discriminator one of"):
        models.Pix2Pix(generator, networks.patchgan_discriminator(TARGET_SHAPE, 2, 1, TARGET_SHAPE))
    with pytest.raises(ValueError, match="draws no latents"):
        models.Pix2Pix(generator, discriminator, latents=tf.random.stateless_normal)


def test_a_batch_whose_source_is_missing_or_has_another_shape_or_type_is_refused():
    game = models.Pix2Pix(*players())
    batch = pair(source_shape=SOURCE_SHAPE)
    with pytest.raises(ValueError, match="learns from samples with their source, but a batch has only sample"):
        game.samples(batch["sample"])
    with pytest.raises(ValueError, match=r"source of shape \(4, 8, 8, 3\); expected .*8, 8, 1\)"):
        game.samples({**batch, "source": batch["sample"]})
    with pytest.raises(ValueError, match="type uint8; expected floats"):
        game.samples({**batch, "source": tf.cast(batch["source"], tf.uint8)})
    with pytest.raises(ValueError, match=r"received source of shape \(4, 8, 8, 3\); expected \(4, 8, 8, 1\)"):
        game.sample(source=batch["sample"].numpy())


@pytest.mark.slow
def test_it_learns_from_pairs_as_they_are_loaded():
    pairs = data.load_paired("outlined_digits", "test", (16, 16, None))
    game = models.Pix2Pix(
        networks.unet_generator(pairs.source_shape, 3, 4),
        networks.patchgan_discriminator(pairs.shape, 4, 1, (16, 16, 1)),
    )
    game.compile(keras.optimizers.Adam(5e-3, 0.5), keras.optimizers.Adam(1e-3, 0.5), jit_compile=False)
    history = game.fit(pairs.batches(16), steps_per_epoch=10, epochs=3, verbose=0).history
    assert history["l1"][-1] < 0.8 * history["l1"][0]
