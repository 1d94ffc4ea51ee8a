"""LeCam regularization, for small datasets."""

import keras
from keras import ops

from tfgan_zoo import penalties
from tfgan_zoo.checks import check_numbers
from tfgan_zoo.distribution.replicas import gather_rows
from tfgan_zoo.layers.finite import assign_finite
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class LeCam(Trick):
    """Keeps the discriminator's logits of real and fake samples each near the moving average of the other's.

    This keeps it from becoming ever more certain of a small set of real samples. The averages are updated with each
    step's logits, those of all replicas, before the distances are computed, and start at the first step's, as in the
    authors' code.

    Args:
        weight: lambda.
        decay: gamma, the decay of the moving averages; 0 uses the step's own logits.

    Raises:
        ValueError: if the weight is negative or the decay is not in [0, 1).

    Example:
        >>> gan = tfgan_zoo.models.HingeGAN(generator, discriminator, tricks=[tfgan_zoo.tricks.LeCam(0.3)])

    Reference:
        Tseng et al. 2021, https://arxiv.org/abs/2104.03310, section 3.2.
    """

    terms = ("lecam",)

    def __init__(self, weight=0.3, decay=0.99, **kwargs):
        super().__init__(**kwargs)
        check_numbers(self, weight=weight, decay=decay)
        self.weight = weight
        self.decay = decay

    def attach(self, game):
        super().attach(game)
        self.count = self.add_weight(name="count", shape=(), dtype="int64", initializer="zeros", trainable=False)
        self.real_average = self.add_weight(name="real_average", shape=(), initializer="zeros", trainable=False)
        self.fake_average = self.add_weight(name="fake_average", shape=(), initializer="zeros", trainable=False)

    def discriminator_terms(self, game, real, fake):
        real_logits, fake_logits = game.score(real), game.score(fake)
        decay = ops.where(self.count > 0, self.decay, 0.0)
        averages = []
        for state, logits in ((self.real_average, real_logits), (self.fake_average, fake_logits)):
            averages.append(decay * state + (1 - decay) * ops.mean(gather_rows(logits)))
            # Nonfinite logits affect their own step, which may be skipped, but no later one.
            assign_finite(state, averages[-1])
        self.count.assign_add(1)
        return {"lecam": self.weight * penalties.lecam(real_logits, fake_logits, *averages)}
