"""A Gaussian posterior q(z|x), as an encoder gives it: means, and logarithms of variances."""

import keras
from keras import ops

from tfgan_zoo.losses.exponential import exponential
from tfgan_zoo.models.base.inputs import inputs_of


class GaussianPosterior(keras.Model):
    """Mixin of a game whose encoder gives means and log-variances of q(z|x), listed before the game's base class."""

    encoder_outputs = ("means", "log-variances")

    def posterior(self, samples, training=False):
        """q(z|x): means and logarithms of variances, each float32 (batch, latent_size)."""
        return self.forward_pass(self.encoder, inputs_of(self.encoder, samples), training)


def reparametrized(means, log_variances, noise):
    """Codes z = mu + sigma * eps, through which gradients reach both of the encoder's outputs.

    Args:
        means: mu, (batch, code).
        log_variances: log sigma^2, of the same shape.
        noise: eps, standard normal, of the same shape.

    Returns:
        float32 (batch, code).

    Example:
        >>> float(reparametrized([[1.0]], [[0.0]], [[-2.0]])[0, 0])
        -1.0

    Reference:
        Kingma & Welling 2014, https://arxiv.org/abs/1312.6114, section 2.4.
    """
    means, log_variances = (ops.cast(values, "float32") for values in (means, log_variances))
    return means + exponential(0.5 * log_variances) * noise
