"""Relativistic GANs, paired (RGAN) and average (RaGAN)."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


class RelativisticGAN(GAN):
    """The discriminator estimates how much more real a real sample is than a generated one.

    Only differences of logits count, so both players' losses use real and generated samples: the generator makes
    generated samples more realistic, relative to the real ones. Subclasses set the two losses.

    Args: those of `GAN`; the discriminator is the critic C, without the sigmoid.

    Reference:
        Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734.
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": self.relativistic_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": self.relativistic_generator(self.score(real), self.score(fake))}


@keras.saving.register_keras_serializable("tfgan_zoo")
class RSGAN(RelativisticGAN):
    """A real sample must be more realistic than the generated one paired with it (section 4.1).

    Example:
        >>> rsgan = tfgan_zoo.models.RSGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_generator)


@keras.saving.register_keras_serializable("tfgan_zoo")
class RLSGAN(RelativisticGAN):
    """As `RSGAN`, with the squared distance of the logits' difference to 1 (section 4.2).

    Example:
        >>> rlsgan = tfgan_zoo.models.RLSGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_least_squares_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_least_squares_generator)


@keras.saving.register_keras_serializable("tfgan_zoo")
class RHingeGAN(RelativisticGAN):
    """As `RSGAN`, with a margin of 1 for the logits' difference (section 4.2).

    Example:
        >>> rhinge_gan = tfgan_zoo.models.RHingeGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_hinge_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_hinge_generator)


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaSGAN(RelativisticGAN):
    """A real sample must be more realistic than generated ones on average, and vice versa (section 4.3).

    The means are over the global batch of all replicas.

    Example:
        >>> rasgan = tfgan_zoo.models.RaSGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_average_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_average_generator)


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaLSGAN(RelativisticGAN):
    """As `RaSGAN`, with squared distances to 1 and -1 (section 4.3).

    Example:
        >>> ralsgan = tfgan_zoo.models.RaLSGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_average_least_squares_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_average_least_squares_generator)


@keras.saving.register_keras_serializable("tfgan_zoo")
class RaHingeGAN(RelativisticGAN):
    """As `RaSGAN`, with margins of 1 (section 4.3).

    Example:
        >>> rahinge_gan = tfgan_zoo.models.RaHingeGAN(generator, discriminator)
    """

    relativistic_discriminator = staticmethod(losses.relativistic_average_hinge_discriminator)
    relativistic_generator = staticmethod(losses.relativistic_average_hinge_generator)
