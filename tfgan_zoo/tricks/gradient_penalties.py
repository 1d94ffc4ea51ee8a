"""The gradient penalties of WGAN-GP and DRAGAN, for any two-player game: the gradient's norm is pulled to a target."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.networks import refuse_batch_dependence, warn_of_batch_dependence
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class GradientPenalty(Trick):
    """Pulls the norm of the discriminator's gradient toward a target at points between real and generated samples.

    This is the penalty of WGAN-GP, which also helps with other losses.

    Args:
        weight: lambda.
        target: the target norm.

    Raises:
        ValueError: if an argument is negative, the game has a gradient penalty already, or its discriminator mixes the
            examples of a batch.

    Example:
        >>> gan = tfgan_zoo.models.LSGAN(generator, critic, tricks=[tfgan_zoo.tricks.GradientPenalty()])

    Reference:
        Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, eq. 3; in other games Fedus et al. 2017,
        https://arxiv.org/abs/1710.08446.
    """

    terms = ("gradient_penalty",)

    def __init__(self, weight=10.0, target=1.0, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, weight=weight, target=target)
        self.weight = weight
        self.target = target

    def attach(self, game):
        super().attach(game)
        refuse_batch_dependence(game.discriminator, "arXiv:1704.00028, section 4")

    def discriminator_terms(self, game, real, fake):
        seed = game.next_seed()
        between = penalties.interpolate(sample_of(real), sample_of(fake), seed, game.samples_per_score)
        return {"gradient_penalty": self.weight * penalties.gradient_norm(score_at(game, real), between, self.target)}


@keras.saving.register_keras_serializable("tfgan_zoo")
class DRAGANPenalty(Trick):
    """Pulls the norm of the discriminator's gradient toward 1 at points around the real samples.

    Args:
        weight: lambda.
        noise_scale: size of the noise around the samples, in standard deviations of the batch.

    Raises:
        ValueError: if an argument is negative, or the game has a gradient penalty already.

    Example:
        >>> gan = tfgan_zoo.models.LSGAN(generator, critic, tricks=[tfgan_zoo.tricks.DRAGANPenalty()])

    Reference:
        Kodali et al. 2017, https://arxiv.org/abs/1705.07215, section 2.5.
    """

    terms = ("gradient_penalty",)

    def __init__(self, weight=10.0, noise_scale=0.5, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, weight=weight, noise_scale=noise_scale)
        self.weight = weight
        self.noise_scale = noise_scale

    def attach(self, game):
        super().attach(game)
        warn_of_batch_dependence(game.discriminator, "arXiv:1705.07215, section 2.5")

    def discriminator_terms(self, game, real, fake):
        perturbed = penalties.perturb(sample_of(real), game.next_seed(), self.noise_scale, game.samples_per_score)
        return {"gradient_penalty": self.weight * penalties.gradient_norm(score_at(game, real), perturbed)}
