"""Historical averaging of both players' parameters."""

import keras
from keras import ops

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.layers.finite import assign_finite
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class HistoricalAveraging(Trick):
    """Pulls each player's parameters toward the mean of all their past values, which damps oscillations.

    The means are over the values after every training step; in the first step both terms are 0.

    Args:
        weight: weight of the squared distance, which is summed over all parameters.

    Raises:
        ValueError: if the weight is negative.

    Example:
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator, tricks=[tfgan_zoo.tricks.HistoricalAveraging(1e-3)])

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.3.
    """

    terms = ("discriminator_averaging", "generator_averaging")

    def __init__(self, weight=1e-3, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, weight=weight)
        self.weight = weight

    def attach(self, game):
        super().attach(game)
        self.count = self.add_weight(name="count", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.discriminator_averages = self.averages_of(game, game.all_players["discriminator"], "discriminator")
        self.generator_averages = self.averages_of(game, game.all_players["generator"], "generator")

    def averages_of(self, game, variables, name):
        """State for the means of these variables, on their device."""
        with game.on_device_of(variables):
            return [
                self.add_weight(
                    name=f"{name}_average_{number}",
                    shape=variable.shape,
                    dtype="float32",
                    initializer="zeros",
                    trainable=False,
                )
                for number, variable in enumerate(variables)
            ]

    def discriminator_terms(self, game, real, fake):
        variables = game.all_players["discriminator"]
        return {"discriminator_averaging": self.distance(variables, self.discriminator_averages)}

    def generator_terms(self, game, real, fake):
        return {"generator_averaging": self.distance(game.all_players["generator"], self.generator_averages)}

    def distance(self, variables, averages):
        """The weighted distance of a player from its averages; 0 while there are none."""
        weight = ops.where(self.count > 0, self.weight, 0.0)
        return weight * penalties.historical_averaging(variables, averages)

    def after_step(self, game):
        self.count.assign_add(1)
        step_size = 1.0 / ops.cast(self.count, "float32")
        variables = [*game.all_players["discriminator"], *game.all_players["generator"]]
        averages = [*self.discriminator_averages, *self.generator_averages]
        for average, variable in zip(averages, variables, strict=True):
            assign_finite(average, average + step_size * (ops.cast(variable, "float32") - average))
