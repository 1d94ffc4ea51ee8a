"""The order of StyleGAN2's steps, its two penalties, mixing, truncation and averages."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tests.helpers.checks import check_gan, state_of
from tests.helpers.cpp_process import run_in_cpp
from tests.helpers.tiny import SHAPE, dataset, images
from tfgan_zoo import layers, models, networks, penalties, tricks
from tfgan_zoo.models.base.averaging import ramped_momentum
from tfgan_zoo.models.resolution.stylegan2 import mixed
from tfgan_zoo.serving import export

NUM_PIXELS = 16 + 2 * 64


def stylegan(**options):
    keras.utils.set_random_seed(0)
    generator = networks.stylegan_generator(SHAPE, 4, 8, latent_size=6, style_size=5, mapping_depth=2)
    discriminator = networks.stylegan_discriminator(SHAPE, 4, 8)
    return models.StyleGAN2(generator, discriminator, **options)


def compiled(game, **execution):
    """Without a graph, whose tracing takes longer than a few steps, unless it is asked for."""
    adams = models.lazy_adam(2.5e-3, 0.0, 0.99, 4), models.lazy_adam(2.5e-3, 0.0, 0.99, 16)
    game.compile(*adams, **{"run_eagerly": True, **execution})
    return game


def recorded_updates(game):
    """The name of each player that is updated, with the names of the step's terms, as training goes on."""
    updates, update = [], game.update

    def record(player, gradients, terms):
        updates.append((player, *sorted(terms)))
        return update(player, gradients, terms)

    game.update = record
    return updates


@pytest.mark.slow
def test_it_learns_saves_and_samples(tmp_path):
    check_gan(compiled(stylegan(ema_momentum=0.9)), dataset(8), tmp_path)


# The steps of regularization


@pytest.mark.slow
def test_regularization_has_steps_of_its_own_at_their_intervals():
    game = compiled(stylegan(intervals=(3, 2)))
    updates = recorded_updates(game)
    logs = [game.train_step(tf.constant(images(4))) for _ in range(4)]
    play = [("discriminator", "discriminator"), ("generator", "generator")]
    r1, path_length = ("discriminator", "r1"), ("generator", "path_length")
    assert updates == [*play, r1, path_length, *play, *play, path_length, *play, r1]
    assert all(sorted(log) == ["discriminator", "generator", "path_length", "r1"] for log in logs)
    assert int(game.discriminator_optimizer.iterations) == 6
    assert int(game.generator_optimizer.iterations) == 6


@pytest.mark.slow
def test_the_terms_of_steps_that_are_not_due_are_zero():
    game = compiled(stylegan(intervals=(4, 2)))
    logs = game.fit(images(4), batch_size=4, epochs=3, verbose=0, shuffle=False).history
    assert [value > 0 for value in logs["r1"]] == [True, False, False]
    assert [value > 0 for value in logs["path_length"]] == [True, False, True]


@pytest.mark.slow
def test_penalties_without_weight_have_no_steps():
    game = compiled(stylegan(gamma=0.0, path_length_weight=0.0))
    updates = recorded_updates(game)
    game.train_step(tf.constant(images(4)))
    assert updates == [("discriminator", "discriminator"), ("generator", "generator")]


def test_r1_is_times_its_interval_at_the_real_images():
    """A discriminator that is linear in the pixels has the same gradient everywhere."""
    game = stylegan(gamma=0.2, intervals=(16, 4))
    weights = images(1)
    game.score = lambda samples: tf.reduce_sum(samples * weights, axis=(1, 2, 3))[:, None]
    assert float(game.r1(tf.constant(images(4)))) == pytest.approx(16 * 0.1 * np.sum(weights**2), rel=1e-5)


def test_r1_is_the_gradient_of_augmented_scores_with_respect_to_the_images():
    augmentation = tricks.AdaptiveAugmentation(blitting=False)
    game = stylegan(gamma=2.0, intervals=(1, 4), tricks=[augmentation])
    game.score = lambda samples: tf.reduce_sum(samples, axis=(1, 2, 3))[:, None]
    game.transform = lambda samples: 3 * samples
    assert float(game.r1(tf.constant(images(4)))) == pytest.approx(9 * 64, rel=1e-5)


@pytest.mark.parametrize("interval, share", [(16, 16 / 17), (4, 4 / 5)])
def test_lazy_adam_has_the_papers_numbers(interval, share):
    adam = models.lazy_adam(2.5e-3, 0.5, 0.99, interval)
    assert float(adam.learning_rate) == pytest.approx(2.5e-3 * share)
    assert (adam.beta_1, adam.beta_2, adam.epsilon) == (0.5**share, 0.99**share, 1e-8)


def test_lazy_adam_without_regularization_is_adam():
    adam = models.lazy_adam(2.5e-3, 0.5, 0.99, None)
    assert (float(adam.learning_rate), adam.beta_1, adam.beta_2) == (pytest.approx(2.5e-3), 0.5, 0.99)


@pytest.mark.parametrize("interval", [0, 1.5])
def test_lazy_adam_refuses_an_interval_that_is_no_count(interval):
    with pytest.raises(ValueError, match="lazy_adam takes interval as an integer of at least 1"):
        models.lazy_adam(1e-3, 0.0, 0.99, interval)


# The path length


def test_the_mean_length_moves_before_it_is_used_on_half_the_batch(monkeypatch):
    game = stylegan(path_length_weight=2.0, intervals=(16, 4))
    game.mean_path_length.assign(1.0)
    seen = []

    def lengths(synthesize, styles, seed):
        seen.append(styles.shape)
        return tf.constant([2.0, 4.0])

    monkeypatch.setattr(penalties, "path_lengths", lengths)
    value = float(game.path_length(tf.constant(images(4))))
    mean = 0.99 * 1.0 + 0.01 * 3.0
    assert float(game.mean_path_length) == pytest.approx(mean)
    assert value == pytest.approx(4 * 2 * np.mean((np.array([2.0, 4.0]) - mean) ** 2), rel=1e-5)
    assert seen == [(2, 4, 5)]


def test_the_gradient_passes_through_the_moved_mean(monkeypatch):
    game = stylegan(path_length_weight=1.0, intervals=(16, 1))
    scale = tf.Variable(2.0)
    monkeypatch.setattr(penalties, "path_lengths", lambda *_: tf.stack([scale, 3 * scale]))
    with tf.GradientTape() as tape:
        value = game.path_length(tf.constant(images(4)))
    mean = 0.01 * 4.0
    expected = np.mean([2 * (2 - mean) * (1 - 0.02), 2 * (6 - mean) * (3 - 0.02)])
    assert float(tape.gradient(value, scale)) == pytest.approx(expected, rel=1e-5)


# Styles and noise


@pytest.mark.parametrize("crossover", [1, 2, 4])
def test_mixing_changes_the_styles_of_the_layers_from_the_crossover_on(crossover):
    first, others = images(3, (4, 5)), images(3, (5,), seed=1)
    styles = mixed(first, others, crossover).numpy()
    np.testing.assert_array_equal(styles[:, :crossover], first[:, :crossover])
    np.testing.assert_array_equal(styles[:, crossover:], np.repeat(others[:, None], 4 - crossover, axis=1))


@pytest.mark.slow
def test_the_crossover_is_one_of_the_layers_after_the_first_for_nine_of_ten_batches():
    game = stylegan(mixing_probability=0.9)
    found = np.bincount([int(game.crossover(4)) for _ in range(300)], minlength=5)
    assert found[0] == 0
    np.testing.assert_allclose(found[1:], [90, 90, 90, 30], atol=30)


def test_without_mixing_all_layers_have_one_style():
    styles, _ = stylegan(mixing_probability=0.0).new_styles(tf.constant(images(3)))
    np.testing.assert_array_equal(styles, np.repeat(styles[:, :1], 4, axis=1))


def test_the_average_style_follows_the_first_latents_of_a_batch_alone():
    game = stylegan(mixing_probability=1.0, seed=3)
    mapping, truncation, _ = networks.style_parts(game.generator)
    game.new_styles(tf.constant(images(5)))
    first = mapping(game.draw(5, tf.constant([1, 3], "int64"))["latents"])
    np.testing.assert_allclose(truncation.average, 0.005 * np.mean(first, axis=0), rtol=1e-4, atol=1e-7)


def test_noise_is_of_a_seed_and_not_that_of_the_latents():
    game = stylegan()
    drawn, again, other = (game.draw(3, seed) for seed in ((1, 2), (1, 2), (2, 2)))
    assert drawn["noise"].shape == (3, NUM_PIXELS)
    np.testing.assert_array_equal(drawn["noise"], again["noise"])
    assert not np.array_equal(drawn["noise"], other["noise"])
    assert not np.array_equal(drawn["noise"][:, :6], drawn["latents"])
    assert game.describe_inputs() == {
        "latents": "6 numbers, standard normal",
        "noise": f"{NUM_PIXELS} numbers, standard normal",
    }


# Truncation and the moving average


@pytest.mark.slow
def test_at_truncation_zero_there_is_one_picture_but_for_the_noise():
    game = stylegan(ema_momentum=0.5)
    game.sampler.get_layer("styles").average.assign(np.arange(5))
    truncated = game.truncated(0.0)
    pictures = truncated.sample(4)
    np.testing.assert_allclose(pictures, np.repeat(pictures[:1], 4, axis=0), atol=1e-6)
    assert np.std(game.sample(4), axis=0).max() > 1e-3


@pytest.mark.slow
def test_a_truncated_game_is_saved_and_leaves_the_other_as_it_was(tmp_path):
    game = stylegan(ema_momentum=0.5)
    before = game.sample(4)
    truncated = game.truncated(0.5)
    truncated.save(tmp_path / "game.keras")
    np.testing.assert_array_equal(models.load(tmp_path / "game.keras").sample(4), truncated.sample(4))
    np.testing.assert_array_equal(game.sample(4), before)
    assert not np.array_equal(truncated.sample(4), before)


@pytest.mark.slow
def test_a_truncated_game_keeps_its_truncation_while_it_trains_without_any():
    game = compiled(stylegan(ema_momentum=0.5).truncated(0.5))
    game.fit(images(4), batch_size=4, verbose=0)
    assert [float(network.get_layer("styles").psi) for network in (game.generator, game.sampler)] == [0.5, 0.5]
    fake = stylegan().generate_fake(tf.constant(images(3)))
    np.testing.assert_allclose(stylegan().truncated(0.5).generate_fake(tf.constant(images(3))), fake, atol=1e-6)


@pytest.mark.slow
def test_the_average_of_the_weights_ramps_up_and_copies_the_average_style():
    game = compiled(stylegan(ema_momentum=0.999, ema_ramp_up=0.5))
    game.fit(images(4), batch_size=4, verbose=0)  # the first step has half-life 0: a copy
    for mine, other in zip(game.generator.weights, game.sampler.weights, strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)
    game.fit(images(4), batch_size=4, verbose=0)  # step 1: half a step, so a quarter of the old weights is left
    assert float(ramped_momentum(0.999, 1, 0.5)) == pytest.approx(0.25)
    styles, average = (network.get_layer("styles").average for network in (game.generator, game.sampler))
    np.testing.assert_array_equal(styles, average)


def test_the_momentum_is_that_of_the_shorter_half_life():
    half_life = 312.5
    momentum = 0.5 ** (1 / half_life)
    for step in (10, 1000, 6000, 7000):
        expected = 0.5 ** (1 / min(half_life, 0.05 * step))
        assert float(ramped_momentum(momentum, step, 0.05)) == pytest.approx(expected, rel=1e-5)
    assert ramped_momentum(momentum, 3, None) == momentum
    assert ramped_momentum(None, 3, 0.05) is None


# Saving and serving


@pytest.mark.slow
def test_training_resumes_to_the_bit_across_steps_of_regularization(tmp_path):
    def game():
        augmentation = tricks.AdaptiveAugmentation(horizon=100, interval=2)
        return compiled(stylegan(ema_momentum=0.9, intervals=(3, 2), tricks=[augmentation]))

    batches = tf.data.Dataset.from_tensor_slices(images(20)).batch(4)
    alone, stopped = game(), game()
    alone.fit(batches, verbose=0)
    stopped.fit(batches.take(2), verbose=0)
    stopped.save(tmp_path / "game.keras")
    resumed = models.load(tmp_path / "game.keras")
    resumed.fit(batches.skip(2), verbose=0)
    assert int(resumed.steps.numpy()) == 5
    for mine, other in zip(state_of(resumed), state_of(alone), strict=True):
        if "discriminator/total" not in mine.path:
            np.testing.assert_array_equal(mine, other, err_msg=mine.path)


@pytest.mark.slow
def test_two_replicas_take_the_steps_of_one_with_a_graph_for_those_that_are_due():
    def make():
        return stylegan(ema_momentum=0.9, intervals=(1, 2))

    batches = tf.data.Dataset.from_tensor_slices(images(16)).batch(8).repeat()
    alone, _ = games.trained(make, steps=2, dataset=batches)
    shared, _ = games.trained(make, games.two_replicas(), steps=2, dataset=batches)
    games.assert_close(shared, alone, 1e-4)


@pytest.mark.slow
def test_a_graph_of_fused_steps_takes_the_same_steps():
    eager = compiled(stylegan(intervals=(3, 2)))
    fused = compiled(stylegan(intervals=(3, 2)), run_eagerly=False, steps_per_execution=4)
    for game in (eager, fused):
        game.fit(tf.data.Dataset.from_tensor_slices(images(16)).batch(4), verbose=0)
    assert [int(optimizer.iterations) for optimizer in fused.optimizers.values()] == [6, 6]
    for mine, other in zip(eager.weights, fused.weights, strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-4, err_msg=mine.path)


@pytest.mark.slow
def test_the_cpp_runtime_samples_a_truncated_game_with_latents_and_noise_of_each_seed(tmp_path):
    game = stylegan(ema_momentum=0.5).truncated(0.5)
    for layer in game.sampler.get_layer("synthesis").layers:
        if isinstance(layer, layers.NoiseInjection):
            layer.strength.assign(0.5)
    path = export.export_generator(game, tmp_path / "stylegan")
    served = run_in_cpp(path, "sample", tmp_path, seed=[3, 0])["images"]
    np.testing.assert_allclose(served, [game.sample(1, seed=seed)[0] for seed in (3, 0)], atol=1e-5)
    drawn = {name: np.asarray(value) for name, value in game.draw(2, (0, 1)).items()}
    served = run_in_cpp(path, "serving_default", tmp_path, **drawn)["images"]
    np.testing.assert_allclose(served, game.predict(drawn, verbose=0), atol=1e-5)


@pytest.mark.parametrize(
    "options, message",
    [
        ({"gamma": -1.0}, "gamma as a number of at least 0"),
        ({"path_length_weight": -1.0}, "path_length_weight as a number of at least 0"),
        ({"intervals": (0, 4)}, "r1_interval as an integer of at least 1"),
        ({"mixing_probability": 1.5}, r"mixing_probability as a number in \[0, 1\]"),
        ({"ema_ramp_up": 2.0}, r"ema_ramp_up as a number in \[0, 1\]"),
    ],
)
def test_numbers_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        stylegan(**options)


def test_a_truncation_out_of_range_is_refused():
    with pytest.raises(ValueError, match=r"psi as a number in \[0, 1\]"):
        stylegan().truncated(1.5)


def test_a_generator_without_styles_is_refused():
    generator = networks.dcgan_generator(SHAPE, 4, 6)
    with pytest.raises(ValueError, match=r"networks.stylegan_generator"):
        models.StyleGAN2(generator, networks.stylegan_discriminator(SHAPE, 4, 8))
