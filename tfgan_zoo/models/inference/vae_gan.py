"""VAE-GAN."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents, losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.models.inference.encoder_gan import EncoderGAN
from tfgan_zoo.models.inference.posterior import GaussianPosterior, reparametrized
from tfgan_zoo.networks.layer_search import features_output


@keras.saving.register_keras_serializable("tfgan_zoo")
class VAEGAN(GaussianPosterior, EncoderGAN):
    """A VAE whose decoder is the generator of a GAN, and whose reconstructions are compared in the discriminator.

    The likelihood is a Gaussian of the discriminator's features instead of the pixels, so reconstructions need not be
    averages of all plausible images, which are blurred. With L_dis half the squared distance of the features of a
    sample and of its reconstruction, each player minimizes its own loss:

        encoder:        KL(q(z|x) || N(0, 1)) + L_dis, and nothing of the GAN
        generator:      gamma * L_dis - log D(G(z)) - log D(G(E(x)))
        discriminator:  -log D(x) - log(1 - D(G(z))) - log(1 - D(G(E(x)))), and nothing of L_dis

    All gradients are computed at the same weights, and then all players are updated. Deviations from the authors:
    the non-saturating loss of the generator, and no rule that skips a player that is too strong.

    Args:
        generator: the decoder; as in `GAN`.
        discriminator: as in `GAN`, with a layer named `features` in whose output L_dis is computed.
        encoder: functional `keras.Model` from samples to [means, log-variances] of q(z|x), each (batch, latent_size).
        reconstruction_weight: gamma. L_dis is summed over all features, so it is small: 1e-6 to 5e-5 in the
            authors' runs, with features of 16,384 numbers.
        kl_weight: weight of the divergence; 1 in the paper.
        **kwargs: those of `GAN`, but for `discriminator_steps`; the prior is N(0, 1).

    Raises:
        ValueError: if the networks do not fit each other, the discriminator has no layer `features`, several
            discriminator steps are asked for, or a weight is negative.

    Example:
        >>> shape = (28, 28, 1)
        >>> generator = tfgan_zoo.networks.convolutional_decoder(shape)
        >>> discriminator = tfgan_zoo.networks.dcgan_discriminator(shape, width=16)
        >>> encoder = tfgan_zoo.networks.convolutional_encoder(shape, gaussian=True)
        >>> vae_gan = tfgan_zoo.models.VAEGAN(generator, discriminator, encoder)

    Reference:
        Larsen et al. 2016, https://arxiv.org/abs/1512.09300, eqs. 7 to 10 and algorithm 1.
    """

    terms = ("discriminator", "generator", "generator_reconstruction", "kl", "reconstruction")
    latents = staticmethod(latents.normal)

    def __init__(self, generator, discriminator, encoder, reconstruction_weight=1e-2, kl_weight=1.0, **kwargs):
        super().__init__(generator, discriminator, encoder, **kwargs)
        check_not_negative(self, reconstruction_weight=reconstruction_weight, kl_weight=kl_weight)
        features_output(self.discriminator)  # refuses a discriminator without features
        self.reconstruction_weight = reconstruction_weight
        self.kl_weight = kl_weight

    @property
    def players(self):
        return {**super().players, "encoder": self.encoder_variables}

    def train_step(self, data):
        """One update of all players, by gradients at the same weights."""
        real = self.samples(data)
        with self.tape("encoder") as encoding, self.tape("generator") as generation:
            posterior = self.posterior(real, training=True)
            reconstructed = self.reconstructed(real, posterior)
            fake = self.generate_fake(real)
            distance = self.feature_distance(real, reconstructed)
        updates = {
            "discriminator": self.gradients(
                lambda: self.discriminator_objective(real, fake, reconstructed), "discriminator"
            ),
            "generator": self.gradients(
                lambda: self.generator_objective(real, fake, reconstructed, distance), "generator", generation
            ),
            "encoder": self.gradients(lambda: self.encoder_loss(posterior, distance), "encoder", encoding),
        }
        terms = {}
        for player, update in updates.items():
            terms |= self.update(player, *update)
        self.after_discriminator_step()
        return self.report(terms)

    def reconstructed(self, real, posterior):
        """Samples decoded from codes drawn from their posterior, with their conditions."""
        seed, count = self.next_seed(), ops.shape(sample_of(real))[0]
        noise = replica_rows(lambda count: latents.normal((count, *self.latent_shape), seed), count)
        (name,) = self.drawn_inputs
        inputs = {name: reparametrized(*posterior, noise), **self.given_of(real)}
        return with_sample(real, self.forward_pass(self.generator, inputs))

    def feature_distance(self, real, reconstructed):
        """L_dis: half the squared distance of the discriminator's features, summed over them, averaged over the batch.

        Both kinds of samples pass the discriminator as one batch, so that a normalization treats them alike.
        """
        both = tf.nest.map_structure(lambda *parts: ops.concatenate(parts), real, reconstructed)
        first, second = ops.split(self.features(both), 2)
        squares = ops.square(first - second)
        return 0.5 * ops.mean(ops.sum(squares, axis=range(1, len(squares.shape))))

    def encoder_loss(self, posterior, distance):
        """Named terms whose sum the encoder minimizes (eq. 7 with the distance in place of the pixels)."""
        return {"kl": self.kl_weight * losses.gaussian_kl(*posterior), "reconstruction": distance}

    def generator_objective(self, real, fake, reconstructed, distance):
        """The generator's terms on both kinds of generated samples, and gamma L_dis."""
        terms = self.generator_terms(real, fake)
        fooled = losses.non_saturating_generator(self.score(self.transform(reconstructed)))
        weighted = self.reconstruction_weight * distance
        return {**terms, "generator": terms["generator"] + fooled, "generator_reconstruction": weighted}

    def discriminator_objective(self, real, fake, reconstructed):
        """The discriminator's terms on both kinds of generated samples."""
        terms = self.discriminator_terms(real, fake)
        seen_through = ops.mean(ops.softplus(self.score(self.transform(reconstructed))))
        return {**terms, "discriminator": terms["discriminator"] + seen_through}
