import keras
import numpy as np
import pytest
import scipy.io.wavfile
import tensorflow as tf

from tests.helpers.checks import check_gan
from tests.helpers.tiny import compiled
from tfgan_zoo import data, latents, layers, models, networks
from tfgan_zoo.modalities import Sound
from tfgan_zoo.serving import export

SHAPE = (256, 1)
RATE = 8000


def wavegan(**options):
    keras.utils.set_random_seed(0)
    players = networks.wavegan_generator(SHAPE, 2, 5), networks.wavegan_discriminator(SHAPE, 2)
    return models.WaveGAN(*players, modality=Sound(RATE), **options)


def sounds(count=20):
    samples = np.random.default_rng(0).uniform(-1, 1, (count, *SHAPE))
    return data.from_arrays(samples.astype("float32"), modality=Sound(RATE))


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


def test_networks_for_other_lengths_are_refused():
    with pytest.raises(ValueError, match=r"makes samples of shape \(256, 1\), but the discriminator takes \(64, 1\)"):
        models.WaveGAN(networks.wavegan_generator(SHAPE, 2), networks.wavegan_discriminator((64, 1), 2))
