"""WGAN-GP's gradient penalty, for any two-player game."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.networks import refuse_batch_dependence
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
        >>> gan = tfgan_zoo.models.LSGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.GradientPenalty()])

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
