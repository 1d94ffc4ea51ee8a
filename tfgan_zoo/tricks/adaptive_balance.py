"""Keeps the discriminator from outrunning the generator."""

import keras
from keras import ops

from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.tricks.checks import check_cross_entropy
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class AdaptiveBalance(Trick):
    """Slows the discriminator down while it is right too often, and lets it catch up again.

    After each of its steps its learning rate is multiplied by 1 - change if its accuracy in that step was above the
    target, and divided by it otherwise, but is never more than it was at first, nor less than `floor` of that. The
    accuracy is the share of samples, half of them real and half generated, that it puts on the right side of 0. A
    learning rate that is set anew from outside is the new first one.

    3D-GAN leaves out each step of the discriminator after one with an accuracy above 0.8, which `change = 1 - floor`
    with a small floor comes down to; moving by degrees is ours.

    Args:
        target: the wished accuracy, in (0.5, 1).
        floor: the least share of the learning rate, in (0, 1].
        change: what a step takes away of it, in (0, 1).

    Raises:
        ValueError: if a number is out of range; if the discriminator does not learn by cross-entropy; in training, if
            its learning rate follows a schedule.

    Example:
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator, tricks=[tfgan_zoo.tricks.AdaptiveBalance(0.8)])

    Reference:
        Wu et al. 2016, https://arxiv.org/abs/1610.07584, section 3.1.
    """

    def __init__(self, target=0.8, floor=0.01, change=0.05, **kwargs):
        super().__init__(**kwargs)
        if not (0.5 < target < 1 and 0 < floor <= 1 and 0 < change < 1):
            raise ValueError(
                "AdaptiveBalance takes a target in (0.5, 1), a floor in (0, 1] and a change in (0, 1), not "
                f"{target!r}, {floor!r} and {change!r}."
            )
        self.target = target
        self.floor = floor
        self.change = change

    def attach(self, game):
        super().attach(game)
        check_cross_entropy(
            self,
            game,
            "the sign of its score is then no decision that could be right or wrong; balance its steps by "
            "`discriminator_steps` or two learning rates",
        )
        self.accuracy = self.add_weight(name="accuracy", shape=(), initializer="zeros", trainable=False)
        self.first_rate = self.add_weight(name="first_rate", shape=(), initializer="zeros", trainable=False)
        self.share = self.add_weight(name="share", shape=(), initializer="ones", trainable=False)

    def discriminator_terms(self, game, real, fake):
        right = [gather_rows(game.score(real)) > 0, gather_rows(game.score(fake)) < 0]
        self.accuracy.assign(sum(ops.mean(ops.cast(each, "float32")) for each in right) / 2)
        return {}

    def after_discriminator_step(self, game):
        optimizer = game.discriminator_optimizer
        rate = optimizer.learning_rate
        if not isinstance(rate, keras.Variable):
            raise ValueError(
                "AdaptiveBalance sets the discriminator's learning rate, which this optimizer takes from a schedule: "
                "compile with a number as its learning_rate, or leave out the trick."
            )
        preserving_randomness = ops.equal(rate, self.first_rate * self.share)
        first_rate = ops.where(preserving_randomness, self.first_rate, rate)
        kept = 1 - self.change
        share = ops.where(self.accuracy > self.target, self.share * kept, self.share / kept)
        self.share.assign(ops.clip(share, self.floor, 1.0))
        self.first_rate.assign(first_rate)
        optimizer.learning_rate = self.first_rate * self.share
