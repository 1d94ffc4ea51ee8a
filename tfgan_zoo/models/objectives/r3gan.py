"""R3GAN: relativistic pairs, regularized on real and on generated samples."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.models.objectives.r1_gan import R1GAN
from tfgan_zoo.models.objectives.relativistic import RSGAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class R3GAN(R1GAN, RSGAN):
    """RSGAN with two zero-centered gradient penalties: a plain baseline that keeps modes and converges.

        min_G max_D  E -softplus(D(G(z)) - D(x)) - gamma/2 E (|grad D(x)|^2 + |grad D(G(z))|^2)

    The pairing of each real with one generated sample leaves no basin of the loss in which modes are missing; R1 alone
    does not make it converge, R1 and R2 together do, locally.

    Args:
        generator, discriminator: as in `GAN`; the discriminator without batch normalization.
        gamma: the weight of both penalties, at least 0. The authors begin with 0.05 on CIFAR-10, 2 to 150 on faces,
            and let it fall to a tenth.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if gamma is negative.

    Warns:
        UserWarning: if the discriminator mixes the examples of a batch.

    Example:
        >>> r3gan = tfgan_zoo.models.R3GAN(generator, discriminator, gamma=1.0)

    Reference:
        Huang et al. 2024, https://arxiv.org/abs/2501.05441, eqs. 2 and 3 and section 2.2;
        https://github.com/brownvc/R3GAN, Trainer.py.
    """

    terms = ("discriminator", "r1", "r2", "generator")
    penalty_reference = "arXiv:2501.05441, section 2.2"

    def __init__(self, generator, discriminator, gamma=1.0, **kwargs):
        super().__init__(generator, discriminator, gamma, **kwargs)

    def discriminator_loss(self, real, fake):
        return {
            **super().discriminator_loss(real, fake),
            "r2": penalties.r2(score_at(self, fake), sample_of(fake), self.gamma),
        }
