"""A restricted Boltzmann machine as a network from samples to free energies, and its Gibbs chain as another."""

import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, checked_arguments
from tfgan_zoo.networks.chains import run_chain
from tfgan_zoo.networks.layer_search import only_layer


@keras.saving.register_keras_serializable("tfgan_zoo")
class BoltzmannMachine(keras.layers.Layer):
    """Visible bits v and hidden bits h with p(v, h) proportional to exp(b v + c h + v W h).

    Args:
        num_hidden: number of hidden bits.

    Input shape: samples (batch, ...) in [-1, 1], where -1 is the bit 0 and 1 the bit 1; values between them count as
        the mean of a bit.
    Output shape: free energies (batch,), float32: F(v) = -b v - sum softplus(c + v W), and p(v) = exp(-F(v)) / Z.

    Example:
        >>> BoltzmannMachine(16)(np.ones((2, 8, 8, 1), "float32")).shape
        TensorShape([2])

    Reference:
        Hinton 2002, "Training products of experts by minimizing contrastive divergence",
        https://doi.org/10.1162/089976602760128018.
    """

    def __init__(self, num_hidden, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        check_at_least_one(self, num_hidden=num_hidden)
        self.num_hidden = num_hidden

    def build(self, input_shape):
        self.num_visible = math.prod(input_shape[1:])
        limit = 4 * math.sqrt(6 / (self.num_visible + self.num_hidden))
        self.kernel = self.add_weight(
            name="kernel",
            shape=(self.num_visible, self.num_hidden),
            initializer=keras.initializers.RandomUniform(-limit, limit),
        )
        self.visible_bias = self.add_weight(name="visible_bias", shape=(self.num_visible,), initializer="zeros")
        self.hidden_bias = self.add_weight(name="hidden_bias", shape=(self.num_hidden,), initializer="zeros")

    def call(self, samples):
        return self.free_energy(self.bits(samples))

    def bits(self, samples):
        """Samples (batch, ...) in [-1, 1] as bits (batch, num_visible)."""
        return 0.5 * (ops.reshape(samples, (-1, self.num_visible)) + 1)

    def free_energy(self, visible, beta=1.0):
        """F(v) at an inverse temperature of the hidden part: at 0, v depends on b alone."""
        hidden_logits = beta * (self.hidden_bias + ops.matmul(visible, self.kernel))
        return -ops.matmul(visible, self.visible_bias) - ops.sum(ops.softplus(hidden_logits), axis=-1)

    def gibbs(self, visible, uniforms, beta=1.0):
        """One step of the chain: hidden bits given the visible ones, then visible ones given those.

        Args:
            visible: bits (batch, num_visible).
            uniforms: in [0, 1), (batch, num_hidden + num_visible), by which bits are drawn.
            beta: as for `free_energy`.

        Returns:
            float32 bits (batch, num_visible).
        """
        hidden_uniforms, visible_uniforms = uniforms[:, : self.num_hidden], uniforms[:, self.num_hidden :]
        hidden_logits = beta * (self.hidden_bias + ops.matmul(visible, self.kernel))
        hidden = ops.cast(hidden_uniforms < ops.sigmoid(hidden_logits), "float32")
        visible_logits = self.visible_bias + beta * ops.matmul(hidden, ops.transpose(self.kernel))
        return ops.cast(visible_uniforms < ops.sigmoid(visible_logits), "float32")

    @property
    def num_bits(self):
        """Uniform numbers that a step of the chain uses."""
        return self.num_hidden + self.num_visible

    def get_config(self):
        return {**super().get_config(), "num_hidden": self.num_hidden}


@checked_arguments
def boltzmann_machine(sample_shape, num_hidden=64):
    """A restricted Boltzmann machine's free energy.

    Args:
        sample_shape: shape of one sample, each of whose values is a bit.
        num_hidden: number of hidden bits.

    Returns:
        `keras.Model` from samples (batch, *sample_shape) to free energies (batch,).

    Example:
        >>> tfgan_zoo.networks.boltzmann_machine((8, 8, 1)).count_params()
        4224
    """
    samples = keras.Input(sample_shape, name="samples")
    return keras.Model(samples, BoltzmannMachine(num_hidden, name="machine")(samples), name="boltzmann_machine")


def machine_of(network):
    """The `BoltzmannMachine` within a network.

    Raises:
        ValueError: if it has none.
    """
    return only_layer(network, BoltzmannMachine, "boltzmann_machine")


@checked_arguments
def gibbs_sampler(network, num_steps=100):
    """The network that runs a machine's Gibbs chain from fair bits.

    Args:
        network: as of `boltzmann_machine`.
        num_steps: steps of the chain; after few, samples still depend on the start.

    Returns:
        `keras.Model` from uniforms (batch, num_steps + 1, bits of a step) in [0, 1) to samples of -1 and 1.

    Raises:
        ValueError: if the network has no `BoltzmannMachine`, or there are no steps.

    Example:
        >>> gibbs_sampler(boltzmann_machine((8, 8, 1), num_hidden=16), 10).input_shape
        (None, 11, 80)
    """
    machine = machine_of(network)
    uniforms = keras.Input((num_steps + 1, machine.num_bits), name="uniforms", dtype="float32")
    samples = GibbsChain(machine, network.input_shape[1:], name="samples")(uniforms)
    return keras.Model(uniforms, samples, name="gibbs_sampler")


@keras.saving.register_keras_serializable("tfgan_zoo")
class GibbsChain(keras.layers.Layer):
    """The end of a Gibbs chain, as a function of uniform numbers.

    Args:
        machine: a `BoltzmannMachine`, whose weights it shares.
        sample_shape: shape of one sample.

    Input shape: uniforms (batch, steps + 1, num_bits); the first draw the fair bits that it starts from.
    Output shape: samples (batch, *sample_shape) of -1 and 1.
    """

    def __init__(self, machine, sample_shape, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        self.machine = machine
        self.sample_shape = tuple(sample_shape)
        self.built = True

    def call(self, uniforms):
        start = tf.cast(uniforms[:, 0, self.machine.num_hidden :] < 0.5, tf.float32)
        visible = run_chain(self.machine.gibbs, start, uniforms)
        return tf.stop_gradient(2 * tf.reshape(visible, (-1, *self.sample_shape)) - 1)

    def compute_output_spec(self, uniforms):
        return keras.KerasTensor((uniforms.shape[0], *self.sample_shape), dtype="float32")

    def get_config(self):
        machine = keras.saving.serialize_keras_object(self.machine)
        return {**super().get_config(), "machine": machine, "sample_shape": self.sample_shape}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "machine": keras.saving.deserialize_keras_object(config["machine"])})
