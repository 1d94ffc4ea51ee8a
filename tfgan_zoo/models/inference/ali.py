"""Adversarially learned inference."""

import keras
from keras import ops

from tfgan_zoo import latents
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.models.inference.bigan import BiGAN
from tfgan_zoo.models.inference.posterior import GaussianPosterior, reparametrized


@keras.saving.register_keras_serializable("tfgan_zoo")
class ALI(GaussianPosterior, BiGAN):
    """A BiGAN with a stochastic encoder: the code of a sample is drawn from q(z|x), a Gaussian.

    The discriminator compares (x, z) for z drawn from q(z|x) with (G(z), z) for z drawn from the prior. Gradients reach
    means and variances through the drawn code. Everything else is as in `BiGAN`, the simultaneous updates included; for
    users, the code of a sample is the mean of q(z|x).

    Args:
        generator, discriminator: as in `BiGAN`; the authors use no batch normalization in the discriminator.
        encoder: functional `keras.Model` from samples to [means, log-variances] of q(z|x), each (batch, latent_size);
            `tfgan_zoo.networks.bigan_encoder(..., gaussian=True)` is one. A deterministic one makes a `BiGAN`.
        **kwargs: those of `BiGAN`.

    Raises:
        ValueError: as `BiGAN`.

    Example:
        >>> generator = tfgan_zoo.networks.bigan_generator((28, 28, 1), width=256)
        >>> discriminator = tfgan_zoo.networks.bigan_discriminator((28, 28, 1), width=256, normalization=None)
        >>> encoder = tfgan_zoo.networks.bigan_encoder((28, 28, 1), width=256, gaussian=True)
        >>> ali = tfgan_zoo.models.ALI(generator, discriminator, encoder)

    Reference:
        Dumoulin et al. 2017, https://arxiv.org/abs/1606.00704, eq. 4 and algorithm 1.
    """

    def inferred_codes(self, samples):
        """Codes drawn from q(z|x), float32 (batch, latent_size)."""
        means, log_variances = self.posterior(samples, training=True)
        seed, count = self.next_seed(), ops.shape(sample_of(samples))[0]
        noise = replica_rows(lambda count: latents.normal((count, *self.latent_shape), seed), count)
        return reparametrized(means, log_variances, noise)
