"""Wasserstein GAN with clipped weights."""

import keras

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import check_positive
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class WGAN(GAN):
    """A critic that estimates the Wasserstein distance, kept Lipschitz by clipping its weights after each step.

    Up to a factor, the estimate is the negative of the term `critic`; it decreases as samples improve. The paper's
    optimizer has no momentum (RMSprop).

    Args:
        generator, discriminator: as in `GAN`; the discriminator is the critic f.
        clip_limit: c; the critic's trainable weights are clipped to [-c, c].
        discriminator_steps: n_critic.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the limit is not positive.

    Example:
        >>> wgan = tfgan_zoo.models.WGAN(generator, critic, clip_limit=0.01)
        >>> wgan.compile(keras.optimizers.RMSprop(5e-5), keras.optimizers.RMSprop(5e-5))

    Reference:
        Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875, algorithm 1.
    """

    terms = ("critic", "generator")
    cross_entropy = False

    def __init__(self, generator, discriminator, clip_limit=0.01, discriminator_steps=5, **kwargs):
        check_positive(self, clip_limit=clip_limit)
        super().__init__(generator, discriminator, discriminator_steps=discriminator_steps, **kwargs)
        self.clip_limit = clip_limit

    def discriminator_loss(self, real, fake):
        return {"critic": losses.wasserstein_discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        return {"generator": losses.wasserstein_generator(self.score(fake))}

    def after_discriminator_step(self):
        penalties.clip_weights(self.players["discriminator"], self.clip_limit)
        super().after_discriminator_step()
