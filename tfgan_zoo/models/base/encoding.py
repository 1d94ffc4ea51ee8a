"""Codes and reconstructions of samples, for games with an encoder."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents
from tfgan_zoo.checks import Range
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.inputs import inputs_of

BATCH_SIZE = 256  # examples encoded at a time


class Encoded(keras.Model):
    """A model with an encoder, which infers the code from which the sampler would generate a sample.

    Attributes:
        encoder: functional `keras.Model` whose first input is the sample and whose first output is the code, the
            sampler's first input; or None.
    """

    encoder = None

    def codes(self, samples, training=False):
        """The code of each sample, float32 (batch, ...); works in graphs too.

        Args:
            samples: as `samples` returns them.
            training: whether the encoder's layers run as in training.
        """
        outputs = self.forward_pass(self.encoder, inputs_of(self.encoder, samples), training)
        return ops.cast(keras.tree.flatten(outputs)[0], "float32")

    def decode(self, codes, given=None, training=False):
        """The sampler's output for codes, (batch, ...); works in graphs too.

        Args:
            codes: (batch, ...), used instead of random latents.
            given: dict of the given inputs by name, if the sampler has any.
            training: whether the sampler's layers run as in training.
        """
        (name,) = self.drawn_inputs
        return self.forward_pass(self.sampler, {name: codes, **(given or {})}, training)

    def reconstructions(self, samples):
        """Samples encoded and decoded, (batch, ...); works in graphs too."""
        return self.decode(self.codes(samples), self.given_of(samples))

    def encode(self, samples):
        """The codes of samples.

        Args:
            samples: array (n, ...) as in training, such as images in [-1, 1]; or, for a conditional game, a dict of
                "sample" and the conditions by name.

        Returns:
            float32 NumPy array (n, ...).

        Raises:
            ValueError: if there is no encoder, or the samples have another type or lack a condition.

        Example:
            >>> vae.encode(images).shape
            (64, 20)
        """
        return in_batches(self.codes, self.checked_samples(samples))

    def reconstruct(self, samples):
        """Samples encoded to codes and decoded.

        Args:
            samples: as for `encode`.

        Returns:
            NumPy array (n, ...) as the sampler generates them: images in [-1, 1].
        """
        return in_batches(self.reconstructions, self.checked_samples(samples))

    def interpolate(self, first, second, num_steps=8, interpolation=latents.lerp):
        """Interpolations between pairs of samples, decoded from their interpolated codes.

        Args:
            first, second: arrays (n, ...) of samples.
            num_steps: samples per interpolation; the first and the last are the reconstructions of the pair.
            interpolation: function of (first codes, second codes, weights), such as `latents.lerp` or `latents.slerp`.

        Returns:
            NumPy array (n, num_steps, ...).

        Raises:
            ValueError: if there are fewer than two steps, there is no encoder, or the samples have another type.
        """
        if num_steps not in Range(2, is_integer=True):
            raise ValueError(f"num_steps is {num_steps}; expected at least 2, because both endpoints are included.")
        codes = interpolation(self.encode(first), self.encode(second), np.linspace(0, 1, num_steps))
        decoded = in_batches(self.decode, codes.reshape(-1, *codes.shape[2:]))
        return decoded.reshape(len(codes), num_steps, *decoded.shape[1:])

    def checked_samples(self, samples):
        """A user's samples, converted and checked as in training."""
        if self.encoder is None:
            raise ValueError(f"{type(self).__name__} has no encoder, so samples have no codes: use a game with one.")
        return self.samples(tf.nest.map_structure(tf.convert_to_tensor, samples))


def in_batches(function, samples):
    """The function's outputs for samples (n, ...), computed in batches: NumPy array (n, ...)."""
    starts = range(0, len(sample_of(samples)), BATCH_SIZE)
    parts = [tf.nest.map_structure(lambda rows, at=start: rows[at : at + BATCH_SIZE], samples) for start in starts]
    return np.concatenate([np.asarray(function(part)) for part in parts])
