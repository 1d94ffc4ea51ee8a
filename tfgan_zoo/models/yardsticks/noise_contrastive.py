"""Noise-contrastive estimation."""

import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_positive
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.losses.variational import normal_log_densities
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.networks.categorical import categorical


@keras.saving.register_keras_serializable("tfgan_zoo")
class NoiseContrastive(Game):
    """A density that learns by telling data from noise of a known density, its normalizing constant included.

    It is half a GAN: the discriminator is the logarithm of the model's density over that of the noise, and the noise
    does not learn. As no likelihood is maximized, the density need not be normalized; the best classifier is the one
    whose density is.

    Samples are drawn by importance: of several points of the noise, one is taken with a probability in proportion to
    the ratio of the densities.

    Args:
        network: functional `keras.Model` from samples to log-densities (batch,), as of `networks.gaussian_density`.
        noise_stddev: of the noise, which is normal around 0, and must be wherever data are.
        noise_ratio: nu, points of noise for each of the data.
        num_candidates: points of noise of which one becomes a sample.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: samples (batch, ...), float.
    Output shape: samples of the same shape.

    Raises:
        ValueError: if the network does not give one number for each sample, or a number is out of range.

    Example:
        >>> model = tfgan_zoo.models.NoiseContrastive(tfgan_zoo.networks.gaussian_density(2))
        >>> model.compile(optimizer=keras.optimizers.Adam(1e-2))
        >>> history = model.fit(points, batch_size=256, epochs=10)

    Reference:
        Gutmann & Hyvarinen 2010, "Noise-contrastive estimation", AISTATS, https://proceedings.mlr.press/v9/gutmann10a;
        2012, https://jmlr.org/papers/v13/gutmann12a.html, eqs. 5 to 8.
    """

    terms = ("contrast",)

    def __init__(self, network, noise_stddev=2.0, noise_ratio=5, num_candidates=100, seed=0, **kwargs):
        super().__init__(self.terms, seed, **kwargs)
        check_positive(self, noise_stddev=noise_stddev)
        check_at_least_one(self, noise_ratio=noise_ratio, num_candidates=num_candidates)
        self.network = functional(network, "network")
        if len(self.network.output_shape) != 1:
            raise ValueError(
                f"the network's output has the shape {self.network.output_shape}; expected a log-density for each "
                "sample, (None,), as of networks.gaussian_density."
            )
        self.noise_stddev = noise_stddev
        self.noise_ratio = noise_ratio
        self.num_candidates = num_candidates
        self.resampler = resampler(self.network, noise_stddev, num_candidates)

    @property
    def players(self):
        return {"network": self.network.trainable_variables}

    def train_step(self, data):
        real, seed = sample_of(self.samples(data)), self.next_seed()
        noise = replica_rows(lambda count: self.noise(count, seed), ops.shape(real)[0])
        noise = ops.reshape(noise, (-1, *real.shape[1:]))
        return self.report(self.descend(lambda: {"contrast": self.contrast(real, noise)}, "network"))

    def noise(self, count, seed):
        """Noise for so many samples of the data: (count, nu, ...)."""
        shape = (count, self.noise_ratio, *self.network.input_shape[1:])
        return self.noise_stddev * tf.random.stateless_normal(shape, seed, alg="philox")

    def contrast(self, real, noise):
        """Cross-entropy of classifying data and `noise_ratio` times as much noise, per sample of the data.

        Args:
            real: (batch, ...).
            noise: (batch * nu, ...).

        Returns:
            float32 scalar.
        """
        real_logits, noise_logits = (self.log_ratios(each) - math.log(self.noise_ratio) for each in (real, noise))
        return ops.mean(ops.softplus(-real_logits)) + self.noise_ratio * ops.mean(ops.softplus(noise_logits))

    def log_ratios(self, samples):
        """log p(x) - log p_noise(x), (batch,)."""
        noise = normal_log_densities(samples / self.noise_stddev, 2 * math.log(self.noise_stddev))
        return self.log_densities(samples) - noise

    def log_densities(self, samples, seed=None):
        """What the network takes for log p(x), its own constant included: float32 (batch,)."""
        return ops.cast(self.forward_pass(self.network, sample_of(samples)), "float32")

    # Sampling

    @property
    def sampler(self):
        """The network that chooses among candidates."""
        return self.resampler

    @property
    def drawn_inputs(self):
        return ("candidates", "uniforms")

    def draw(self, num_samples, seed):
        seeds = tf.random.experimental.stateless_split(seed, 2, alg="philox")
        shape = (num_samples, *self.resampler.inputs[0].shape[1:])
        return {
            "candidates": tf.random.stateless_normal(shape, seeds[0], alg="philox"),
            "uniforms": tf.random.stateless_uniform((num_samples,), seeds[1], alg="philox"),
        }

    def describe_distribution(self, name):
        return {"candidates": "standard normal", "uniforms": "uniform on [0, 1)"}[name]


def resampler(network, noise_stddev, num_candidates):
    """The network that makes samples of standard normal candidates and of uniform numbers, which choose one."""
    shape = network.input_shape[1:]
    candidates = keras.Input((num_candidates, *shape), name="candidates", dtype="float32")
    uniforms = keras.Input((), name="uniforms", dtype="float32")
    samples = Resampling(network, noise_stddev, name="samples")(candidates, uniforms)
    return keras.Model([candidates, uniforms], samples, name="resampler")


@keras.saving.register_keras_serializable("tfgan_zoo")
class Resampling(keras.layers.Layer):
    """One of several points of noise, by the ratio of a density to the noise's.

    Args:
        network: functional `keras.Model` from samples to log-densities.
        noise_stddev: of the noise.

    Input shape: candidates (batch, candidates, ...), standard normal; uniforms (batch,), float32 in [0, 1).
    Output shape: (batch, ...).
    """

    def __init__(self, network, noise_stddev, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        self.network = network
        self.noise_stddev = noise_stddev
        self.built = True

    def call(self, candidates, uniforms):
        count, shape = candidates.shape[1], candidates.shape[2:]
        flat = tf.reshape(candidates, (-1, *shape))
        log_ratios = tf.cast(self.network(self.noise_stddev * flat), tf.float32) - normal_log_densities(flat)
        chosen = categorical(tf.reshape(log_ratios, (-1, count)), uniforms)
        return tf.stop_gradient(self.noise_stddev * tf.gather(candidates, chosen, axis=1, batch_dims=1))

    def compute_output_spec(self, candidates, uniforms):
        return keras.KerasTensor((candidates.shape[0], *candidates.shape[2:]), dtype="float32")

    def get_config(self):
        network = keras.saving.serialize_keras_object(self.network)
        return {**super().get_config(), "network": network, "noise_stddev": self.noise_stddev}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "network": keras.saving.deserialize_keras_object(config["network"])})
