import subprocess
import sys

import keras
import numpy as np
import pytest
import scipy.io.wavfile
import tensorflow as tf

from recipes import wavegan as recipe
from tests.helpers import cpp_loader
from tests.helpers.checks import check_gan
from tests.helpers.tiny import compiled
from tfgan_zoo import data, latents, layers, metrics, models, networks
from tfgan_zoo.modalities import Sound
from tfgan_zoo.serving import export

SHAPE = (256, 1)
RATE = 8000
NUM_CLASSES, NUM_SPEAKERS = 3, 2


def wavegan(**options):
    keras.utils.set_random_seed(0)
    players = networks.wavegan_generator(SHAPE, 2, 5), networks.wavegan_discriminator(SHAPE, 2)
    return models.WaveGAN(*players, modality=Sound(RATE), **options)


def conditional():
    keras.utils.set_random_seed(0)
    generator = networks.wavegan_generator(SHAPE, 2, 5, NUM_CLASSES, NUM_SPEAKERS, filter_size=16)
    critic = networks.wavegan_discriminator(SHAPE, 2, 2, NUM_CLASSES, NUM_SPEAKERS)
    game = models.WaveGAN(generator, critic, discriminator_steps=1, num_classes=NUM_CLASSES, modality=Sound(RATE))
    return compiled(game)


def sounds(count=20, labels=None):
    samples = np.random.default_rng(0).uniform(-1, 1, (count, *SHAPE))
    return data.from_arrays(samples.astype("float32"), labels, modality=Sound(RATE))


def spoken(count=8):
    speakers = np.eye(NUM_SPEAKERS)[np.arange(count) % NUM_SPEAKERS]
    return sounds(count, np.arange(count) % NUM_CLASSES).with_conditions(speakers=speakers)


def test_it_learns_saves_and_samples(tmp_path):
    game = compiled(wavegan(discriminator_steps=1))
    check_gan(game, sounds().batches(8), tmp_path)
    again = models.load(tmp_path / "game.keras")
    assert again.modality == Sound(RATE)


def test_it_is_the_papers_game():
    game = wavegan()
    assert (game.penalty_weight, game.discriminator_steps, game.latents) == (10.0, 5, latents.uniform)
    assert game.terms == ("critic", "gradient_penalty", "generator")
    z = game.draw_latents(1000, (0, 0))
    assert -1 <= float(tf.reduce_min(z)) < -0.95 and 0.95 < float(tf.reduce_max(z)) < 1


def test_the_phase_is_shuffled_independently_for_real_fake_and_mixed_sounds_and_not_in_inference():
    game = wavegan()
    shuffle = next(layer for layer in game.discriminator.layers if isinstance(layer, layers.PhaseShuffle))
    real, fake = (tf.constant(game.sample(4, seed=seed)) for seed in range(2))
    before = shuffle.seed_generator.state.numpy()
    game.discriminator_loss(real, fake)
    assert shuffle.seed_generator.state.numpy()[1] - before[1] == 3
    plain = [game.score(real, training=False).numpy() for _ in range(2)]
    np.testing.assert_array_equal(*plain)
    assert not np.array_equal(game.score(real), plain[0])


def test_a_resumed_game_shuffles_as_the_one_that_went_on(tmp_path):
    game = compiled(wavegan(discriminator_steps=1), run_eagerly=True)
    batches = sounds(8).batches(8)
    game.fit(batches, steps_per_epoch=1, verbose=0)
    game.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    for either in (game, again):
        either.fit(batches, steps_per_epoch=1, verbose=0)
    np.testing.assert_array_equal(game.sample(2), again.sample(2))


def test_its_saved_model_gives_waveforms_and_wav_files(tmp_path):
    game = wavegan()
    signatures = tf.saved_model.load(export.export_generator(game, tmp_path / "model")).signatures
    expected = np.concatenate([game.sample(1, seed=seed) for seed in (3, 4)])
    drawn = signatures["sample"](seed=tf.constant([3, 4]))["waveforms"]
    np.testing.assert_allclose(drawn, expected, atol=1e-6)
    z = game.draw_latents(2, (0, 1))
    served = signatures["serving_default"](latents=z)["waveforms"]
    np.testing.assert_allclose(served, game.predict(z, verbose=0), atol=1e-6)
    files = signatures["wav"](seed=tf.constant([3, 4]))["audio_bytes"].numpy()
    for content, waveform in zip(files, drawn.numpy(), strict=True):
        decoded, rate = tf.audio.decode_wav(content)
        np.testing.assert_allclose(decoded, waveform, atol=0.51 / 32768)
        (tmp_path / "a.wav").write_bytes(content)
        other_rate, samples = scipy.io.wavfile.read(tmp_path / "a.wav")
        np.testing.assert_array_equal(samples, Sound(RATE).to_stored(decoded)[:, 0])
        assert int(rate) == other_rate == RATE


@pytest.mark.slow
def test_by_digit_and_speaker_it_learns_saves_samples_and_resumes_to_the_bit(tmp_path):
    game, batches = conditional(), spoken().batches(8, labels=True)
    assert (game.drawn_inputs, game.given_inputs) == (("latents",), ("labels", "speakers"))
    check_gan(game, batches, tmp_path)
    again = models.load(tmp_path / "game.keras")
    for either in (game, again):
        either.fit(batches, steps_per_epoch=1, verbose=0)
    for mine, other in zip(game.get_weights(), again.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, other)


def test_the_post_filter_learns_with_the_generator_alone():
    game = conditional()
    kernel = game.generator.layers[-2].kernel
    real = game.samples(next(iter(spoken().batches(8, labels=True))))
    with game.tape("generator") as tape:
        fake = game.generate_fake(real)
    before = kernel.numpy()
    game.descend(lambda: game.discriminator_terms(real, fake), "discriminator")
    np.testing.assert_array_equal(kernel, before)
    game.descend(lambda: game.generator_terms(real, fake), "generator", tape)
    assert (kernel.numpy() != before).all()


@pytest.mark.slow
def test_the_cpp_runtime_speaks_a_digit_with_a_voice(tmp_path):
    game = conditional()
    folder = export.export_generator(game, tmp_path / "model")
    given = {"labels": np.array([0, 2], "int32"), "speakers": np.eye(NUM_SPEAKERS, dtype="float32")}
    latents = game.draw_latents(2, (0, 1)).numpy()
    np.savez(tmp_path / "in.npz", latents=latents, **given)
    command = [
        sys.executable,
        cpp_loader.__file__,
        folder,
        "serving_default",
        tmp_path / "in.npz",
        tmp_path / "out.npz",
    ]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    served = np.load(tmp_path / "out.npz")["waveforms"]
    np.testing.assert_allclose(served, game.predict({"latents": latents, **given}, verbose=0), atol=1e-5)


def test_the_recipe_measures_whether_a_classifier_hears_the_requested_digit(monkeypatch):
    waveforms = keras.Input(SHAPE)
    features = keras.layers.Flatten(name="features")(waveforms)
    classifier = keras.Model(waveforms, keras.layers.Dense(NUM_CLASSES)(features))
    monkeypatch.setattr(metrics, "classifier_of", lambda train, file: classifier)
    examples = spoken()
    for conditional, chosen in ((True, metrics.LabelAgreement), (False, metrics.InceptionScore)):
        game = recipe.model(examples, width=2, conditional=conditional)
        assert game.given_inputs == (("labels", "speakers") if conditional else ("speakers",))
        first, *_, last = recipe.evaluation_metrics(game, examples, examples)
        assert isinstance(first, metrics.FrechetDistance) and isinstance(last, chosen)


def test_the_recipe_refuses_to_make_sounds_by_class_without_labels():
    with pytest.raises(ValueError, match="no labels.*use --labels-from"):
        recipe.model(sounds(), width=2, conditional=True)


def test_networks_for_other_lengths_are_refused():
    with pytest.raises(ValueError, match=r"makes samples of shape \(256, 1\), but the discriminator takes \(64, 1\)"):
        models.WaveGAN(networks.wavegan_generator(SHAPE, 2), networks.wavegan_discriminator((64, 1), 2))
