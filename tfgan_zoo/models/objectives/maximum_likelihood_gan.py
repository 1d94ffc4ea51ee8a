"""GAN whose generator maximizes likelihood."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class MaximumLikelihoodGAN(GAN):
    """Each sample is weighted by the density ratio p_data / p_g, which gives the gradient of the likelihood.

    This holds for an optimal discriminator. A few of the best samples dominate the gradient, and against a confident
    discriminator it vanishes as the minimax gradient does, at half its size.

    Args: those of `GAN`.

    Example:
        >>> maximum_likelihood_gan = tfgan_zoo.models.MaximumLikelihoodGAN(generator, discriminator)

    Reference:
        Goodfellow 2016, https://arxiv.org/abs/1701.00160, sections 3.2.4 and 3.2.6 and figure 16.
    """

    def generator_loss(self, real, fake):
        return {"generator": losses.maximum_likelihood_generator(self.score(fake))}
