"""Adaptive balance of the two players by the discriminator's learning rate."""

import keras
from keras import ops

from tfgan_zoo.checks import PROBABILITY, Range
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.tricks.checks import check_cross_entropy
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class AdaptiveBalance(Trick):
    """Lowers the discriminator's learning rate while it is too accurate, and raises it again otherwise.

    After each discriminator step, the learning rate is multiplied by 1 - change if the accuracy in that step was above
    the target, and divided by it otherwise; it stays between its initial value and `floor` times that. The accuracy is
    the fraction of samples, half of them real and half generated, whose logit has the right sign. A learning rate set
    by the user becomes the new initial value.

    3D-GAN skips the discriminator step after one with an accuracy above 0.8, which corresponds to `change = 1 - floor`
    with a small floor; gradual changes are ours.

    Args:
        target: the target accuracy, in (0.5, 1).
        floor: the smallest fraction of the initial learning rate, in (0, 1].
        change: the fraction by which a step lowers the learning rate, in (0, 1).

    Raises:
        ValueError: if an argument is out of range; if the discriminator does not learn by cross-entropy; in training,
            if its learning rate follows a schedule.

    Example:
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator, tricks=[tfgan_zoo.tricks.AdaptiveBalance(0.8)])

    Reference:
        Wu et al. 2016, https://arxiv.org/abs/1610.07584, section 3.1.
    """

    def __init__(self, target=0.8, floor=0.01, change=0.05, **kwargs):
        super().__init__(**kwargs)
        target_range = Range(0.5, 1, has_low=False, has_high=False)
        if target not in target_range or floor not in Range(0, 1, has_low=False) or change not in PROBABILITY:
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
            "the sign of its score is then not a decision; balance the players with `discriminator_steps` or two "
            "learning rates",
        )
        self.accuracy = self.add_weight(name="accuracy", shape=(), initializer="zeros", trainable=False)
        self.initial_rate = self.add_weight(name="initial_rate", shape=(), initializer="zeros", trainable=False)
        self.scale = self.add_weight(name="scale", shape=(), initializer="ones", trainable=False)

    def discriminator_terms(self, game, real, fake):
        correct = [gather_rows(game.score(real)) > 0, gather_rows(game.score(fake)) < 0]
        self.accuracy.assign(sum(ops.mean(ops.cast(each, "float32")) for each in correct) / 2)
        return {}

    def after_discriminator_step(self, game):
        optimizer = game.discriminator_optimizer
        rate = optimizer.learning_rate
        if not isinstance(rate, keras.Variable):
            raise ValueError(
                "AdaptiveBalance sets the discriminator's learning rate, which this optimizer takes from a schedule: "
                "compile with a number as its learning_rate, or remove the trick."
            )
        unchanged = ops.equal(rate, self.initial_rate * self.scale)
        initial_rate = ops.where(unchanged, self.initial_rate, rate)
        factor = 1 - self.change
        scale = ops.where(self.accuracy > self.target, self.scale * factor, self.scale / factor)
        self.scale.assign(ops.clip(scale, self.floor, 1.0))
        self.initial_rate.assign(initial_rate)
        optimizer.learning_rate = self.initial_rate * self.scale
