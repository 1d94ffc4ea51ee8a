"""The way back from a sample to its code, for games that have an encoder."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.inputs import inputs_of

BATCH_SIZE = 256  # examples that are encoded at once


class Encoded(keras.Model):
    """A model whose sampler has a way back: `encoder` gives the code that a sample would be made from.

    Attributes:
        encoder: functional `keras.Model` whose first input is the sample and whose first output is the code, the
            sampler's first input; or None.
    """

    encoder = None

    def codes(self, samples, training=False):
        """The code of each sample, float32 (batch, ...): for graphs too.

        Args:
            samples: as `samples` gives them.
            training: whether the encoder's layers run as in training.
        """
        outputs = self.forward_pass(self.encoder, inputs_of(self.encoder, samples), training)
        return ops.cast(keras.tree.flatten(outputs)[0], "float32")

    def decode(self, codes, given=None, training=False):
        """What the sampler makes of codes, (batch, ...): for graphs too.

        Args:
            codes: (batch, ...), in place of the latents that are else drawn.
            given: dict of the given inputs by name, where the sampler has any.
            training: whether the sampler's layers run as in training.
        """
        (name,) = self.drawn_inputs
        return self.forward_pass(self.sampler, {name: codes, **(given or {})}, training)

    def reconstructions(self, samples):
        """What becomes of samples on the way to their codes and back, (batch, ...): for graphs too."""
        return self.decode(self.codes(samples), self.given_of(samples))

    def encode(self, samples):
        """The codes of samples.

        Args:
            samples: array (n, ...) as in training, such as images in [-1, 1]; or, where conditions belong to it, a
                dict of "sample" and the conditions by name.

        Returns:
            float32 NumPy array (n, ...).

        Raises:
            ValueError: if they are not such samples.

        Example:
            >>> vae.encode(images).shape
            (64, 20)
        """
        return in_batches(self.codes, self.encodable(samples))

    def reconstruct(self, samples):
        """Samples after their way to a code and back.

        Args:
            samples: as for `encode`.

        Returns:
            NumPy array (n, ...) as the sampler makes them: images in [-1, 1].
        """
        return in_batches(self.reconstructions, self.encodable(samples))

    def interpolate(self, first, second, num_steps=8, way=latents.lerp):
        """What lies on the way from each of some samples to another, by way of their codes.

        Args:
            first, second: arrays (n, ...) of samples.
            num_steps: samples of each way; its ends are the reconstructions of the two.
            way: function of (first codes, second codes, weights), such as `latents.lerp` or `latents.slerp`.

        Returns:
            NumPy array (n, num_steps, ...).

        Raises:
            ValueError: if a way has fewer than two steps, or they are not such samples.
        """
        if num_steps < 2:
            raise ValueError(f"a way has its two ends at least: give num_steps of 2 or more, not {num_steps}.")
        codes = way(self.encode(first), self.encode(second), np.linspace(0, 1, num_steps))
        decoded = in_batches(self.decode, codes.reshape(-1, *codes.shape[2:]))
        return decoded.reshape(len(codes), num_steps, *decoded.shape[1:])

    def encodable(self, samples):
        """What a user gives, as samples are in training."""
        if self.encoder is None:
            raise ValueError(f"{type(self).__name__} has no encoder, so there is no way back from samples to codes.")
        return self.samples(tf.nest.map_structure(tf.convert_to_tensor, samples))


def in_batches(function, samples):
    """A function of samples (n, ...) applied to a few of them at a time: NumPy array (n, ...)."""
    starts = range(0, len(sample_of(samples)), BATCH_SIZE)
    parts = [tf.nest.map_structure(lambda rows, at=start: rows[at : at + BATCH_SIZE], samples) for start in starts]
    return np.concatenate([np.asarray(function(part)) for part in parts])
