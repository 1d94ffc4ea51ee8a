"""A caption is read, kept with its sample, drawn in new combinations of words, and refused where a word is unknown."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, compiled, images
from tfgan_zoo import cli, data, losses, models, networks
from tfgan_zoo.models.conditional.text_to_image_gan import next_others
from tfgan_zoo.serving import export

WORDS = ["blue", "red", "seven", "three"]
CAPTIONS = np.array(["red three", "blue seven", "three red", "seven", "red seven", "blue three"])


# Exact games: texts are squares of captions, which are vectors; the score is the inner product of sample and text.


def exact_game(**options):
    latents, texts = keras.Input((2,), name="latents"), [keras.Input((2,), name="text") for _ in range(2)]
    points, captions = keras.Input((2,), name="points"), keras.Input((2,), name="captions")
    shift = keras.layers.Dense(2, use_bias=False, kernel_initializer="zeros", name="shift")
    generator = keras.Model([latents, texts[0]], keras.layers.Add()([latents, texts[0], shift(latents)]))
    scale = keras.layers.Dense(2, use_bias=False, kernel_initializer="identity", name="scale")
    critic = keras.Model([points, texts[1]], keras.layers.Dot(axes=1)([scale(points), texts[1]]))
    read = keras.layers.Dense(2, use_bias=False, kernel_initializer="identity", name="read")
    encoder = keras.Model(captions, read(keras.layers.Multiply()([captions, captions])))
    return models.TextToImageGAN(generator, critic, encoder, **options)


def told_points(count=6, seed=0):
    draws = np.random.default_rng(seed)
    return {
        "sample": tf.constant(draws.normal(size=(count, 2)), tf.float32),
        "captions": tf.constant(draws.normal(size=(count, 2)), tf.float32),
    }


def softplus(values):
    return np.log1p(np.exp(values)).mean()


def scores(points, captions):
    return np.sum(np.asarray(points) * np.square(captions), axis=1)


@pytest.mark.parametrize("weight", [0.5, 0.2])
def test_the_discriminator_rejects_generated_points_and_real_ones_of_other_captions_by_their_weights(weight):
    game, real = exact_game(mismatch_weight=weight), told_points()
    fake = {**told_points(seed=1), "captions": real["captions"]}
    others = np.roll(real["sample"], -1, axis=0)  # captions all differ, so the next point does not fit
    expected = softplus(-scores(*real.values())) + weight * softplus(scores(others, real["captions"]))
    expected += (1 - weight) * softplus(scores(*fake.values()))
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)


def test_without_mismatches_the_loss_is_that_of_a_conditional_gan():
    game, real = exact_game(mismatch_weight=0.0), told_points()
    fake = {**told_points(seed=1), "captions": real["captions"]}
    expected = losses.minimax_discriminator(game.score(real), game.score(fake))
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(float(expected), rel=1e-6)


def test_generated_points_are_made_of_the_captions_of_the_real_ones_beside_them():
    game, real = exact_game(latents=lambda shape, seed: tf.zeros(shape)), told_points()
    fake = game.generate_fake(real)
    np.testing.assert_allclose(fake["sample"], np.square(real["captions"]), rtol=1e-6)
    assert fake["captions"] is real["captions"]


def test_the_generator_learns_from_captions_and_half_as_many_means_of_encoded_ones_in_one_mean():
    game, real = exact_game(latents=lambda shape, seed: tf.zeros(shape)), told_points()
    texts = np.square(real["captions"])
    means = (texts[::2] + texts[1::2]) / 2  # not the square of a mean
    every = np.concatenate([(texts * texts).sum(axis=1), (means * means).sum(axis=1)])
    loss = game.generator_loss(real, game.generate_fake(real))["generator"]
    assert float(loss) == pytest.approx(softplus(-every), rel=1e-5)
    plain = exact_game(latents=lambda shape, seed: tf.zeros(shape), interpolate=False)
    loss = plain.generator_loss(real, plain.generate_fake(real))["generator"]
    assert float(loss) == pytest.approx(softplus(-(texts * texts).sum(axis=1)), rel=1e-5)


@pytest.mark.parametrize("count", [1, 5])
def test_the_last_of_an_odd_number_of_captions_is_paired_with_the_first(count):
    game, real = exact_game(), told_points(count)
    texts = np.square(real["captions"])
    between = game.generate_between(game.generate_fake(real))
    assert between["sample"].shape == between["text"].shape == ((count + 1) // 2, 2)
    np.testing.assert_allclose(between["text"][-1], (texts[-1] + texts[0]) / 2, rtol=1e-6)


def test_means_are_made_of_fresh_latents():
    game, real = exact_game(), told_points()
    fake = game.generate_fake(real)
    between = game.generate_between(fake)
    assert not np.isin(between["sample"] - between["text"], fake["sample"] - np.square(real["captions"])).any()


def weights_after_a_step(game, discriminator_rate, generator_rate):
    game.compile(
        generator_optimizer=keras.optimizers.SGD(generator_rate),
        discriminator_optimizer=keras.optimizers.SGD(discriminator_rate),
        run_eagerly=True,
    )
    game.train_step(told_points())
    networks_of_game = (game.generator, game.discriminator, game.text_encoder)
    return [network.trainable_variables[0].numpy() for network in networks_of_game]


def test_captions_are_learned_by_the_discriminators_step_alone():
    nothing, identity = np.zeros((2, 2)), np.eye(2)
    generator, discriminator, encoder = weights_after_a_step(exact_game(), 0.0, 0.1)
    assert (generator != nothing).any()
    np.testing.assert_array_equal(discriminator, identity)
    np.testing.assert_array_equal(encoder, identity)
    generator, discriminator, encoder = weights_after_a_step(exact_game(), 0.1, 0.0)
    np.testing.assert_array_equal(generator, nothing)
    assert (discriminator != identity).any()
    assert (encoder != identity).any()


def test_the_discriminator_does_not_learn_from_means():
    _, *with_means = weights_after_a_step(exact_game(), 0.1, 0.1)
    _, *without = weights_after_a_step(exact_game(interpolate=False), 0.1, 0.1)
    np.testing.assert_array_equal(with_means, without)


# Images that do not fit


def test_a_mismatched_image_is_the_next_of_the_batch_with_another_label():
    game = exact_game(num_classes=3)
    real = {**told_points(5), "labels": tf.constant([1, 1, 0, 1, 1])}
    mismatched, exist = game.mismatched(real)
    np.testing.assert_array_equal(mismatched["sample"], tf.gather(real["sample"], [2, 2, 3, 2, 2]))
    assert mismatched["captions"] is real["captions"]
    assert np.all(exist)


def test_without_labels_the_same_caption_is_the_same_meaning():
    others, exist = next_others(tf.constant([[1.0, 2.0], [1.0, 2.0], [1.0, 3.0]]), tf.range(3))
    np.testing.assert_array_equal(others, [2, 2, 0])
    assert np.all(exist)
    game = worded_game()
    real = {"sample": tf.constant(images(3)), "captions": tf.constant(["red", "red", "blue"])}
    np.testing.assert_array_equal(game.mismatched(real)[0]["sample"], tf.gather(real["sample"], [2, 2, 0]))


@pytest.mark.parametrize("count", [1, 4])
def test_where_no_image_has_another_meaning_none_is_rejected(count):
    game, plain = exact_game(num_classes=3), exact_game(num_classes=3, mismatch_weight=0.0)
    real = {**told_points(count), "labels": tf.zeros(count, "int32")}
    fake = {**told_points(count, seed=1), "captions": real["captions"]}
    assert not np.any(game.mismatched(real)[1])
    expected = softplus(-scores(real["sample"], real["captions"])) + 0.5 * softplus(scores(*fake.values()))
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(expected, rel=1e-5)
    assert np.isfinite(plain.discriminator_loss(real, fake)["discriminator"])


# Words, the whole way


def worded_game(**options):
    """A game whose text encoder is the mean of the words' embeddings."""
    captions = keras.Input((), name="captions", dtype="string")
    words = keras.layers.Embedding(len(WORDS) + 2, 5, mask_zero=True)(networks.WordTokenizer(WORDS)(captions))
    encoder = keras.Model(captions, keras.layers.GlobalAveragePooling1D()(words))
    return compiled(models.TextToImageGAN(*flat_players(), encoder, **options), run_eagerly=False)


def flat_players(size=5):
    latents, texts = keras.Input((3,), name="latents"), [keras.Input((size,), name="text") for _ in range(2)]
    made = keras.layers.Dense(64, activation="tanh")(networks.join_vector(latents, texts[0]))
    shown = keras.Input(SHAPE, name="images")
    logits = keras.layers.Dense(1)(keras.layers.Flatten()(networks.join_vector(shown, texts[1])))
    generator = keras.Model([latents, texts[0]], keras.layers.Reshape(SHAPE)(made))
    return generator, keras.Model([shown, texts[1]], logits)


@pytest.fixture(scope="module")
def game():
    game = worded_game(ema_momentum=0.5)
    examples = data.from_arrays(images(6)).with_conditions(captions=CAPTIONS)
    game.fit(examples.batches(3), steps_per_epoch=2, verbose=0)
    return game


@pytest.fixture(scope="module")
def folder(game, tmp_path_factory):
    """A folder with the game and its export."""
    folder = tmp_path_factory.mktemp("told")
    game.save(folder / "game.keras")
    export.export_generator(game, folder / "served")
    return folder


def test_captions_go_from_the_data_to_a_saved_game_and_a_saved_model(game, folder):
    given = ["Red three!", "seven"]
    expected = game.sample(seed=5, captions=given)
    assert np.abs(expected - game.sample(seed=5, captions=given[::-1])).max() > 0
    np.testing.assert_allclose(models.load(folder / "game.keras").sample(seed=5, captions=given), expected, atol=1e-6)
    signatures = tf.saved_model.load(folder / "served/1").signatures
    (served,) = signatures["sample"](seed=tf.constant([5]), captions=tf.constant(["RED three"])).values()
    np.testing.assert_allclose(served, game.sample(seed=5, captions=["red three"]), atol=1e-6)
    assert signatures["png"](seed=tf.constant([5]), captions=tf.constant(["seven"]))["image_bytes"].dtype == tf.string


@pytest.mark.parametrize("place", ["game.keras", "served"])
def test_captions_are_drawn_from_the_command_line_and_an_unknown_word_is_named_in_one_line(folder, capsys, place):
    def code(*captions):
        flags = [flag for caption in captions for flag in ("--caption", caption)]
        return cli.main(["sample", str(folder / place), *flags, "--num", "2", "--out", str(folder / f"{place}.png")])

    assert code("red three", "seven") == 0
    assert (folder / f"{place}.png").is_file()
    capsys.readouterr()
    assert code("red dragon", "seven") == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "received 1 " in error
    assert "dragon" in error


def test_the_vocabulary_is_part_of_the_description(game):
    assert game.describe_inputs()["captions"] == "a caption in the words blue, red, seven, three"


def test_arrays_of_captions_can_be_trained_on(game):
    logs = game.fit({"sample": images(6), "captions": CAPTIONS}, batch_size=3, verbose=0).history
    assert np.isfinite(logs["generator"]).all()


# Bad input

BAD = {
    "unknown": (["red", "rde", "red"], "received 1 unknown words in 1 of 3 captions: 'rde' .nearest: 'red'."),
    "empty": (["red", "", ""], "received 2 of 3 captions without a word"),
    "numbers": ([1, 2, 3], "received captions of type int.*; expected strings"),
    "tokens": ([["red", "red"]] * 3, r"received captions of shape \(3, 2\); expected"),
}


@pytest.mark.parametrize("kind", BAD)
def test_captions_that_cannot_be_meant_are_refused_in_training_and_in_sampling(kind):
    game = worded_game()
    captions, message = BAD[kind]
    with pytest.raises(ValueError, match=message):
        game.sample(captions=captions)
    with pytest.raises(ValueError, match=message):
        game.fit(tf.data.Dataset.from_tensors({"sample": images(3), "captions": captions}), verbose=0)


def test_an_unknown_word_in_a_later_batch_is_said_by_the_graph(game):
    batches = tf.data.Dataset.from_tensor_slices({"sample": images(6), "captions": ["red"] * 5 + ["dragon"]})
    with pytest.raises(
        ValueError, match="^received 1 captions with unknown words, or without a word: dragon; expected"
    ):
        game.fit(batches.batch(3), verbose=0)


def test_a_batch_without_captions_is_refused(game):
    with pytest.raises(ValueError, match="learns from samples with their captions, but a batch has only sample"):
        game.fit(images(6), batch_size=6, verbose=0)


def test_words_are_not_compiled_by_xla_and_vectors_may_be():
    with pytest.raises(ValueError, match="XLA computes no strings, and captions are: compile with jit_compile=False"):
        compiled(worded_game(), jit_compile=True)
    compiled(exact_game(), jit_compile=True)


@pytest.mark.parametrize("weight", [-0.1, 1.0, float("nan")])
def test_a_weight_that_leaves_nothing_for_generated_images_is_refused(weight):
    with pytest.raises(ValueError, match=r"takes mismatch_weight as a number in \[0, 1\)"):
        exact_game(mismatch_weight=weight)


@pytest.mark.parametrize("player", [0, 1])
def test_a_network_that_takes_no_text_is_refused(player):
    players = list(flat_players())
    players[player] = (networks.dcgan_generator(SHAPE, 4, 6), networks.dcgan_discriminator(SHAPE, 4))[player]
    with pytest.raises(ValueError, match=r"expected a second and last one, named 'text', of the shape \(5,\)"):
        models.TextToImageGAN(*players, worded_game().text_encoder)


def test_networks_for_a_text_of_another_size_are_refused():
    with pytest.raises(ValueError, match=r"the inputs latents \(3,\) and text \(4,\); expected .* of the shape \(5,\)"):
        models.TextToImageGAN(*flat_players(4), worded_game().text_encoder)


# New combinations


@pytest.mark.slow
def test_a_combination_of_words_that_was_never_read_is_drawn():
    """Points whose signs are two words of three; "right high" is held out."""
    draws = np.random.default_rng(0)
    signs = draws.integers(0, 2, (4096, 2))
    signs = signs[(signs != 1).any(axis=1)]
    points = (2 * signs - 1 + draws.normal(0, 0.2, signs.shape)).astype("float32")
    words = np.array([["left", "right"], ["low", "high"]])
    captions = np.array([" ".join(words[[0, 1], pair]) for pair in signs])
    game = learner()
    batches = tf.data.Dataset.from_tensor_slices({"sample": points, "captions": captions}).repeat().batch(128)
    game.fit(batches, steps_per_epoch=1500, verbose=0)
    for caption in ("left low", "right low", "left high", "right high"):
        expected = [caption.split()[0] == "right", caption.split()[1] == "high"]
        share = np.mean(((game.sample(captions=[caption] * 500) > 0) == expected).all(axis=1))
        assert share >= (0.75 if caption == "right high" else 0.9), caption


def learner():
    """A game of points that are told by words."""
    keras.utils.set_random_seed(0)
    encoder = networks.caption_encoder(["high", "left", "low", "right"], 8, 8)

    def network(first, outputs):
        text = keras.Input((8,), name="text")
        hidden = networks.join_vector(first, text)
        for _ in range(2):
            hidden = keras.layers.Dense(32, "relu")(hidden)
        return keras.Model([first, text], keras.layers.Dense(outputs)(hidden))

    players = network(keras.Input((4,), name="latents"), 2), network(keras.Input((2,), name="points"), 1)
    game = models.TextToImageGAN(*players, encoder)
    game.compile(*(keras.optimizers.Adam(2e-3, 0.5) for _ in range(2)))
    return game
