"""The signals of a two-player game: cheap numbers from one batch, taken now and then while it trains."""

import dataclasses

import numpy as np
import tensorflow as tf
from keras import ops
from scipy.special import expit

from tfgan_zoo.models import GAN
from tfgan_zoo.models.energy.autoencoder_gan import AutoencoderGAN
from tfgan_zoo.monitor import distances
from tfgan_zoo.tricks.samples import sample_of, score_at

MIN_EXAMPLES = 32
NUM_FOLLOWED = 32  # samples whose movement is measured
PICTURE_RANK = 4  # (batch, height, width, channels)


@dataclasses.dataclass(frozen=True)
class Signals:
    """What was seen at one step; a signal that the game does not have, or that could not be computed, is NaN.

    Attributes:
        steps: the game's training step.
        separation: share of pairs (real, generated) of which the discriminator prefers the real one: 0.5 where it
            cannot tell them apart, 1 where it always can.
        confidence: mean probability it gives the right answer, where its logit is a probability's.
        overfitting: (score of training samples - of held-out ones) / (of training samples - of generated ones), the r_v
            of arXiv:2006.06676, eq. 1; 0 where it treats unseen samples like seen ones, 1 like generated ones.
        recognition: share of pairs (training sample, held-out one) of which it prefers the training sample: 0.5 where
            it has not learned them by heart.
        score_spread: standard deviation of its scores.
        pull: how strongly the generator's loss pulls at its samples, as a share of the score's own slope: 1 for a
            Wasserstein loss, nearly 0 where the loss is flat.
        generator_gradient, discriminator_gradient: norms of the gradients of the players' losses, without the tricks'.
        generator_weights, discriminator_weights: norms of all their trainable weights.
        diversity: mean squared distance between generated samples, as a share of that between real ones.
        coverage: how many different real samples are nearest to a generated one, as a share of how many are nearest to
            other real ones.
        distance: energy distance of generated from real samples, as a share of the mean distance of real ones; near 0
            for equal distributions.
        movement: how far the samples of the same noise moved since the last time, as a share of the distance between
            two real samples.
        real_low, real_high, fake_low, fake_high: extreme values of the samples.
        pictures: 1 where the samples are pictures, 0 where they are points or the like.
        measure: the game's first measure, the lower the better, where it was measured.
    """

    steps: int
    separation: float
    confidence: float
    overfitting: float
    recognition: float
    score_spread: float
    pull: float
    generator_gradient: float
    discriminator_gradient: float
    generator_weights: float
    discriminator_weights: float
    diversity: float
    coverage: float
    distance: float
    movement: float
    real_low: float
    real_high: float
    fake_low: float
    fake_high: float
    pictures: int = 0
    metric: float = float("nan")


class Examiner:
    """Takes the signals of a game, and leaves the game to the bit as it was.

    Each time the same real samples and the same noise are looked at, so that signals of different steps compare. The
    networks run as in training, without the tricks; what that moves (moving averages, random states) is put back.

    Args:
        game: a `GAN`.
        real: a batch of training samples as `fit` gives it, at least 32; a few hundred are better.
        held_out: as many samples that it is not trained on; None leaves `overfitting` unknown.

    Attributes:
        samples: what the first of the noise made at the last examination.

    Raises:
        ValueError: if the game is no two-player game, or there are too few samples.

    Example:
        >>> examiner = Examiner(gan, next(iter(digits.batches(256))))
        >>> examiner.examine().separation > 0.5
        True

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676, eq. 1, for the overfitting.
    """

    def __init__(self, game, real, held_out=None):
        if not isinstance(game, GAN):
            raise ValueError(
                f"only games of a generator and a discriminator are examined, no {type(game).__name__}: watch its "
                "terms and its measures."
            )
        self.game = game
        self.real = game.samples(tf.nest.map_structure(tf.convert_to_tensor, real))
        self.held_out = None if held_out is None else tf.convert_to_tensor(sample_of(held_out), tf.float32)
        for name, samples in (("real", sample_of(self.real)), ("held-out", self.held_out)):
            if samples is not None and len(samples) < MIN_EXAMPLES:
                raise ValueError(f"received {len(samples)} {name} samples: give at least {MIN_EXAMPLES}.")
        self.samples = None

    def examine(self, before=None, metric=float("nan")):
        """The signals now, as `Signals`.

        Args:
            before: `samples` of the examination before this; None leaves their movement unknown.
            measure: what the game's first measure is now, the lower the better.
        """
        with self.game.preserving_state(), self.game.on_one_device(), self.game.preserving_randomness():
            seen = {name: value.numpy() for name, value in self.look().items()}
        real, fake = sample_of(self.real).numpy(), seen.pop("fake")
        self.samples = fake[:NUM_FOLLOWED]
        return Signals(
            steps=int(self.game.steps.numpy()),
            **scored(self.game, seen.pop("real_scores"), seen.pop("fake_scores"), seen.pop("held_out_scores")),
            **{name: float(value) for name, value in seen.items()},
            **distances.compared(real, fake),
            movement=distances.movement(real, before, self.samples),
            real_low=float(real.min()),
            real_high=float(real.max()),
            fake_low=float(fake.min()),
            fake_high=float(fake.max()),
            pictures=int(fake.ndim == PICTURE_RANK),
            metric=metric,
        )

    def look(self):
        """Samples, scores, slopes and gradients, computed as in a training step, but for the tricks."""
        game, real = self.game, self.real
        with game.tape(game.generator_variables) as generation:
            fake = game.generate(real)
            generation.watch(sample_of(fake))
            loss = sum(game.generator_loss(real, fake).values())
        *generator_gradients, slope = generation.gradient(
            loss, [*(variable.value for variable in game.generator_variables), sample_of(fake)]
        )
        with game.tape(game.discriminator_variables) as recognition:
            loss = sum(game.discriminator_loss(real, fake).values())
        discriminator_gradients = recognition.gradient(
            loss, [variable.value for variable in game.discriminator_variables]
        )
        with tf.GradientTape() as scoring:
            scoring.watch(sample_of(fake))
            fake_scores = game.score(fake)
            mean = ops.mean(fake_scores)
        unit = scoring.gradient(mean, sample_of(fake))
        held_out = self.held_out if self.held_out is not None else sample_of(real)[:0]
        return {
            "fake": sample_of(fake),
            "real_scores": game.score(real),
            "fake_scores": fake_scores,
            "held_out_scores": score_at(game, real)(held_out) if self.held_out is not None else held_out,
            "pull": norm([slope]) / norm([unit]),
            "generator_gradient": norm(generator_gradients),
            "discriminator_gradient": norm(discriminator_gradients),
            "generator_weights": norm([variable.value for variable in game.generator_variables]),
            "discriminator_weights": norm([variable.value for variable in game.discriminator_variables]),
        }


def norm(tensors):
    """The norm of all numbers in some tensors together; None among them counts nothing."""
    parts = [tensor for tensor in tf.nest.flatten(tensors, expand_composites=True) if tensor is not None]
    return tf.linalg.global_norm([tf.cast(part, tf.float32) for part in parts])


def scored(game, real, fake, held_out):
    """What the discriminator's scores say."""
    sign = -1.0 if isinstance(game, AutoencoderGAN) else 1.0  # an energy is low where the sample is good
    real, fake, held_out = (sign * np.asarray(scores, np.float64) for scores in (real, fake, held_out))
    single = real.ndim == 1 or real.shape[1:] == (1,)
    nan = float("nan")
    if not single:
        unknown = dict.fromkeys(("separation", "confidence", "overfitting", "recognition"), nan)
        return {**unknown, "score_spread": float(np.std(real))}
    real, fake, held_out = real.ravel(), fake.ravel(), held_out.ravel()
    right = (np.mean(expit(real)) + np.mean(expit(-fake))) / 2 if game.cross_entropy else nan
    gap = real.mean() - fake.mean()
    return {
        "separation": distances.separation(real, fake),
        "confidence": float(right),
        "overfitting": float((real.mean() - held_out.mean()) / gap) if held_out.size and gap > 0 else nan,
        "recognition": distances.separation(real, held_out) if held_out.size else nan,
        "score_spread": float(np.std(np.concatenate([real, fake]))),
    }
