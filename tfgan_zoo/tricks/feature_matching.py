"""Feature matching for the generator."""

import keras

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.networks.layer_search import features_output
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class FeatureMatching(Trick):
    """Adds to the generator's loss the squared distance between the mean features of real and generated samples.

    The features are those of the discriminator's layer named `features`. In the paper this replaces the generator's
    loss; here it is added to it.

    Args:
        weight: weight of the distance, which is summed over the features.

    Raises:
        ValueError: if the weight is negative, or the discriminator has no layer named `features`.

    Example:
        >>> gan = tfgan_zoo.models.GAN(generator, discriminator, tricks=[tfgan_zoo.tricks.FeatureMatching(0.1)])

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 3.1.
    """

    terms = ("feature_matching",)

    def __init__(self, weight=1.0, **kwargs):
        super().__init__(**kwargs)
        check_not_negative(self, weight=weight)
        self.weight = weight

    def attach(self, game):
        super().attach(game)
        features_output(game.discriminator)  # refuses a discriminator without features

    def generator_terms(self, game, real, fake):
        return {"feature_matching": self.weight * losses.feature_matching(game.features(real), game.features(fake))}
