"""GAN with a zero-centered gradient penalty on real samples."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.networks import warn_of_batch_dependence


@keras.saving.register_keras_serializable("tfgan_zoo")
class R1GAN(GAN):
    """The original game with a penalty on any gradient of the discriminator at real samples, which makes it converge.

    Without the penalty the players may cycle around their equilibrium forever, as they do in the Dirac-GAN.

    Args:
        generator, discriminator: as in `GAN`; in a discriminator without batch normalization each example has its own
            gradient.
        gamma: the penalty's weight, at least 0.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if gamma is negative.

    Warns:
        UserWarning: if the discriminator mixes the examples of a batch.

    Example:
        >>> r1_gan = tfgan_zoo.models.R1GAN(generator, discriminator, gamma=10.0)

    Reference:
        Mescheder et al. 2018, https://arxiv.org/abs/1801.04406, eq. 9; section 2 for the Dirac-GAN.
    """

    terms = ("discriminator", "r1", "generator")
    penalty_reference = "arXiv:1801.04406, eq. 9"

    def __init__(self, generator, discriminator, gamma=10.0, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        warn_of_batch_dependence(discriminator, self.penalty_reference)
        check_not_negative(self, gamma=gamma)
        self.gamma = gamma

    def discriminator_loss(self, real, fake):
        return {
            **super().discriminator_loss(real, fake),
            "r1": penalties.r1(score_at(self, real), sample_of(real), self.gamma),
        }
