"""The loss at every step, noise at every step, conditions at every step, and forecasts out of a SavedModel."""

import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers import cpp_loader
from tests.helpers.checks import check_gan
from tfgan_zoo import data, models, networks
from tfgan_zoo.modalities import Series
from tfgan_zoo.serving import export

SHAPE, NUM_PAST, NUM_CLASSES = (5, 2), 3, 3
MODALITY = Series(["a", "b"], [0, 10], [2, 20])


def rcgan(num_classes=None, num_past=0, **options):
    keras.utils.set_random_seed(0)
    game = models.RCGAN(
        networks.rcgan_generator(SHAPE, 4, 3, num_classes, num_past),
        networks.rcgan_discriminator(SHAPE, 4, num_classes, num_past),
        num_classes=num_classes,
        modality=MODALITY,
        **options,
    )
    game.compile(keras.optimizers.Adam(1e-3), keras.optimizers.SGD(0.1), run_eagerly=True)
    return game


def windows(count, length=SHAPE[0], seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (count, length, SHAPE[1])).astype("float32")


def examples(count=12):
    return data.from_arrays(MODALITY.to_stored(windows(count, NUM_PAST + SHAPE[0])), modality=MODALITY)


def softplus(values):
    return np.logaddexp(0, values)


@pytest.mark.slow
def test_it_learns_saves_and_samples_under_both_conditions(tmp_path):
    labeled = data.from_arrays(examples().samples, np.arange(12) % NUM_CLASSES, modality=MODALITY)
    batches = data.forecasts(labeled, NUM_PAST).batches(4, labels=True)
    game = rcgan(NUM_CLASSES, NUM_PAST)
    assert (game.drawn_inputs, game.given_inputs) == (("latents",), ("labels", "past"))
    check_gan(game, batches, tmp_path)
    again = models.load(tmp_path / "game.keras")
    assert again.modality == MODALITY
    for either in (game, again):
        either.fit(batches, steps_per_epoch=1, verbose=0)
    for mine, other in zip(game.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, other)


def test_cross_entropy_is_averaged_over_time_and_the_generators_does_not_saturate():
    game = rcgan()
    real, fake = tf.constant(windows(4)), tf.constant(windows(4, seed=1))
    real_logits, fake_logits = (game.score(samples).numpy().astype("float64") for samples in (real, fake))
    assert real_logits.shape == (4, 5, 1)
    by_hand = softplus(-real_logits).mean(axis=1).mean() + softplus(fake_logits).mean(axis=1).mean()
    assert float(game.discriminator_loss(real, fake)["discriminator"]) == pytest.approx(by_hand, rel=1e-5)
    assert float(game.generator_loss(real, fake)["generator"]) == pytest.approx(softplus(-fake_logits).mean(), rel=1e-5)


def test_every_step_of_a_series_is_judged_by_what_came_before_it_alone():
    game = rcgan()
    series = windows(1)
    changed = series.copy()
    changed[:, 3:] += 0.5
    before, after = (game.score(tf.constant(samples), training=False).numpy()[0, :, 0] for samples in (series, changed))
    np.testing.assert_array_equal(before[:3], after[:3])
    assert (before[3:] != after[3:]).all()


def test_noise_is_normal_and_new_at_every_step():
    z = rcgan().draw_latents(2000, (0, 0)).numpy()
    assert z.shape == (2000, 5, 3)
    assert abs(z.mean()) < 0.03 and abs(z.std() - 1) < 0.03
    assert np.abs(np.corrcoef(z[..., 0].T) - np.eye(5)).max() < 0.1


@pytest.mark.parametrize("network", ["generator", "discriminator"])
def test_conditions_are_read_at_every_step_of_either_network(network):
    game = rcgan(NUM_CLASSES, NUM_PAST)
    network = getattr(game, network)
    joined = {layer.name: layer.output for layer in network.layers if layer.name in ("with_labels", "with_past")}
    first = tf.zeros((2, *network.inputs[0].shape[1:]))
    probe = keras.Model(network.inputs, joined)
    outputs = probe([first, tf.constant([0, 2]), tf.constant(windows(2, NUM_PAST))])
    for name in ("with_labels", "with_past"):
        values = outputs[name].numpy()[..., first.shape[-1] :]
        np.testing.assert_array_equal(values, np.repeat(values[:, :1], 5, axis=1))
        assert not np.array_equal(values[0], values[1])


def test_the_authors_first_weights_are_taken():
    generator = rcgan().generator
    lstm = next(layer for layer in generator.layers if isinstance(layer, keras.layers.LSTM))
    np.testing.assert_array_equal(lstm.cell.bias, np.ones(16))
    wide = networks.rcgan_generator((5, 40), 100, output_stddev=1.0).layers[-1].kernel.numpy()
    assert abs(wide.std() / 0.88 - 1) < 0.05 and np.abs(wide).max() <= 2  # a normal cut at two deviations


@pytest.mark.slow
def test_a_forecast_follows_its_past_in_the_cpp_runtime(tmp_path):
    game = rcgan(num_past=NUM_PAST)
    folder = export.export_generator(game, tmp_path / "model")
    past = windows(2, NUM_PAST)
    expected = np.concatenate([game.sample(1, seed=seed, past=past[[row]]) for row, seed in enumerate((3, 4))])
    np.savez(tmp_path / "in.npz", seed=[3, 4], past=past)
    command = [sys.executable, cpp_loader.__file__, folder, "sample", tmp_path / "in.npz", tmp_path / "out.npz"]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    served = np.load(tmp_path / "out.npz")["series"]
    np.testing.assert_allclose(served, expected, atol=1e-5)
    other = game.sample(1, seed=3, past=past[[1]])
    assert not np.allclose(expected[:1], other)
    text = tf.saved_model.load(folder).signatures["csv"](seed=tf.constant([3, 4]), past=tf.constant(past))["csv"]
    rows = [list(map(float, line.split(","))) for line in text.numpy()[0].decode().split("\n")[1:-1]]
    np.testing.assert_allclose(rows, MODALITY.to_stored(expected[0]), rtol=1e-4, atol=1e-4)


def test_networks_without_a_step_for_each_of_the_series_are_refused():
    series, latents = keras.Input(SHAPE), keras.Input((3,))
    last = keras.Model(series, keras.layers.Dense(1)(keras.layers.LSTM(2)(series)))
    with pytest.raises(ValueError, match=r"logits of shape \(1,\) for series of 5 steps; expected \(5, size\)"):
        models.RCGAN(networks.rcgan_generator(SHAPE, 4), last)
    once = keras.Model(latents, keras.layers.Reshape(SHAPE)(keras.layers.Dense(10)(latents)))
    with pytest.raises(ValueError, match=r"latents of shape \(3,\) for series of 5 steps"):
        models.RCGAN(once, networks.rcgan_discriminator(SHAPE, 4))


def test_series_of_another_length_and_a_missing_past_are_refused():
    game = rcgan(num_past=NUM_PAST)
    with pytest.raises(ValueError, match="past"):
        game.sample(2)
    with pytest.raises(ValueError, match=r"received past of shape \(2, 4, 2\); expected \(2, 3, 2\)"):
        game.sample(past=windows(2, 4))
