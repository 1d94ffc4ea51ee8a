"""f-GAN: a game for any f-divergence."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class FGAN(GAN):
    """The discriminator maximizes a lower bound on an f-divergence of data and samples; the generator minimizes it.

    The bound is the negative of the term `discriminator`. Unlike in the paper's algorithm 1, the generator takes its
    step after the discriminator, not simultaneously.

    Args:
        generator: as in `GAN`.
        discriminator: V, the variational function before its output activation g_f: unconstrained logits.
        divergence: D_f, an object such as `tfgan_zoo.losses.KullbackLeibler()`.
        non_saturating: whether the generator maximizes E_Q[g_f(V)], which does not saturate early in training
            (section 3.2), instead of minimizing its part of the bound (algorithm 1).
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the divergence is not a `losses.Divergence`.

    Example:
        >>> f_gan = tfgan_zoo.models.FGAN(generator, discriminator, tfgan_zoo.losses.KullbackLeibler())

    Reference:
        Nowozin et al. 2016, https://arxiv.org/abs/1606.00709, algorithm 1; table 2 for the divergences.
    """

    cross_entropy = False

    def __init__(self, generator, discriminator, divergence, non_saturating=False, **kwargs):
        if not isinstance(divergence, losses.Divergence):
            raise ValueError(
                f"divergence is {divergence!r}, expected an instance such as tfgan_zoo.losses.KullbackLeibler() (with "
                "parentheses), or one of your own subclass of losses.Divergence."
            )
        super().__init__(generator, discriminator, **kwargs)
        self.divergence = divergence
        self.non_saturating = non_saturating

    def discriminator_loss(self, real, fake):
        return {"discriminator": self.divergence.discriminator(self.score(real), self.score(fake))}

    def generator_loss(self, real, fake):
        loss = self.divergence.non_saturating_generator if self.non_saturating else self.divergence.generator
        return {"generator": loss(self.score(fake))}
