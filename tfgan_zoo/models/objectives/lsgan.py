"""Least squares GAN."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class LSGAN(GAN):
    """Both players minimize squared distances of logits to targets: 1 for real, 0 for generated.

    Samples far on the right side of the decision boundary are still pulled toward it, where a sigmoid's loss is flat.

    Args: those of `GAN`.

    Example:
        >>> lsgan = tfgan_zoo.models.LSGAN(generator, discriminator)

    Reference:
        Mao et al. 2017, https://arxiv.org/abs/1611.04076, eq. 9 (a = 0, b = c = 1).
    """

    cross_entropy = False

    def discriminator_loss(self, real, fake):
        return {"discriminator": losses.least_squares_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.least_squares_generator(self.score(fake))}
