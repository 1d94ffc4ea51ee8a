"""Relativistic average GANs: each sample against the mean of the other kind."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaSGAN(GAN):
    """The discriminator estimates that a real sample is more real than generated ones are on average, and vice versa.

    Both players' losses take real and generated samples; the means are over the whole batch, that of all replicas.

    Args: those of `GAN`; the discriminator is the critic C, without the sigmoid.

    Example:
        >>> rasgan = tfgan_zoo.models.RaSGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.3.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.relativistic_average_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_average_generator(self.score(real), self.score(fake))}


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaLSGAN(GAN):
    """As `RaSGAN`, with squared distances to 1 and -1.

    Args: those of `GAN`.

    Example:
        >>> ralsgan = tfgan_zoo.models.RaLSGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.3.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        loss = losses.relativistic_average_least_squares_discriminator(self.score(real), self.score(fake))
        return {"discriminator": loss}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_average_least_squares_generator(self.score(real), self.score(fake))}


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaHingeGAN(GAN):
    """As `RaSGAN`, with margins of 1.

    Args: those of `GAN`.

    Example:
        >>> rahinge_gan = tfgan_zoo.models.RaHingeGAN(generator, discriminator)

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734, section 4.3.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.relativistic_average_hinge_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.relativistic_average_hinge_generator(self.score(real), self.score(fake))}
