"""Differentiable augmentation (DiffAugment) of the discriminator's inputs, for small datasets."""

import keras

from tfgan_zoo.tricks import transformations
from tfgan_zoo.tricks.checks import check_image_shape, check_no_image_conditions
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class DifferentiableAugmentation(Trick):
    """Augments real and generated images at random, in both players' turns, so that the generator does not learn it.

    The discriminator cannot memorize a small dataset, and the generator's gradient passes through the augmentation.

    Args:
        color: whether to change brightness, saturation (of images with several channels) and contrast.
        translation: whether to shift images, by up to an eighth of their size.
        cutout: whether to clear a box of half their height and width.

    Raises:
        ValueError: if no augmentation is chosen, the samples are not images, or the discriminator also takes images as
            a condition.

    Example:
        >>> augmentation = tfgan_zoo.tricks.DifferentiableAugmentation(cutout=False)

    Reference:
        Zhao et al. 2020, https://arxiv.org/abs/2006.10738, section 3.2.
    """

    def __init__(self, color=True, translation=True, cutout=True, **kwargs):
        super().__init__(**kwargs)
        if not (color or translation or cutout):
            raise ValueError("there is nothing to augment: enable color, translation or cutout, or remove the trick.")
        self.color = color
        self.translation = translation
        self.cutout = cutout

    def attach(self, game):
        super().attach(game)
        check_image_shape(self, game)
        check_no_image_conditions(self, game)

    def transform(self, images, seed):
        chosen = self.transformations()
        for transformation, own_seed in zip(chosen, transformations.split(seed, len(chosen)), strict=True):
            images = transformation(images, own_seed)
        return images

    def transformations(self):
        """The chosen transformations, in the authors' order."""
        chosen = []
        if self.color:
            chosen += [transformations.brightness, transformations.saturation, transformations.contrast]
        if self.translation:
            chosen.append(transformations.translation)
        if self.cutout:
            chosen.append(transformations.cutout)
        return chosen
