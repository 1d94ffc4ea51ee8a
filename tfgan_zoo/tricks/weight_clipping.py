"""Weight clipping, for any two-player game."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_positive
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class WeightClipping(Trick):
    """Clips every weight of the discriminator to [-limit, limit] after each of its steps.

    This keeps the discriminator Lipschitz, if crudely. (To clip gradients instead, give its optimizer `clipnorm`.)

    Args:
        limit: c.

    Raises:
        ValueError: if the limit is not positive.

    Example:
        >>> gan = tfgan_zoo.models.LSGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.WeightClipping(0.1)])

    Reference:
        Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875, algorithm 1, line 7.
    """

    def __init__(self, limit=0.01, **kwargs):
        super().__init__(**kwargs)
        check_positive(self, limit=limit)
        self.limit = limit

    def after_discriminator_step(self, game):
        variables = game.players["discriminator"]
        with game.on_device_of(variables):
            penalties.clip_weights(variables, self.limit)
