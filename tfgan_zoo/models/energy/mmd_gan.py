"""MMD-GAN."""

import keras
from keras import ops

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import check_not_negative, check_positive
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.losses.discrepancy import BANDWIDTHS, check_bandwidths
from tfgan_zoo.models.energy.autoencoder_gan import AutoencoderGAN
from tfgan_zoo.networks.layer_search import features_output

# Keeps the square root's derivative finite when the two sets of codes are equal; its own root, 1e-4, is far below any
# discrepancy that matters.
EPSILON = 1e-8


@keras.saving.register_keras_serializable("tfgan_zoo")
class MMDGAN(AutoencoderGAN):
    """An encoder learns codes in which a kernel two-sample test tells data from samples; the generator minimizes it.

    The statistic is the maximum mean discrepancy of the codes. Three things constrain the encoder: a decoder must
    reconstruct the samples from their codes, so that the encoder stays injective; its weights are clipped; and a rank
    hinge penalizes codes of data that are below those of samples on average.

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from samples to samples of the same shape, with its code f_phi(x) in a
            layer `features`: the encoder ends there, and the decoder starts.
        reconstruction_weight: lambda of the decoder's squared error, on data and on samples each; at least 0.
        rank_weight: weight of the rank hinge; at least 0, which disables it.
        clip_limit: c; the encoder's weights, not the decoder's, are clipped to [-c, c]; positive.
        bandwidths: the sigmas of the kernel, a sum of Gaussians on the codes.
        discriminator_steps: n_c.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if a weight is negative, the limit or a bandwidth is not positive, or the discriminator is not an
            autoencoder of the generator's samples.

    Example:
        >>> generator = tfgan_zoo.networks.infogan_generator((28, 28, 1))
        >>> autoencoder = tfgan_zoo.networks.autoencoder_discriminator((28, 28, 1))
        >>> mmd_gan = tfgan_zoo.models.MMDGAN(generator, autoencoder)

    Reference:
        Li et al. 2017, https://arxiv.org/abs/1705.08584, algorithm 1. As in the authors' code
        (https://github.com/OctoberChang/MMD-GAN) the losses use the square root of the biased statistic, and both
        players have the rank hinge.
    """

    terms = ("critic", "rank_hinge", "reconstruction", "generator", "generator_rank_hinge")

    def __init__(
        self,
        generator,
        discriminator,
        reconstruction_weight=8.0,
        rank_weight=16.0,
        clip_limit=0.01,
        bandwidths=BANDWIDTHS,
        discriminator_steps=5,
        **kwargs,
    ):
        super().__init__(generator, discriminator, discriminator_steps=discriminator_steps, **kwargs)
        check_not_negative(self, reconstruction_weight=reconstruction_weight, rank_weight=rank_weight)
        check_positive(self, clip_limit=clip_limit)
        check_bandwidths(bandwidths)
        self.reconstruction_weight = reconstruction_weight
        self.rank_weight = rank_weight
        self.clip_limit = clip_limit
        self.bandwidths = list(bandwidths)

    def discriminator_loss(self, real, fake):
        (codes, energies), (fake_codes, fake_energies) = self.codes_and_energies(real), self.codes_and_energies(fake)
        return {
            "critic": -self.discrepancy(codes, fake_codes),
            "rank_hinge": self.rank_weight * rank_hinge(codes, fake_codes),
            "reconstruction": self.reconstruction_weight * (ops.mean(energies) + ops.mean(fake_energies)),
        }

    def generator_loss(self, real, fake):
        codes, fake_codes = self.features(real), self.features(fake)
        return {
            "generator": self.discrepancy(codes, fake_codes),
            "generator_rank_hinge": -self.rank_weight * rank_hinge(codes, fake_codes),
        }

    def discrepancy(self, codes, fake_codes):
        """The maximum mean discrepancy of the codes: the square root of the biased estimate of its square."""
        squared = losses.biased_squared_mmd(codes, fake_codes, self.bandwidths)
        return ops.sqrt(ops.maximum(squared, EPSILON))

    def after_discriminator_step(self):
        super().after_discriminator_step()
        penalties.clip_weights(self.encoder_variables, self.clip_limit)

    @property
    def encoder_variables(self):
        """The encoder's trainable weights: those between the samples and their codes."""
        codes = features_output(self.discriminator)
        return keras.Model(self.discriminator.input, codes).trainable_variables


def rank_hinge(codes, fake_codes):
    """How far the mean code of data is below that of samples, averaged over the code's dimensions.

    0 where E f(x) >= E f(G(z)) in each dimension: the paper's feasible set.
    """
    real, fake = (ops.mean(gather_rows(each), axis=0) for each in (codes, fake_codes))
    return ops.mean(ops.relu(fake - real))
