"""Augmentation of everything the discriminator sees, for little data."""

import keras

from tfgan_zoo.tricks import transformations
from tfgan_zoo.tricks.checks import check_image_shape, check_no_picture_beside
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class DifferentiableAugmentation(Trick):
    """Shows real and generated images changed at random, in both players' turns, so that neither learns the changes.

    The discriminator cannot learn few real images by heart, and the generator's gradient passes the changes.

    Args:
        color: whether brightness, saturation (of images with several channels) and contrast change.
        translation: whether images move, by up to an eighth of their size.
        cutout: whether a box of half their height and width is emptied.

    Raises:
        ValueError: if nothing is to change, or the samples are not images or are judged
            beside pictures.

    Example:
        >>> augmentation = tfgan_zoo.tricks.DifferentiableAugmentation(cutout=False)

    Reference:
        Zhao et al. 2020, https://arxiv.org/abs/2006.10738, section 3.2.
    """

    def __init__(self, color=True, translation=True, cutout=True, **kwargs):
        super().__init__(**kwargs)
        if not (color or translation or cutout):
            raise ValueError("there is nothing to augment: set color, translation or cutout, or leave out the trick.")
        self.color = color
        self.translation = translation
        self.cutout = cutout

    def attach(self, game):
        super().attach(game)
        check_image_shape(self, game)
        check_no_picture_beside(self, game)

    def transform(self, images, seed):
        changes = self.changes()
        for change, own_seed in zip(changes, transformations.split(seed, len(changes)), strict=True):
            images = change(images, own_seed)
        return images

    def changes(self):
        """The chosen transformations, in the authors' order."""
        changes = []
        if self.color:
            changes += [transformations.brightness, transformations.saturation, transformations.contrast]
        if self.translation:
            changes.append(transformations.translation)
        if self.cutout:
            changes.append(transformations.cutout)
        return changes
