"""The R1 penalty, for any game."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.networks import warn_of_mixing_layers
from tfgan_zoo.tricks.checks import check_not_negative
from tfgan_zoo.tricks.samples import critic_of, images_of
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class R1(Trick):
    """Penalises the discriminator's gradient at the real samples, so that it is flat where the game should end.

    Args:
        gamma: the weight.

    Raises:
        ValueError: if gamma is negative, or the game has this penalty already.

    Example:
        >>> gan = tfgan_zoo.models.HingeGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.R1(gamma=1.0)])

    Reference:
        Mescheder et al. 2018, https://arxiv.org/abs/1801.04406, eq. 9.
    """

    terms = ("r1",)

    def __init__(self, gamma=10.0, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, gamma=gamma)
        self.gamma = gamma

    def attach(self, game):
        super().attach(game)
        warn_of_mixing_layers(game.discriminator, "arXiv:1801.04406, eqs. 9 and 10")

    def discriminator_terms(self, game, real, fake):
        return {"r1": penalties.r1(critic_of(game, real), images_of(real), self.gamma)}
