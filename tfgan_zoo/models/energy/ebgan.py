"""Energy-based GAN."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative, check_positive
from tfgan_zoo.models.energy.autoencoder_gan import AutoencoderGAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class EBGAN(AutoencoderGAN):
    """An autoencoder whose error is minimized on data, and raised up to a margin on generated samples.

    The generator minimizes the energy of its samples. With a pull-away term (EBGAN-PT) it also makes the codes of its
    samples more orthogonal, so that they do not all collapse to the same low-energy region.

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from samples to samples of the same shape, with its code in a layer
            `features`. The energy D(x) is its squared error, the mean over the pixels; the paper's is the norm.
        margin: m, in the energy's units; positive. Above 4 it makes no difference for samples in [-1, 1].
        pull_away_weight: weight of the pull-away term; 0.1 in the paper's EBGAN-PT.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the margin is not positive, the weight is negative, or the discriminator is not an autoencoder
            of the generator's samples.

    Example:
        >>> generator = tfgan_zoo.networks.infogan_generator((28, 28, 1))
        >>> autoencoder = tfgan_zoo.networks.autoencoder_discriminator((28, 28, 1))
        >>> ebgan = tfgan_zoo.models.EBGAN(generator, autoencoder, margin=0.2, pull_away_weight=0.1)

    Reference:
        Zhao et al. 2017, https://arxiv.org/abs/1609.03126, eqs. 1 and 2; section 2.4 for the pull-away term.
    """

    terms = ("discriminator", "generator", "pull_away")

    def __init__(self, generator, discriminator, margin=1.0, pull_away_weight=0.0, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_positive(self, margin=margin)
        check_not_negative(self, pull_away_weight=pull_away_weight)
        self.margin = margin
        self.pull_away_weight = pull_away_weight

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.energy_discriminator(self.score(real), self.score(fake), self.margin)}

    def generator_loss(self, real, fake):
        codes, energies = self.codes_and_energies(fake)
        return {
            "generator": losses.energy_generator(energies),
            "pull_away": self.pull_away_weight * losses.pull_away(codes),
        }
