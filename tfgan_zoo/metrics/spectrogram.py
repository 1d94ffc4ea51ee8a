"""Sounds as pictures that a small convolutional classifier can look at."""

import keras
import tensorflow as tf

from tfgan_zoo.metrics.classifier import train_classifier

SECONDS = 0.032  # of one frame, or up to twice that: its samples are a power of two
LOWEST = 60.0  # Hz, where the first band begins
FLOOR = 80.0  # dB below full scale; lower levels are clipped


@keras.saving.register_keras_serializable("tfgan_zoo")
class LogMelSpectrogram(keras.layers.Layer):
    """How loud a sound is in each of some bands, at each time: from -1 at 80 dB below full scale to 1 at full scale.

    The bands follow the mel scale of pitch perception: narrow at low frequencies, wide at high ones. Frames of at least
    32 ms overlap by half. `keras.layers.MelSpectrogram` measures its decibels from the loudest sound of a batch, so
    that one sound's picture would depend on the others.

    Args:
        rate: samples in a second.
        num_bands: how many bands.

    Input shape: waveforms (batch, length, channels), float in [-1, 1].
    Output shape: (batch, frames, num_bands, channels).

    Raises:
        ValueError: if a sound is shorter than a frame.

    Example:
        >>> LogMelSpectrogram(8000)(tf.zeros((2, 4096, 1))).shape
        TensorShape([2, 31, 40, 1])
    """

    def __init__(self, rate, num_bands=40, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.num_bands = num_bands
        self.frame = 1 << (round(SECONDS * rate) - 1).bit_length()

    def build(self, input_shape):
        if len(input_shape) != 3 or input_shape[1] is None or input_shape[1] < self.frame:
            raise ValueError(
                f"LogMelSpectrogram takes sounds (batch, length, channels) of at least {self.frame} samples, one frame "
                f"at {self.rate} Hz, not of shape {tuple(input_shape)}: give longer sounds, or their true rate."
            )

    def call(self, waveforms):
        # einsum: in a graph, oneDNN's product of a rank-4 and a rank-2 tensor crashes some processors (TensorFlow 2.21)
        powers = tf.einsum("bctf,fm->bctm", self.powers(waveforms), self.bands())
        decibels = 10.0 * tf.math.log(tf.maximum(powers, 10.0 ** (-FLOOR / 10))) / tf.math.log(10.0)
        return tf.transpose(tf.minimum(decibels * (2.0 / FLOOR) + 1.0, 1.0), (0, 2, 3, 1))

    def powers(self, waveforms):
        """(batch, channels, frames, frequencies): 1 for a sine of amplitude 1 at that frequency."""
        window = tf.signal.hann_window(self.frame)
        channels = tf.transpose(tf.cast(waveforms, tf.float32), (0, 2, 1)) * (2.0 / tf.reduce_sum(window))
        return tf.square(tf.abs(tf.signal.stft(channels, self.frame, self.frame // 2, self.frame)))

    def bands(self):
        """Weights (frequencies, num_bands) of each frequency in each band."""
        return tf.signal.linear_to_mel_weight_matrix(
            self.num_bands, self.frame // 2 + 1, self.rate, LOWEST, self.rate / 2
        )

    def compute_output_shape(self, input_shape):
        batch, length, channels = input_shape
        return (batch, (length - self.frame) // (self.frame // 2) + 1, self.num_bands, channels)

    def get_config(self):
        return {**super().get_config(), "rate": self.rate, "num_bands": self.num_bands}


def train_sound_classifier(sounds, labels, num_classes, rate, name="classifier", epochs=10):
    """`train_classifier` on spectrograms, as a network that takes waveforms.

    Args:
        sounds: float32 in [-1, 1], shape (n, length, channels).
        labels: integers below `num_classes`, shape (n,).
        num_classes: number of classes.
        rate: samples in a second.
        name: name of the model; it is part of every result.
        epochs: passes over the sounds.

    Returns:
        `keras.Model` from waveforms to logits (batch, num_classes), with a layer `features` and the attribute
        `held_out_accuracy`.

    Raises:
        ValueError: as `train_classifier`, or if a sound is shorter than a frame.

    Example:
        >>> tones = tfgan_zoo.data.load("tones")
        >>> classifier = train_sound_classifier(*metrics.float_arrays(tones), tones.num_classes, tones.modality.rate)
    """
    waveforms = keras.Input(sounds.shape[1:], name="waveforms", dtype="float32")
    pictures = LogMelSpectrogram(rate, dtype="float32")(waveforms)
    network = keras.Model(waveforms, pictures)
    trained = train_classifier(network.predict(sounds, verbose=0), labels, num_classes, name, epochs)
    outputs = pictures
    for layer in trained.layers[1:]:  # the same layers on the spectrograms in place of the input
        outputs = layer.from_config(layer.get_config())(outputs)
    classifier = keras.Model(waveforms, outputs, name=name)
    classifier.set_weights(trained.get_weights())
    classifier.held_out_accuracy = trained.held_out_accuracy
    return classifier
