"""Sounds."""

import html

import keras
import numpy as np
import scipy.io.wavfile
import tensorflow as tf

from tfgan_zoo import plots
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.modalities.modality import Modality

FULL_SCALE = 32768.0  # 1 is stored as this value, except that +1 itself is clipped to 32767
TOLERANCE = 1e-3  # beyond [-1, 1], for rounding


@keras.saving.register_keras_serializable("tfgan_zoo")
class Sound(Modality):
    """Sounds: stored as int16 (length, channels), float32 in [-1, 1] in a game; written as .wav files.

    Args:
        rate: samples per second.

    Raises:
        ValueError: if the rate is not an integer of at least 1.

    Example:
        >>> Sound(8000).to_model(np.array([0, -32768], "int16")).numpy().tolist()
        [0.0, -1.0]
    """

    name = "sound"
    output_name = "waveforms"
    suffix = ".wav"
    is_bounded = True
    num_shown = 12
    num_files = 8
    draws_files = True
    draws_real = True

    def __init__(self, rate):
        check_at_least_one(self, rate=rate)
        self.rate = int(rate)

    def to_model(self, stored):
        return tf.cast(stored, tf.float32) / FULL_SCALE

    def to_stored(self, samples):
        samples = np.asarray(samples)
        if samples.dtype == np.int16:
            return samples
        scaled = samples * FULL_SCALE
        rounded = np.trunc(scaled + np.copysign(0.5, scaled))  # as tf.audio.encode_wav does
        return np.clip(rounded, -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)

    def checked(self, samples, name):
        floating = np.issubdtype(samples.dtype, np.floating)
        if samples.dtype != np.int16 and not floating:
            raise ValueError(f"{name} has type {samples.dtype}; sounds are int16, or floats in [-1, 1].")
        if samples.ndim != 3 or samples.shape[-1] not in (1, 2):
            hint = "add the channel with sounds[..., None]" if samples.ndim == 2 else "reshape it"
            raise ValueError(f"{name} has shape {samples.shape}; expected sounds (examples, length, 1 or 2); {hint}.")
        if floating and not np.isfinite(samples).all():
            count = int((~np.isfinite(samples)).sum())
            raise ValueError(f"{name} has {count} values that are NaN or infinite; remove or replace them.")
        if floating and np.abs(samples).max() > 1:
            raise ValueError(
                f"{name} has floats from {samples.min():g} to {samples.max():g}; expected [-1, 1]. "
                "For 16-bit values use sounds.astype('int16'), otherwise sounds / abs(sounds).max()."
            )
        return self.to_stored(samples)

    def check_generated(self, samples, name):
        super().check_generated(samples, name)
        peak = float(np.abs(samples).max())
        if peak > 1.0 + TOLERANCE:
            raise ValueError(
                f"{name} outputs sounds with values up to {peak:.3g}; expected [-1, 1]: end the generator in tanh."
            )

    def draw(self, path, samples, real=None, given=None, title=""):
        plots.waveforms(path, samples, self.rate, real, title)

    def write_file(self, path, sample):
        scipy.io.wavfile.write(path, self.rate, sample)

    def encoders(self, sample_shape):
        return {"wav": ("audio_bytes", self.encode)}

    def encode(self, waveforms):
        """Waveforms float32 in [-1, 1], (batch, length, channels) -> 16-bit WAV files, strings of shape (batch,)."""
        return tf.map_fn(
            lambda waveform: tf.audio.encode_wav(waveform, self.rate), waveforms, fn_output_signature=tf.string
        )

    def markdown(self, path):
        """An audio player, with a link as the fallback."""
        address = html.escape(path.as_posix())
        return f'<audio controls src="{address}"><a href="{address}">{html.escape(path.name)}</a></audio>'

    def vectors(self, samples):
        """Log spectrograms in units of 20 dB, because waveforms are far apart after any shift."""
        levels = [plots.spectrograms(np.asarray(channel)) for channel in np.moveaxis(samples, -1, 0)]
        return super().vectors(np.stack(levels, axis=1)) / 20.0
