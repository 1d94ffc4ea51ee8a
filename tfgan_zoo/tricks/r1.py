"""The R1 penalty, for any game."""

import keras
import tensorflow as tf

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_at_least_one, check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.networks import warn_of_batch_dependence
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class R1(Trick):
    """Penalizes the discriminator's gradient at the real samples, so that it is flat where the game should end.

    Args:
        gamma: the weight.
        every: steps from one penalty to the next, which is as many times as strong: "lazy regularization", whose steps
            in between cost no gradient of a gradient.

    Raises:
        ValueError: if gamma is negative, `every` no positive integer, or the game has this penalty already.

    Example:
        >>> gan = tfgan_zoo.models.HingeGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.R1(gamma=1.0)])

    Reference:
        Mescheder et al. 2018, https://arxiv.org/abs/1801.04406, eq. 9; `every`: Karras et al. 2020,
        https://arxiv.org/abs/1912.04958, section 3.1 (there Adam's constants change with it, here they stay).
    """

    terms = ("r1",)

    def __init__(self, gamma=10.0, every=1, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, gamma=gamma)
        check_at_least_one(self, every=every)
        self.gamma = gamma
        self.every = every

    def attach(self, game):
        super().attach(game)
        warn_of_batch_dependence(game.discriminator, "arXiv:1801.04406, eqs. 9 and 10")

    def discriminator_terms(self, game, real, fake):
        return {"r1": self.when_due(game, lambda: penalties.r1(score_at(game, real), sample_of(real), self.gamma))}

    def when_due(self, game, penalty):
        """The penalty of every `every`-th step, so many times as strong, and 0 in between."""
        if self.every == 1:
            return penalty()
        return tf.cond(game.steps % self.every == 0, lambda: self.every * penalty(), lambda: 0.0)
