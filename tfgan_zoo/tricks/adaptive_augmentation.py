"""Augmentation no stronger than it must be, for little data."""

import warnings

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import gather_rows, num_replicas
from tfgan_zoo.tricks import transformations
from tfgan_zoo.tricks.checks import check_image_shape, check_no_picture_beside
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class AdaptiveAugmentation(Trick):
    """Changes what the discriminator sees with a probability p that grows while it overfits, and shrinks else.

    How much it overfits is read from r_t, the mean sign of its logits on real images: near 0 when they look to it like
    generated ones, near 1 when it is sure of all. Every `interval` of its steps p moves toward r_t = target. Each
    change befalls each image with probability p by itself.

    Of the paper's pipeline these are: mirroring, quarter turns and whole-pixel translation ("pixel blitting");
    brightness, contrast and saturation, with the sizes of `DifferentiableAugmentation`; and cutout, which the paper
    also leaves out of its default. Fractional geometry, hue, filtering and noise are not here.

    Args:
        target: the wished r_t.
        horizon: number of images shown in which p can go from 0 to 1.
        interval: the discriminator's steps between two moves of p.
        blitting, color, cutout: which changes.

    Attributes:
        probability: p, a weight in [0, 1].

    Raises:
        ValueError: if a number is out of range, nothing is to change, or the samples are not images or
            are judged beside pictures.

    Example:
        >>> augmentation = tfgan_zoo.tricks.AdaptiveAugmentation(horizon=100_000)

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676, section 3, eq. 1.
    """

    def __init__(self, target=0.6, horizon=500_000, interval=4, blitting=True, color=True, cutout=False, **kwargs):
        super().__init__(**kwargs)
        if not 0 < target < 1:
            raise ValueError(f"AdaptiveAugmentation takes a target in (0, 1), not {target!r}.")
        check_at_least_one(self, horizon=horizon, interval=interval)
        if not (blitting or color or cutout):
            raise ValueError("there is nothing to augment: set blitting, color or cutout, or leave out the trick.")
        self.target = target
        self.horizon = horizon
        self.interval = interval
        self.blitting = blitting
        self.color = color
        self.cutout = cutout

    def attach(self, game):
        super().attach(game)
        check_image_shape(self, game)
        check_no_picture_beside(self, game)
        if not game.cross_entropy:
            warnings.warn(
                f"AdaptiveAugmentation reads overfitting from the sign of the logits, but a {type(game).__name__} does "
                "not learn by cross-entropy: unless its scores part real from generated images at 0, as a hinge's do, "
                "use DifferentiableAugmentation.",
                stacklevel=2,
            )
        self.probability = self.add_weight(name="probability", shape=(), initializer="zeros", trainable=False)
        # Since p last moved: the sum of the batches' mean signs, the number of images, that of the steps.
        self.tally = self.add_weight(name="tally", shape=(3,), initializer="zeros", trainable=False)

    def transform(self, images, seed):
        changes = self.changes()
        for change, own_seed in zip(changes, transformations.split(seed, len(changes)), strict=True):
            images = transformations.sometimes(change, images, own_seed, self.probability)
        return images

    def discriminator_terms(self, game, real, fake):
        sign = ops.mean(ops.nan_to_num(ops.sign(gather_rows(game.score(real)))))
        images = ops.cast(ops.shape(sample_of(real))[0] * num_replicas(), "float32")
        self.tally.assign_add(ops.stack([sign, images, 1.0]))
        return {}

    def after_discriminator_step(self, game):
        signs, images, steps = tf.unstack(self.tally.value)
        move = ops.sign(signs / ops.maximum(steps, 1.0) - self.target) * images / self.horizon
        due = steps >= self.interval
        self.probability.assign(ops.where(due, ops.clip(self.probability + move, 0.0, 1.0), self.probability))
        self.tally.assign(ops.where(due, ops.zeros_like(self.tally), self.tally))

    def changes(self):
        """The chosen transformations, in the paper's order."""
        changes = []
        if self.blitting:
            changes += [transformations.flip, transformations.turn, transformations.translation]
        if self.color:
            changes += [transformations.brightness, transformations.contrast, transformations.saturation]
        if self.cutout:
            changes.append(transformations.cutout)
        return changes
