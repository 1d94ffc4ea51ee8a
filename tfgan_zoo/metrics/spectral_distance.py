"""How far the mean spectrum of generated sounds is from that of real ones."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.spectrogram import FLOOR, LogMelSpectrogram


class SpectralDistance:
    """Decibels between the mean power spectra of real and generated sounds, averaged over mel bands.

    Powers are averaged before their logarithm is taken, so that the silence at the end of a padded sound weighs
    nothing. The second result is the distance of noise that is as loud as the real sounds at each time: it has their
    power, spread evenly over all frequencies.

    Args:
        rate: samples in a second.
        split: which part of the data the real sounds are.

    Example:
        >>> metric = SpectralDistance(8000)
        >>> sounds = tfgan_zoo.data.load("tones", "test").arrays()[0] / 32768
        >>> metric.update(sounds, sounds)
        >>> [round(result.value) for result in metric.result()][0]
        0
    """

    name = "spectral_distance"
    higher_is_better = False

    def __init__(self, rate, split="test"):
        self.split = split
        self.spectrogram = LogMelSpectrogram(rate)
        shape = (2, self.spectrogram.frame // 2 + 1)
        self._powers = tf.Variable(tf.zeros(shape, tf.float64), trainable=False)  # of real, of generated sounds
        self._counts = tf.Variable(tf.zeros(2, tf.int64), trainable=False)

    def reset(self):
        """Discard all sounds."""
        for variable in (self._powers, self._counts):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add the spectra of a batch of real and one of generated sounds, (batch, length, channels) in [-1, 1]."""
        both = [tf.convert_to_tensor(sample_of(samples)) for samples in (real, fake)]
        spectra = [tf.reduce_mean(self.spectrogram.powers(sounds), axis=(1, 2)) for sounds in both]
        self._powers.assign_add(tf.stack([tf.reduce_sum(tf.cast(powers, tf.float64), axis=0) for powers in spectra]))
        self._counts.assign_add([tf.shape(sounds, tf.int64)[0] for sounds in both])

    def result(self):
        """The distance, and that of noise, as `Result`s.

        Raises:
            ValueError: if no sound of a kind was seen, or a generated one is not finite.
        """
        counts, powers = self._counts.numpy(), self._powers.numpy()
        if not counts.all() or not np.isfinite(powers).all():
            raise ValueError(
                f"received {counts[0]} real and {counts[1]} generated sounds; expected some of each, all finite."
            )
        real, fake = powers / counts[:, None]
        noise = np.full_like(real, real.mean())
        how = f"none, {self.spectrogram.num_bands} bands"
        return tuple(
            Result(name, self._distance(real, other), how, *map(int, counts), self.split)
            for name, other in ((self.name, fake), (f"{self.name}_of_noise", noise))
        )

    def _distance(self, real, other):
        bands = np.stack([real, other]) @ self.spectrogram.bands().numpy()
        decibels = 10 * np.log10(np.maximum(bands, 10 ** (-FLOOR / 10)))
        return float(np.abs(decibels[0] - decibels[1]).mean())
