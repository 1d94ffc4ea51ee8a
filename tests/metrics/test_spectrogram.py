"""Sounds as a classifier looks at them, and what is measured of their spectra and classes."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, metrics
from tfgan_zoo.metrics.spectrogram import LogMelSpectrogram
from tfgan_zoo.modalities import Sound
from tfgan_zoo.saving.classifier import read_classifier, write_classifier

RATE = 8000


def sines(pitches, length=1024, amplitude=1.0):
    time = np.arange(length) / RATE
    return (amplitude * np.sin(2 * np.pi * np.reshape(pitches, (-1, 1)) * time))[..., None].astype("float32")


def beeps(count, seed=0):
    """Low and high beeps with noise: labeled examples of two classes."""
    generator = np.random.default_rng(seed)
    labels = np.arange(count) % 2
    sounds = sines(np.where(labels, 1500, 500) * generator.uniform(0.8, 1.2, count), amplitude=0.5)
    sounds += generator.normal(0, 0.01, sounds.shape).astype("float32")
    return data.from_arrays(sounds, labels, name="beeps", modality=Sound(RATE))


@pytest.fixture(scope="module")
def classifier():
    return metrics.classifier_of(beeps(80))


def test_a_louder_sine_is_higher_by_its_decibels_in_its_own_band():
    spectrogram = LogMelSpectrogram(RATE, num_bands=10)
    loud, quiet = (np.asarray(spectrogram(sines(1000, amplitude=amplitude))) for amplitude in (0.5, 0.05))
    band = loud.mean(axis=1).argmax(axis=1)
    np.testing.assert_allclose((loud - quiet)[0, :, band], 20 / 40, atol=0.01)  # 20 of the 80 dB that span 2
    assert loud.shape == spectrogram.compute_output_shape((1, 1024, 1)) == (1, 7, 10, 1)


def test_silence_is_the_floor_and_full_scale_noise_does_not_pass_the_top():
    spectrogram = LogMelSpectrogram(RATE)
    np.testing.assert_allclose(spectrogram(np.zeros((1, 512, 2), "float32")), -1.0, atol=1e-5)
    square = np.sign(sines(300))
    assert 0.5 < float(np.max(spectrogram(square))) <= 1.0


def test_one_sounds_spectrogram_does_not_depend_on_the_others():
    sounds = np.concatenate([sines(500, amplitude=0.01), sines(500)])
    spectrogram = LogMelSpectrogram(RATE)
    np.testing.assert_allclose(spectrogram(sounds)[:1], spectrogram(sounds[:1]), atol=1e-6)


@pytest.mark.parametrize(("rate", "frame"), [(8000, 256), (16_000, 512), (22_050, 1024)])
def test_a_frame_is_a_power_of_two_of_at_least_32_milliseconds(rate, frame):
    assert LogMelSpectrogram(rate).frame == frame


def test_a_sound_shorter_than_a_frame_is_refused():
    with pytest.raises(ValueError, match="at least 256 samples, one frame at 8000 Hz.*give longer sounds"):
        LogMelSpectrogram(RATE)(np.zeros((1, 255, 1), "float32"))


def test_a_classifier_of_sounds_takes_waveforms_and_gives_features(classifier):
    other = beeps(40, seed=1)
    logits = classifier.predict(metrics.float_arrays(other)[0], verbose=0)
    assert (logits.argmax(axis=1) == other.labels).mean() > 0.95
    assert classifier.held_out_accuracy > 0.9
    assert classifier.name == "classifier-beeps"
    assert metrics.features_of(classifier).output_shape == (None, 128)


def test_a_saved_classifier_of_sounds_gives_the_same(classifier, tmp_path):
    write_classifier(classifier, tmp_path / "classifier.keras")
    sounds = metrics.float_arrays(beeps(4))[0]
    np.testing.assert_array_equal(read_classifier(tmp_path / "classifier.keras")(sounds), classifier(sounds))


def test_the_share_of_a_class_counts_samples_of_each_kind(classifier):
    sounds, labels = metrics.float_arrays(beeps(40, seed=2))
    metric = metrics.ClassShare(classifier, label=1)
    metric.update(sounds[labels == 1], np.concatenate([sounds[labels == 1][:5], sounds[labels == 0][:15]]))
    generated, real = metric.result()
    assert (generated.metric, real.metric) == ("share_of_class_1", "share_of_class_1_of_real")
    assert generated.value == pytest.approx(0.25) and real.value == pytest.approx(1.0)
    assert (generated.n_real, generated.n_fake) == (20, 20)


@pytest.mark.parametrize("label", [-1, 2, "seven"])
def test_a_share_of_a_class_that_is_none_is_refused(classifier, label):
    with pytest.raises(ValueError, match="one of the classifier's 2 classes, from 0"):
        metrics.ClassShare(classifier, label)


def test_spectra_of_half_the_amplitude_are_six_decibels_apart():
    noise = np.random.default_rng(0).normal(0, 0.1, (20, 2048, 1)).astype("float32")
    metric = metrics.SpectralDistance(RATE)
    metric.update(noise, noise / 2)
    distance, _ = metric.result()
    assert distance.value == pytest.approx(20 * np.log10(2), abs=1e-3)
    assert (distance.n_real, distance.n_fake) == (20, 20)
    metric.reset()
    metric.update(noise, noise[:10])
    metric.update(noise[:1], noise[10:])
    assert metric.result()[0].value < 0.1


def test_silence_behind_the_sounds_does_not_change_how_far_their_spectra_are():
    def distance(silence):
        metric = metrics.SpectralDistance(RATE)
        metric.update(*(np.pad(sines(pitches, 2048), [(0, 0), (0, silence), (0, 0)]) for pitches in (500, 900)))
        return metric.result()[0].value

    assert distance(2048) == pytest.approx(distance(0), rel=0.1)


def test_noise_of_the_sounds_loudness_has_the_documented_distance():
    generator = np.random.default_rng(0)
    sounds = sines(generator.uniform(300, 600, 50), 2048, 0.5)
    sounds += generator.normal(0, 0.001, sounds.shape)
    loudness = np.sqrt((sounds**2).mean(axis=1, keepdims=True))
    metric = metrics.SpectralDistance(RATE)
    metric.update(sounds, (loudness * generator.normal(size=sounds.shape)).astype("float32"))
    distance, of_noise = metric.result()
    assert of_noise.metric == "spectral_distance_of_noise"
    assert distance.value == pytest.approx(of_noise.value, abs=0.5)
    assert of_noise.value > 10


def test_spectra_of_nothing_and_of_what_is_not_finite_are_refused():
    metric = metrics.SpectralDistance(RATE)
    with pytest.raises(ValueError, match="received 0 real and 0 generated sounds"):
        metric.result()
    metric.update(sines(500), np.full((1, 1024, 1), np.nan, "float32"))
    with pytest.raises(ValueError, match="all finite"):
        metric.result()


def test_spectra_are_summed_in_a_graph_over_batches_of_several_sizes():
    metric = metrics.SpectralDistance(RATE)
    update = tf.function(metric.update, autograph=False, reduce_retracing=True)
    for count in (4, 3):
        update(tf.constant(sines([500] * count)), tf.constant(sines([500] * count)))
    distance, _ = metric.result()
    assert (distance.value, distance.n_real) == (0.0, 7)
