"""The signals of a game: cheap numbers from one batch, taken now and then while it trains."""

import dataclasses

import numpy as np
import tensorflow as tf
from scipy.special import expit

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.monitor import distances

MIN_EXAMPLES = 32
NUM_FOLLOWED = 32  # samples whose movement is measured


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
        memorization: share of pairs (training sample, held-out one) of which it prefers the training sample: 0.5 where
            it has not learned them by heart.
        score_spread: standard deviation of its scores.
        pull: how strongly the generator's loss pulls at its samples, as a share of the score's own slope: 1 for a
            Wasserstein loss, nearly 0 where the loss is flat.
        generator_gradient, discriminator_gradient: norms of the gradients of the players' losses, without the tricks'.
        generator_weights, discriminator_weights: norms of all their trainable weights; of other games than a
            generator's and a discriminator's the first is that of all weights.
        diversity: mean squared distance between generated samples, as a share of that between real ones.
        coverage: how many different real samples are nearest to a generated one, as a share of how many are nearest to
            other real ones.
        distance: energy distance of generated from real samples, as a share of the mean distance of real ones; near 0
            for equal distributions.
        movement: how far the samples of the same noise moved since the last time, as a share of the distance between
            two real samples.
        real_low, real_high, fake_low, fake_high: extreme values of the samples.
        pictures: 1 where the samples are pictures, 0 where they are points or the like.
        metric: the game's first metric, the lower the better, where it was evaluated.
    """

    steps: int
    separation: float
    confidence: float
    overfitting: float
    memorization: float
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
        game: a game whose modality knows distances between samples.
        real: a batch of training samples as `fit` gives it, at least 32; a few hundred are better.
        held_out: as many samples that it is not trained on; None leaves `overfitting` unknown.

    Attributes:
        samples: what the first of the noise made at the last examination.

    Raises:
        ValueError: if there are too few samples, or nothing says how far apart two of them are.

    Example:
        >>> examiner = Examiner(gan, next(iter(digits.batches(256))))
        >>> examiner.examine().separation > 0.5
        True

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676, eq. 1, for the overfitting.
    """

    def __init__(self, game, real, held_out=None):
        if not game.modality.has_distances:
            raise ValueError(
                f"nothing says how far apart two samples of {game.modality.name} are: watch the terms and the metrics "
                f"of {type(game).__name__}."
            )
        self.game = game
        self.real, self.held_out = (
            None if batch is None else game.samples(tf.nest.map_structure(tf.convert_to_tensor, batch))
            for batch in (real, held_out)
        )
        for name, samples in (("real", self.real), ("held-out", self.held_out)):
            if samples is not None and (count := len(sample_of(samples))) < MIN_EXAMPLES:
                raise ValueError(f"received {count} {name} samples: give at least {MIN_EXAMPLES}.")
        self.samples = None

    def examine(self, before=None, metric=float("nan")):
        """The signals now, as `Signals`.

        Args:
            before: `samples` of the examination before this; None leaves their movement unknown.
            metric: what the game's first metric is now, the lower the better.
        """
        game = self.game
        with game.preserving_state(), game.on_one_device(), game.preserving_randomness():
            seen = {name: value.numpy() for name, value in game.signals(self.real, self.held_out).items()}
        real, fake = game.target_of(self.real).numpy(), seen["fake"]
        self.samples = fake[:NUM_FOLLOWED]
        return Signals(
            steps=int(game.steps.numpy()),
            **from_scores(game, seen),
            **norms(seen),
            **distances.compared(real, fake),
            movement=distances.movement(real, before, self.samples),
            real_low=float(real.min()),
            real_high=float(real.max()),
            fake_low=float(fake.min()),
            fake_high=float(fake.max()),
            pictures=int(game.modality.name == "image"),
            metric=metric,
        )


def norms(seen):
    """Slopes and norms of gradients and weights, of what a game shows; NaN for those it does not."""
    names = ("pull", "generator_gradient", "discriminator_gradient", "generator_weights", "discriminator_weights")
    found = {name: float(seen.get(name, np.nan)) for name in names}
    if "generator_weights" not in seen:  # another game than a generator's and a discriminator's
        weights = [value for name, value in seen.items() if name.endswith("_weights")]
        found |= {"generator_weights": float(np.linalg.norm(weights)), "discriminator_weights": 0.0}
    return found


def from_scores(game, seen):
    """What the scores say of how well real and generated samples are told apart; NaN where there are none."""
    found = dict.fromkeys(("separation", "confidence", "overfitting", "memorization", "score_spread"), float("nan"))
    if "real_scores" not in seen:
        return found
    sign = 1.0 if game.high_score_is_real else -1.0
    real, fake = (sign * np.asarray(seen[name], np.float64) for name in ("real_scores", "fake_scores"))
    held_out = sign * np.asarray(seen.get("held_out_scores", []), np.float64)
    if np.size(real) != len(real):  # several scores a sample
        return {**found, "score_spread": float(np.std(real))}
    real, fake, held_out = real.ravel(), fake.ravel(), held_out.ravel()
    found["separation"] = distances.separation(real, fake)
    found["score_spread"] = float(np.std(np.concatenate([real, fake])))
    if game.cross_entropy:
        found["confidence"] = float((np.mean(expit(real)) + np.mean(expit(-fake))) / 2)
    if held_out.size:
        found["memorization"] = distances.separation(real, held_out)
        if (gap := real.mean() - fake.mean()) > 0:
            found["overfitting"] = float((real.mean() - held_out.mean()) / gap)
    return found
