"""A denoising autoencoder of bits, and the Markov chain that it defines."""

import math

import keras
import tensorflow as tf
from keras import layers

from tfgan_zoo.checks import PROBABILITY, check_range, checked_arguments
from tfgan_zoo.networks.chains import run_chain


@checked_arguments
def denoiser(sample_shape, width=256, depth=2):
    """Dense layers with ReLU from corrupted samples to the logits of the clean bits.

    Args:
        sample_shape: shape of one sample, each of whose values is a bit.
        width: units of each hidden layer.
        depth: number of hidden layers.

    Returns:
        `keras.Model` from samples (batch, *sample_shape) in [-1, 1] to logits of the same shape, float32.

    Example:
        >>> tfgan_zoo.networks.denoiser((8, 8, 1)).output_shape
        (None, 8, 8, 1)
    """
    samples = keras.Input(sample_shape, name="samples")
    hidden = layers.Flatten()(samples)
    for _ in range(depth):
        hidden = layers.Dense(width, activation="relu")(hidden)
    logits = layers.Dense(math.prod(sample_shape), dtype="float32")(hidden)
    return keras.Model(samples, layers.Reshape(sample_shape, dtype="float32")(logits), name="denoiser")


def corrupted(samples, uniforms, corruption):
    """Samples of -1 and 1, a fraction of whose values is replaced by fair coin flips (salt-and-pepper noise).

    Args:
        samples: (batch, ...).
        uniforms: in [0, 1), of the same shape: a value is replaced below `corruption`, by 1 below half of that.
        corruption: probability that a value is replaced; half of those keep their value.
    """
    fair = tf.where(uniforms < 0.5 * corruption, 1.0, -1.0)
    return tf.where(uniforms < corruption, fair, samples)


def drawn(logits, uniforms):
    """Values of -1 and 1, each 1 where its uniform number is below its probability; no gradient passes."""
    return tf.stop_gradient(tf.where(uniforms < tf.sigmoid(logits), 1.0, -1.0))


@checked_arguments
def denoising_sampler(network, corruption, num_steps=100):
    """The network that runs the chain: it repeatedly corrupts, denoises and draws, starting from fair bits.

    Args:
        network: as of `denoiser`.
        corruption: probability that a value is replaced in each step.
        num_steps: steps of the chain.

    Returns:
        `keras.Model` from uniforms (batch, num_steps + 1, 2, *sample_shape) in [0, 1) to samples of -1 and 1.

    Example:
        >>> denoising_sampler(denoiser((8, 8, 1)), 0.4, 10).input_shape
        (None, 11, 2, 8, 8, 1)
    """
    shape = (num_steps + 1, 2, *network.input_shape[1:])
    uniforms = keras.Input(shape, name="uniforms", dtype="float32")
    samples = DenoisingChain(network, corruption, name="samples")(uniforms)
    return keras.Model(uniforms, samples, name="denoising_sampler")


@keras.saving.register_keras_serializable("tfgan_zoo")
class DenoisingChain(layers.Layer):
    """The end of a denoiser's chain, as a function of uniform numbers.

    Args:
        network: as of `denoiser`, whose weights it shares.
        corruption: probability that a value is replaced.

    Input shape: uniforms (batch, steps + 1, 2, ...); the first draw the fair bits at the beginning.
    Output shape: samples (batch, ...) of -1 and 1.

    Raises:
        ValueError: if the corruption is not in (0, 1).
    """

    def __init__(self, network, corruption, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        check_range(self, PROBABILITY, corruption=corruption)
        self.network = network
        self.corruption = corruption
        self.built = True

    def call(self, uniforms):
        return run_chain(self.step, tf.where(uniforms[:, 0, 0] < 0.5, 1.0, -1.0), uniforms)

    def step(self, samples, uniforms):
        """One step of the chain, by numbers (batch, 2, ...): to corrupt by, and to draw by."""
        corrupting, drawing = tf.unstack(uniforms, axis=1)
        logits = self.network(corrupted(samples, corrupting, self.corruption), training=False)
        return drawn(tf.cast(logits, tf.float32), drawing)

    def compute_output_spec(self, uniforms):
        return keras.KerasTensor((uniforms.shape[0], *uniforms.shape[3:]), dtype="float32")

    def get_config(self):
        network = keras.saving.serialize_keras_object(self.network)
        return {**super().get_config(), "network": network, "corruption": self.corruption}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "network": keras.saving.deserialize_keras_object(config["network"])})
