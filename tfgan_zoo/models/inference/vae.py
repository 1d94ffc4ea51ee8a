"""Variational autoencoder."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one, check_not_negative
from tfgan_zoo.losses.variational import gaussian_divergences, normal_log_densities
from tfgan_zoo.models.inference.autoencoder import Autoencoder
from tfgan_zoo.models.inference.posterior import GaussianPosterior, reparametrized


@keras.saving.register_keras_serializable("tfgan_zoo")
class VAE(GaussianPosterior, Autoencoder):
    """An autoencoder whose codes are drawn around what the encoder says, and held near N(0, 1).

    It descends the negative evidence lower bound on log p(x), in nats a sample: what the decoder says of the sample, of
    a code drawn from q(z|x), and the divergence of q(z|x) from the prior. So latents drawn from the prior are codes
    that the decoder knows, and it is a generator. The code of a sample is the mean of q(z|x).

    Args:
        encoder: functional `keras.Model` from samples to [means, log-variances] of q(z|x), each (batch, latent_size);
            `tfgan_zoo.networks.dense_encoder(..., gaussian=True)` is one.
        decoder: as in `Autoencoder`.
        likelihood: p(x|z), as in `Autoencoder`.
        kl_weight: weight of the divergence; 1 for the bound. More of it (beta-VAE) orders the codes and blurs the
            samples, less does the reverse.
        **kwargs: those of `Autoencoder`.

    Raises:
        ValueError: if the networks do not fit each other, or the weight is negative.

    Example:
        >>> encoder = tfgan_zoo.networks.dense_encoder((28, 28, 1), gaussian=True)
        >>> vae = tfgan_zoo.models.VAE(encoder, tfgan_zoo.networks.dense_decoder((28, 28, 1)))
        >>> vae.compile(optimizer=keras.optimizers.Adam(1e-3))
        >>> history = vae.fit(tfgan_zoo.data.load("digits").batches(128), steps_per_epoch=469)
        >>> samples, ways = vae.sample(16), vae.interpolate(images[:8], images[8:16])

    Reference:
        Kingma & Welling 2014, https://arxiv.org/abs/1312.6114, eqs. 3 and 10; beta-VAE: Higgins et al. 2017,
        https://openreview.net/forum?id=Sy2fzU9gl, eq. 4.
    """

    terms = ("reconstruction", "kl")

    def __init__(self, encoder, decoder, likelihood=None, kl_weight=1.0, **kwargs):
        super().__init__(encoder, decoder, likelihood, **kwargs)
        check_not_negative(self, kl_weight=kl_weight)
        self.kl_weight = kl_weight

    def autoencoder_loss(self, real):
        means, log_variances = self.posterior(real, training=True)
        (noise,) = self.fresh_inputs(real).values()
        codes = reparametrized(means, log_variances, noise)
        return {
            "reconstruction": -ops.mean(self.log_densities(real, codes, training=True)),
            "kl": self.kl_weight * losses.gaussian_kl(means, log_variances),
        }

    def bound_terms(self, samples, seed):
        """The parts of the negative evidence lower bound, without the divergence's weight.

        Args:
            samples: as `samples` gives them.
            seed: integers of shape (2,), of the one code that is drawn for each.

        Returns:
            dict of "reconstruction" and "kl", float32 (batch,) in nats each.
        """
        means, log_variances = self.posterior(samples)
        codes = reparametrized(means, log_variances, self.draw_latents(ops.shape(means)[0], seed))
        return {
            "reconstruction": -self.log_densities(samples, codes),
            "kl": gaussian_divergences(means, log_variances),
        }

    def log_weights(self, samples, num_codes, seed):
        """log p(x, z) - log q(z|x) for codes drawn from q(z|x): what p(x) is on average.

        Args:
            samples: as `samples` gives them.
            num_codes: codes drawn for each, one after the other, so that memory does not grow with them.
            seed: integers of shape (2,).

        Returns:
            float32 (batch, num_codes), for `losses.importance_weighted_bound`.

        Raises:
            ValueError: if there is not at least one code.
        """
        check_at_least_one(self, num_codes=num_codes)
        means, log_variances = self.posterior(samples)

        def log_weight(seed):
            noise = self.draw_latents(ops.shape(means)[0], seed)
            codes = reparametrized(means, log_variances, noise)
            joint = self.log_densities(samples, codes) + normal_log_densities(codes)
            return joint - normal_log_densities(noise, log_variances)

        seeds = tf.random.experimental.stateless_split(seed, num_codes, alg="philox")
        return ops.transpose(tf.map_fn(log_weight, seeds, fn_output_signature=tf.float32))
