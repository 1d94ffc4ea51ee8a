"""Hinge GAN."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class HingeGAN(GAN):
    """The discriminator separates real from generated samples by a margin, like a support vector machine.

    Samples beyond the margin do not change it; the generator moves its samples along the separating direction.

    Args: those of `GAN`.

    Example:
        >>> hinge_gan = tfgan_zoo.models.HingeGAN(generator, discriminator)

    Reference:
        Lim & Ye 2017, https://arxiv.org/abs/1705.02894, eqs. 6 and 8; Miyato et al. 2018, arXiv:1802.05957, eqs. 16
        and 17.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.hinge_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.wasserstein_generator(self.score(fake))}
