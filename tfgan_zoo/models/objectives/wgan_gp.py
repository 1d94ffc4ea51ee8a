"""Wasserstein GAN with gradient penalty."""

import keras

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.networks import refuse_batch_dependence


@keras.saving.register_keras_serializable("tfgan_zoo")
class WGANGP(GAN):
    """A critic that estimates the Wasserstein distance, kept 1-Lipschitz by a penalty on its gradient's norm.

    The penalty pulls the norm toward 1 at random points between real and generated samples. The critic must score each
    example independently: use layer normalization, not batch normalization or minibatch statistics.

    Args:
        generator, discriminator: as in `GAN`; the discriminator is the critic D.
        penalty_weight: lambda.
        discriminator_steps: n_critic.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the critic mixes the examples of a batch, or the penalty's weight is negative.

    Example:
        >>> wgan_gp = tfgan_zoo.models.WGANGP(generator, critic, penalty_weight=10.0)

    Reference:
        Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, algorithm 1.
    """

    terms = ("critic", "gradient_penalty", "generator")
    cross_entropy = False

    def __init__(self, generator, discriminator, penalty_weight=10.0, discriminator_steps=5, **kwargs):
        super().__init__(generator, discriminator, discriminator_steps=discriminator_steps, **kwargs)
        self.check_critic()
        check_not_negative(self, penalty_weight=penalty_weight)
        self.penalty_weight = penalty_weight

    def check_critic(self):
        """Refuse a critic for which the penalty has no meaning."""
        refuse_batch_dependence(self.discriminator, "arXiv:1704.00028, section 4")

    def discriminator_loss(self, real, fake):
        seed = self.next_seed()
        between = penalties.interpolate(sample_of(real), sample_of(fake), seed, self.samples_per_score)
        return {
            "critic": losses.wasserstein_discriminator(self.score(real), self.score(fake)),
            "gradient_penalty": self.penalty_weight * penalties.gradient_norm(score_at(self, real), between),
        }

    def generator_loss(self, real, fake):
        return {"generator": losses.wasserstein_generator(self.score(fake))}
