"""Wasserstein GAN with gradient penalty."""

import keras

from tfgan_zoo import losses, penalties
from tfgan_zoo.models.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class WGANGP(GAN):
    """A critic that estimates the Wasserstein distance, kept 1-Lipschitz by a penalty on its gradient's norm.

    The norm is drawn towards 1 at random points between real and generated samples. The critic must judge examples
    one by one: layer normalization is welcome in it, batch normalization is not.

    Args:
        generator, discriminator: as in `GAN`; the discriminator is the critic D.
        penalty_weight: lambda.
        discriminator_steps: n_critic.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the critic holds batch normalization.

    Example:
        >>> wgan_gp = tfgan_zoo.models.WGANGP(generator, critic, penalty_weight=10.0)

    Reference:
        Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, algorithm 1.
    """

    terms = ("critic", "gradient_penalty", "generator")

    def __init__(self, generator, discriminator, penalty_weight=10.0, discriminator_steps=5, **kwargs):
        super().__init__(generator, discriminator, discriminator_steps=discriminator_steps, **kwargs)
        refuse_batch_normalization(discriminator)
        self.penalty_weight = penalty_weight

    def discriminator_loss(self, real, fake):
        between = penalties.interpolate(real, fake, self.next_seed())
        return {
            "critic": losses.wasserstein_discriminator(self.score(real), self.score(fake)),
            "gradient_penalty": self.penalty_weight * penalties.gradient_norm(self.score, between, target=1.0),
        }

    def generator_loss(self, real, fake):
        return {"generator": losses.wasserstein_generator(self.score(fake))}


def refuse_batch_normalization(critic):
    """Refuse a critic whose score of one example depends on the others."""
    for layer in critic.layers:
        if isinstance(layer, keras.Model):
            refuse_batch_normalization(layer)
        if isinstance(layer, keras.layers.BatchNormalization):
            raise ValueError(
                f"the critic's layer {layer.name!r} normalises over the batch, but the penalty takes each example's "
                "gradient by itself (arXiv:1704.00028, section 4): build the critic without batch normalization, or "
                "with layer normalization."
            )
