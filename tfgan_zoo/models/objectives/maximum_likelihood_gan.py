"""GAN whose generator maximizes the likelihood of the data."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class MaximumLikelihoodGAN(GAN):
    """Each sample counts by how much likelier it is among the real ones: the gradient is then that of the likelihood.

    This holds where the discriminator is optimal. The few best samples carry most of the gradient, and against a
    discriminator that is sure of itself it vanishes as the minimax one's does, at half its size.

    Args: those of `GAN`.

    Example:
        >>> maximum_likelihood_gan = tfgan_zoo.models.MaximumLikelihoodGAN(generator, discriminator)

    Reference:
        Goodfellow 2016, https://arxiv.org/abs/1701.00160, sections 3.2.4 and 3.2.6 and figure 16.
    """

    def generator_loss(self, real, fake):
        return {"generator": losses.maximum_likelihood_generator(self.score(fake))}
