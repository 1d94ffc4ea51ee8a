"""RealNVP."""

import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents
from tfgan_zoo.checks import Range, check_range
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.losses.variational import normal_log_densities
from tfgan_zoo.models.yardsticks.likelihood_model import LikelihoodModel
from tfgan_zoo.networks import inverse_flow

MIDDLE = 0.5  # of a level's interval


@keras.saving.register_keras_serializable("tfgan_zoo")
class RealNVP(LikelihoodModel):
    """Nonlinear independent components: an invertible network between samples and normal latents.

    The density of a sample is that of its latents times the determinant of the Jacobian, so it is exact, the way back
    from a sample to its latents is exact too, and a sample takes one pass. Pixels have few levels, of which a density
    could be infinite; so each level is an interval, in which a uniform number is drawn ("dequantization"). The mean of
    the log-density is then a lower bound on the log-probability of the level.

    Args:
        network: a flow, as of `networks.real_nvp_flow`, of values in [0, 1] where there are levels.
        levels: number of equally spaced values from -1 to 1 that a sample's entries have: 256 for images, 2 if they
            are black and white. None for continuous samples.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: samples (batch, ...), float in [-1, 1]; `predict` takes latents of the same shape.
    Output shape: samples (batch, ...), float32, rounded to the levels.

    Raises:
        ValueError: if the network is not a flow, or there are fewer than two levels.

    Example:
        >>> flow = tfgan_zoo.networks.real_nvp_flow((28, 28, 1), margin=0.05)
        >>> model = tfgan_zoo.models.RealNVP(flow)
        >>> model.compile(optimizer=keras.optimizers.Adam(1e-3, global_clipnorm=100.0))
        >>> history = model.fit(tfgan_zoo.data.load("digits").batches(64), steps_per_epoch=900)
        >>> again = model.reconstruct(images)  # the same images

    Reference:
        Dinh et al. 2017, https://arxiv.org/abs/1605.08803, eqs. 2 and 3; without exp(s), it is their NICE,
        https://arxiv.org/abs/1410.8516.
    """

    latents = staticmethod(latents.normal)

    def __init__(self, network, levels=256, seed=0, **kwargs):
        super().__init__(network, seed, **kwargs)
        if levels is not None:
            check_range(self, Range(2, is_integer=True), levels=levels)
        self.levels = levels
        inverse = inverse_flow(self.network)
        codes = keras.Input(inverse.input_shape[1:], name="latents")
        self.inverse = keras.Model(codes, self.rounded(inverse(codes)[0]), name="inverse")
        samples = keras.Input(self.network.input_shape[1:], name="samples")
        self.encoder = keras.Model(samples, self.network(self.within_levels(samples, MIDDLE))[0], name="encoder")

    @property
    def sampler(self):
        """The inverse of the flow."""
        return self.inverse

    def within_levels(self, samples, position):
        """Samples in [-1, 1] as points of their levels' intervals in [0, 1]; continuous ones unchanged.

        Args:
            samples: (batch, ...).
            position: where in its interval, in [0, 1): a number, or a tensor like the samples.
        """
        if self.levels is None:
            return samples
        return (ops.round((samples + 1) * (0.5 * (self.levels - 1))) + position) / self.levels

    def rounded(self, values):
        """The samples in whose levels' intervals values in [0, 1] are; those beyond get the nearest level."""
        if self.levels is None:
            return values
        highest = self.levels - 1
        return ops.clip(ops.floor(values * self.levels), 0, highest) * (2 / highest) - 1

    def log_likelihoods(self, samples, seed, training=False):
        """Continuous samples: their log-densities. Else a lower bound on the log-probabilities of their levels, by one
        draw in each interval: a unit of the interval [0, 1] is `levels` intervals."""
        samples = ops.cast(sample_of(samples), "float32")
        if self.levels is None:
            return self.log_densities(samples, training)
        shape = samples.shape[1:]
        noise = replica_rows(
            lambda count: tf.random.stateless_uniform((count, *shape), seed, alg="philox"), tf.shape(samples)[0]
        )
        densities = self.log_densities(self.within_levels(samples, noise), training)
        return densities - math.prod(shape) * math.log(self.levels)

    def log_densities(self, values, training=False):
        """The log-densities of what the flow takes: (batch,) in nats."""
        codes, log_determinants = self.forward_pass(self.network, values, training)
        return normal_log_densities(codes) + ops.cast(log_determinants, "float32")
