"""The R2 penalty, for any two-player game."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.conditions import sample_of, score_at
from tfgan_zoo.tricks.r1 import R1


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
