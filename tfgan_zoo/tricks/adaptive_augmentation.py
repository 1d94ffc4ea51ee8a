"""Adaptive discriminator augmentation (ADA), for small datasets."""

import functools
import warnings

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import PROBABILITY, check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import gather_rows, num_replicas
from tfgan_zoo.tricks import pipeline, transformations
from tfgan_zoo.tricks.checks import check_image_shape, check_no_image_conditions
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class AdaptiveAugmentation(Trick):
    """Augments the discriminator's inputs with a probability p that grows while it overfits, and shrinks otherwise.

    Overfitting is measured by r_t, the mean sign of the logits of real images: near 0 if the discriminator cannot tell
    them from generated ones, near 1 if it is sure of all. Every `interval` discriminator steps, p moves toward
    r_t = target. Each augmentation is applied to each image independently with probability p.

    The augmentations are the paper's: flips, rotations by 90 degrees and whole-pixel translation ("pixel blitting");
    scaling, rotation, stretching and fractional translation; brightness, contrast, inverted luma, hue and saturation;
    and cutout, which is off by default as in the paper, where filtering and noise are off too: this class lacks them.

    Args:
        target: the target r_t.
        horizon: number of images in which p can go from 0 to 1.
        interval: discriminator steps between updates of p.
        blitting, geometry, color, cutout: which augmentations to apply.

    Attributes:
        probability: p, a weight in [0, 1].

    Raises:
        ValueError: if an argument is out of range, no augmentation is chosen, the samples are not images, or the
            discriminator also takes images as a condition.

    Example:
        >>> augmentation = tfgan_zoo.tricks.AdaptiveAugmentation(horizon=100_000)

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676, section 3, eq. 1.
    """

    def __init__(
        self, target=0.6, horizon=500_000, interval=4, blitting=True, geometry=True, color=True, cutout=False, **kwargs
    ):
        super().__init__(**kwargs)
        if target not in PROBABILITY:
            raise ValueError(f"AdaptiveAugmentation takes a target in (0, 1), not {target!r}.")
        check_at_least_one(self, horizon=horizon, interval=interval)
        if not (blitting or geometry or color or cutout):
            raise ValueError(
                "there is nothing to augment: enable blitting, geometry, color or cutout, or remove the trick."
            )
        self.target = target
        self.horizon = horizon
        self.interval = interval
        self.blitting = blitting
        self.geometry = geometry
        self.color = color
        self.cutout = cutout

    def attach(self, game):
        super().attach(game)
        check_image_shape(self, game)
        check_no_image_conditions(self, game)
        if not game.cross_entropy:
            warnings.warn(
                f"AdaptiveAugmentation measures overfitting by the sign of the logits, but a {type(game).__name__} "
                "does not learn by cross-entropy: unless its scores separate real from generated images at 0, as with "
                "a hinge loss, use DifferentiableAugmentation.",
                stacklevel=2,
            )
        self.probability = self.add_weight(name="probability", shape=(), initializer="zeros", trainable=False)
        # Since the last update of p: the sum of the batches' mean signs, the number of images, the number of steps.
        self.tally = self.add_weight(name="tally", shape=(3,), initializer="zeros", trainable=False)

    def transform(self, images, seed):
        chosen = self.augmentations()
        for augment, own_seed in zip(chosen, transformations.split(seed, len(chosen)), strict=True):
            images = augment(images, own_seed, self.probability)
        return images

    def discriminator_terms(self, game, real, fake):
        sign = ops.mean(ops.nan_to_num(ops.sign(gather_rows(game.score(real)))))
        images = ops.cast(ops.shape(sample_of(real))[0] * num_replicas(), "float32")
        self.tally.assign_add(ops.stack([sign, images, 1.0]))
        return {}

    def after_discriminator_step(self, game):
        signs, images, steps = tf.unstack(self.tally.value)
        change = ops.sign(signs / ops.maximum(steps, 1.0) - self.target) * images / self.horizon
        due = steps >= self.interval
        self.probability.assign(ops.where(due, ops.clip(self.probability + change, 0.0, 1.0), self.probability))
        self.tally.assign(ops.where(due, ops.zeros_like(self.tally), self.tally))

    def augmentations(self):
        """The chosen augmentations, functions of (images, seed, probability), in the paper's order."""
        whole = [transformations.flip, transformations.rotation, transformations.translation] if self.blitting else []
        chosen = [functools.partial(transformations.apply_with_probability, each) for each in whole]
        chosen += [pipeline.geometry] if self.geometry else []
        chosen += [pipeline.color] if self.color else []
        cutout = functools.partial(transformations.apply_with_probability, transformations.cutout)
        return [*chosen, *([cutout] if self.cutout else [])]
