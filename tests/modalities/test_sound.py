"""Sounds: stored and back, drawn, written, encoded, refused."""

import keras
import numpy as np
import pytest
import scipy.io.wavfile
import tensorflow as tf
from PIL import Image

from tfgan_zoo import data, plots
from tfgan_zoo.modalities import Sound

SOUND = Sound(8000)


def waves(count=3, length=300, channels=1):
    return np.random.default_rng(0).uniform(-1, 1, (count, length, channels)).astype("float32")


def test_every_stored_value_comes_back_from_the_model():
    stored = np.arange(-(2**15), 2**15, dtype="int16").reshape(1, -1, 1)
    samples = SOUND.to_model(stored)
    assert samples.dtype == tf.float32
    assert float(tf.reduce_min(samples)) == -1.0 and float(tf.reduce_max(samples)) < 1.0
    np.testing.assert_array_equal(SOUND.to_stored(samples), stored)


def test_what_is_louder_than_full_scale_is_stored_as_full_scale():
    assert SOUND.to_stored(np.array([-1.5, 1.0, 1.5])).tolist() == [-32768, 32767, 32767]


def test_a_data_set_of_sounds_is_made_from_arrays():
    examples = data.from_arrays(waves(), modality=SOUND)
    assert examples.samples.dtype == np.int16 and examples.modality == SOUND
    batch = next(iter(examples.batches(3, shuffle=False)))
    np.testing.assert_allclose(batch, waves(), atol=1 / 32768)
    np.testing.assert_array_equal(data.from_arrays(examples.samples, modality=SOUND).samples, examples.samples)


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (waves()[..., 0], r"shape \(3, 300\); expected sounds .*; add the channel with sounds\[..., None\]"),
        (waves(channels=3), r"expected sounds \(examples, length, 1 or 2\)"),
        (np.zeros((3, 8, 1), "int32"), "type int32; sounds are int16, or floats"),
        (2 * waves(), r"floats from -1.99924 to 1.99801; expected \[-1, 1\]"),
        (np.full((3, 8, 1), np.nan), "24 values that are NaN or infinite"),
    ],
)
def test_what_is_no_sound_is_refused(samples, message):
    with pytest.raises(ValueError, match=message):
        data.from_arrays(samples, modality=SOUND)


def test_generated_sounds_beyond_full_scale_or_not_finite_are_refused():
    SOUND.check_generated(waves(), "a game")
    with pytest.raises(ValueError, match="a game outputs sounds with values up to 1.5; .* end the generator in tanh"):
        SOUND.check_generated(1.5 * np.ones((1, 8, 1)), "a game")
    with pytest.raises(ValueError, match="not finite"):
        SOUND.check_generated(np.full((1, 8, 1), np.nan), "a game")


@pytest.mark.parametrize("rate", [0, 8000.5, None])
def test_a_rate_that_is_not_a_count_is_refused(rate):
    with pytest.raises(ValueError, match="rate as an integer of at least 1"):
        Sound(rate)


def test_it_is_saved_with_its_rate():
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(SOUND))
    assert again == SOUND and again.rate == 8000 and again != Sound(16_000)


@pytest.mark.parametrize("channels", [1, 2])
def test_each_sound_is_written_as_a_wav_file(tmp_path, channels):
    sounds = waves(channels=channels)
    paths = SOUND.write(tmp_path / "samples", sounds, first=7)
    assert [path.name for path in paths] == ["0007.wav", "0008.wav", "0009.wav"]
    for path, sound in zip(paths, sounds, strict=True):
        rate, samples = scipy.io.wavfile.read(path)
        assert rate == 8000 and samples.dtype == np.int16
        np.testing.assert_array_equal(samples.reshape(300, channels), SOUND.to_stored(sound))


def test_sounds_are_encoded_in_a_graph_as_they_are_written(tmp_path):
    sounds = np.concatenate([waves(), 1.5 * waves(1)])
    ((name, (output, encode)),) = SOUND.encoders((300, 1)).items()
    assert (name, output) == ("wav", "audio_bytes")
    encoded = tf.function(encode, input_signature=[tf.TensorSpec((None, 300, 1))])(sounds)
    for path, sound, content in zip(SOUND.write(tmp_path, sounds), sounds, encoded.numpy(), strict=True):
        decoded, rate = tf.audio.decode_wav(content)
        assert int(rate) == 8000
        np.testing.assert_array_equal(SOUND.to_stored(decoded), SOUND.to_stored(sound))
        assert path.read_bytes() == content


def test_a_report_plays_a_sound(tmp_path):
    shown = SOUND.markdown((tmp_path / "a&b.wav").relative_to(tmp_path))
    assert shown == '<audio controls src="a&amp;b.wav"><a href="a&amp;b.wav">a&amp;b.wav</a></audio>'


def test_a_shifted_sound_is_near_in_vectors_and_another_pitch_is_far():
    time = np.arange(4096) / 8000
    first, shifted, other = (np.sin(2 * np.pi * pitch * (time + delay)) for pitch, delay in
                             [(500, 0), (500, 0.0007), (900, 0)])  # fmt: skip
    vectors = SOUND.vectors(np.stack([first, shifted, other])[..., None])
    near, far = np.linalg.norm(vectors[0] - vectors[1]), np.linalg.norm(vectors[0] - vectors[2])
    assert vectors.dtype == np.float32
    assert near < 0.1 * far


def test_a_spectrogram_shows_a_sine_at_its_frequency_and_full_scale_as_zero_decibels():
    time = np.arange(2048) / 8000
    levels = plots.spectrograms(np.stack([np.sin(2 * np.pi * 1000 * time), 0.1 * np.sin(2 * np.pi * 2000 * time)]))
    assert levels.shape == (2, 29, 129)
    np.testing.assert_array_equal(levels.argmax(axis=-1), np.repeat([[32], [64]], 29, axis=1))
    np.testing.assert_allclose(levels.max(axis=-1), np.repeat([[0], [-20]], 29, axis=1), atol=0.01)
    assert levels.min() == -80


@pytest.mark.parametrize("length", [40, 3000])
def test_sounds_are_drawn_with_real_ones_below(tmp_path, length):
    def height(**options):
        SOUND.draw(tmp_path / "a.png", waves(5, length), title="5 steps", **options)
        with Image.open(tmp_path / "a.png") as picture:
            return picture.height

    assert height(real=waves(9, length)) > height() + 100


@pytest.mark.parametrize(
    ("samples", "message"),
    [(np.zeros((0, 8, 1)), "with n at least 1"), (np.full((2, 8, 1), np.inf), "training has diverged")],
)
def test_sounds_that_cannot_be_drawn_are_refused(tmp_path, samples, message):
    with pytest.raises(ValueError, match=message):
        SOUND.draw(tmp_path / "a.png", samples)
    assert not list(tmp_path.iterdir())
