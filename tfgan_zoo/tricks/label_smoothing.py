"""One-sided label smoothing."""

import keras
from keras import ops

from tfgan_zoo.checks import PROBABILITY
from tfgan_zoo.tricks.checks import check_cross_entropy
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class LabelSmoothing(Trick):
    """Trains the discriminator with a target a little below 1 on real samples, so that it is never too sure.

    Generated samples keep the target 0: a higher one would reward a generator for not changing. The term, (1 - alpha)
    times the mean logit of the real samples, turns the game's cross-entropy with the target 1 into that with the target
    alpha.

    Args:
        real_target: alpha, in (0, 1).

    Raises:
        ValueError: if the target is out of range, or the discriminator does not learn by cross-entropy.

    Example:
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator, tricks=[tfgan_zoo.tricks.LabelSmoothing(0.9)])

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.4.
    """

    terms = ("label_smoothing",)

    def __init__(self, real_target=0.9, **kwargs):
        super().__init__(**kwargs)
        if real_target not in PROBABILITY:
            raise ValueError(f"real_target is a probability in (0, 1), such as 0.9, not {real_target!r}.")
        self.real_target = real_target

    def attach(self, game):
        super().attach(game)
        check_cross_entropy(
            self,
            game,
            "the target of real samples is a probability only there; a least squares loss has its own target, a hinge "
            "loss a margin, a Wasserstein critic neither",
        )

    def discriminator_terms(self, game, real, fake):
        return {"label_smoothing": (1 - self.real_target) * ops.mean(game.score(real))}
