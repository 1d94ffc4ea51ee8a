"""DRAGAN."""

import keras

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.networks import warn_of_batch_dependence


@keras.saving.register_keras_serializable("tfgan_zoo")
class DRAGAN(GAN):
    """The original game with a penalty on the norm of the discriminator's gradient around the real samples.

    The penalty pulls the norm toward 1 at randomly perturbed real samples, so that the discriminator has no sharp
    gradients there; the authors found such gradients where modes collapse.

    Args:
        generator, discriminator: as in `GAN`. The authors' discriminator has batch normalization; without it, each
            example has its own gradient.
        penalty_weight: lambda, at least 0.
        noise_scale: scale of the perturbation, in standard deviations of the batch (see `penalties.perturb`).
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the penalty's weight or the noise scale is negative.

    Warns:
        UserWarning: if the discriminator mixes the examples of a batch.

    Example:
        >>> dragan = tfgan_zoo.models.DRAGAN(generator, discriminator, penalty_weight=10.0)

    Reference:
        Kodali et al. 2017, https://arxiv.org/abs/1705.07215, section 2.5.
    """

    terms = ("discriminator", "gradient_penalty", "generator")

    def __init__(self, generator, discriminator, penalty_weight=10.0, noise_scale=0.5, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        warn_of_batch_dependence(discriminator, "arXiv:1705.07215, section 2.5")
        check_not_negative(self, penalty_weight=penalty_weight, noise_scale=noise_scale)
        self.penalty_weight = penalty_weight
        self.noise_scale = noise_scale

    def discriminator_loss(self, real, fake):
        near = penalties.perturb(sample_of(real), self.next_seed(), self.noise_scale, self.samples_per_score)
        return {
            "discriminator": losses.minimax_discriminator(self.score(real), self.score(fake)),
            "gradient_penalty": self.penalty_weight * penalties.gradient_norm(score_at(self, real), near),
        }
