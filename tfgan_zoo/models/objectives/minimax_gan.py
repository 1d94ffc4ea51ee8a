"""GAN with the generator's original, minimax loss."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class MinimaxGAN(GAN):
    """One value for both players: the generator minimizes what the discriminator maximizes.

    The generator's gradient vanishes against a confident discriminator, because each sample is weighted by D(G(z)),
    its probability of being real. `GAN` weights it by 1 - D(G(z)).

    Args: those of `GAN`.

    Example:
        >>> minimax_gan = tfgan_zoo.models.MinimaxGAN(generator, discriminator)

    Reference:
        Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661, eq. 1.
    """

    def generator_loss(self, real, fake):
        return {"generator": losses.minimax_generator(self.score(fake))}
