"""Relativistic GANs: pairs of a real and a generated sample."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class RSGAN(GAN):
    """The discriminator estimates that a real sample is more real than the generated one it is paired with.

    Only the difference of their logits counts, so the generator's loss takes real samples too: it makes generated
    samples more real, and by way of the discriminator real ones less so.

    Args: those of `GAN`; the discriminator is the critic C, without the sigmoid.

    Example:
        >>> rsgan = tfgan_zoo.models.RSGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.1.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.relativistic_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_generator(self.score(real), self.score(fake))}


@keras.saving.register_keras_serializable("tfgan_zoo")
class RLSGAN(GAN):
    """As `RSGAN`, with the squared distance of the logits' difference to 1.

    Args: those of `GAN`.

    Example:
        >>> rlsgan = tfgan_zoo.models.RLSGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.2.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.relativistic_least_squares_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_least_squares_generator(self.score(real), self.score(fake))}


@keras.saving.register_keras_serializable("tfgan_zoo")
class RHingeGAN(GAN):
    """As `RSGAN`, with a margin of 1 for the logits' difference.

    Args: those of `GAN`.

    Example:
        >>> rhinge_gan = tfgan_zoo.models.RHingeGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.2.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.relativistic_hinge_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_hinge_generator(self.score(real), self.score(fake))}
