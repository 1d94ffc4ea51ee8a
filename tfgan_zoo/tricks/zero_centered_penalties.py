"""The R1 and R2 penalties, for any two-player game: the discriminator's gradient is pulled toward zero."""

import keras
import tensorflow as tf

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_at_least_one, check_not_negative
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.networks import warn_of_batch_dependence
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class R1(Trick):
    """Penalizes the discriminator's gradient at the real samples, so that it is flat at the equilibrium.

    Args:
        gamma: the weight.
        interval: training steps between penalties, which are scaled by it: "lazy regularization", which needs no second
            derivatives in the steps in between.

    Raises:
        ValueError: if gamma is negative, `interval` is not a positive integer, or the game has this penalty already.

    Example:
        >>> gan = tfgan_zoo.models.HingeGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.R1(gamma=1.0)])

    Reference:
        Mescheder et al. 2018, https://arxiv.org/abs/1801.04406, eq. 9; `interval`: Karras et al. 2020,
        https://arxiv.org/abs/1912.04958, section 3.1 (where Adam's constants are adjusted to it; here they are not).
    """

    terms = ("r1",)

    def __init__(self, gamma=10.0, interval=1, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, gamma=gamma)
        check_at_least_one(self, interval=interval)
        self.gamma = gamma
        self.interval = interval

    def attach(self, game):
        super().attach(game)
        warn_of_batch_dependence(game.discriminator, "arXiv:1801.04406, eqs. 9 and 10")

    def discriminator_terms(self, game, real, fake):
        return {"r1": self.when_due(game, lambda: penalties.r1(score_at(game, real), sample_of(real), self.gamma))}

    def when_due(self, game, penalty):
        """The penalty times `interval` at every `interval`-th step, and 0 in between."""
        if self.interval == 1:
            return penalty()
        return tf.cond(game.steps % self.interval == 0, lambda: self.interval * penalty(), lambda: 0.0)


@keras.saving.register_keras_serializable("tfgan_zoo")
class R2(R1):
    """Penalizes the discriminator's gradient at the generated samples.

    Args:
        gamma: the weight.
        interval: training steps between penalties, as in `R1`.

    Raises:
        ValueError: if gamma is negative, `interval` is not a positive integer, or the game has this penalty already.

    Example:
        >>> both = [tfgan_zoo.tricks.R1(gamma=1.0), tfgan_zoo.tricks.R2(gamma=1.0)]

    Reference:
        Mescheder et al. 2018, https://arxiv.org/abs/1801.04406, eq. 10.
    """

    terms = ("r2",)

    def discriminator_terms(self, game, real, fake):
        return {"r2": self.when_due(game, lambda: penalties.r2(score_at(game, fake), sample_of(fake), self.gamma))}
