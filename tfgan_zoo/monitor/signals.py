"""The signals of a game: cheap statistics of one batch, collected during training."""

import dataclasses

import numpy as np
import tensorflow as tf
from scipy.special import expit

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.monitor import distances

MIN_EXAMPLES = 32
NUM_TRACKED = 32  # samples whose movement is computed


@dataclasses.dataclass(frozen=True)
class Signals:
    """The signals at one step; a signal that the game does not have, or that cannot be computed, is NaN.

    Attributes:
        steps: the game's training step.
        separation: fraction of pairs (real, generated) in which the discriminator scores the real sample higher: 0.5 if
            it cannot distinguish them, 1 if it always can.
        confidence: mean probability it gives the right answer, if its logit is that of a probability.
        overfitting: (score of training samples - of held-out ones) / (of training samples - of generated ones), the r_v
            of arXiv:2006.06676, eq. 1; 0 if it scores held-out samples like training samples, 1 if like generated ones.
        memorization: fraction of pairs (training sample, held-out one) in which it scores the training sample higher:
            0.5 without memorization.
        score_spread: standard deviation of its scores.
        slope_ratio: norm of the gradient of the generator's loss with respect to its samples, relative to that of the
            score: 1 for a Wasserstein loss, nearly 0 where the loss is flat.
        generator_gradient, discriminator_gradient: norms of the gradients of the players' losses, without tricks.
        generator_weights, discriminator_weights: norms of their trainable weights; in games without a generator and a
            discriminator, the first is the norm of all weights.
        diversity: mean squared distance between generated samples, relative to that between real ones.
        coverage: number of different real samples that are nearest to a generated one, relative to the number of those
            that are nearest to other real ones.
        distance: energy distance between generated and real samples, relative to the mean distance of real ones; near 0
            for equal distributions.
        movement: change of the samples of the same noise since the last check, relative to the distance between two
            real samples.
        real_low, real_high, fake_low, fake_high: extreme values of the samples.
        is_image: 1 if the samples are images, 0 otherwise.
        has_score: 1 if the game scores how real samples are, 0 otherwise.
        metric: the game's metric that chooses, as one that is the lower the better, if it was evaluated.
    """

    steps: int
    separation: float
    confidence: float
    overfitting: float
    memorization: float
    score_spread: float
    slope_ratio: float
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
    is_image: int = 0
    has_score: int = 1
    metric: float = float("nan")


class SignalCollector:
    """Computes the signals of a game without changing it.

    The same real samples and the same noise are used every time, so that signals of different steps are comparable. The
    networks run as in training, without tricks; state that changes (moving averages, random states) is restored.

    Args:
        game: a game whose modality has distances between samples.
        real: a batch of training samples as in `fit`, at least 32; a few hundred are better.
        held_out: equally many held-out samples; without them `overfitting` is NaN.

    Attributes:
        samples: the first samples of the last check.

    Raises:
        ValueError: if there are too few samples, or their modality has no distances.

    Example:
        >>> collector = SignalCollector(gan, next(iter(examples.batches(256))))
        >>> collector.collect().separation > 0.5
        True

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/2006.06676, eq. 1, for the overfitting.
    """

    def __init__(self, game, real, held_out=None):
        if not game.modality.has_distances:
            raise ValueError(
                f"samples of {game.modality.name} have no distances to monitor: watch the terms and the metrics of "
                f"{type(game).__name__} instead."
            )
        self.game = game
        self.real, self.held_out = (
            None if batch is None else game.samples(tf.nest.map_structure(tf.convert_to_tensor, batch))
            for batch in (real, held_out)
        )
        for name, samples in (("real", self.real), ("held-out", self.held_out)):
            if samples is not None and (count := len(sample_of(samples))) < MIN_EXAMPLES:
                raise ValueError(f"received {count} {name} samples; expected at least {MIN_EXAMPLES}.")
        self.samples = None

    def collect(self, previous=None, metric=float("nan")):
        """The current signals, as `Signals`.

        Args:
            previous: `samples` of the previous check; without them `movement` is NaN.
            metric: current value of the game's metric that chooses, as one that is the lower the better.
        """
        game = self.game
        with game.preserving_state(), game.on_one_device(), game.preserving_randomness():
            raw = {name: value.numpy() for name, value in game.signals(self.real, self.held_out).items()}
        real, fake = game.target_of(self.real).numpy(), raw["fake"]
        self.samples = fake[:NUM_TRACKED]
        return Signals(
            steps=int(game.steps.numpy()),
            **from_scores(game, raw),
            **norms(raw),
            **distances.compare(real, fake),
            movement=distances.movement(real, previous, self.samples),
            real_low=float(real.min()),
            real_high=float(real.max()),
            fake_low=float(fake.min()),
            fake_high=float(fake.max()),
            is_image=int(game.modality.name == "image"),
            has_score=int(game.has_score),
            metric=metric,
        )


def norms(raw):
    """Slopes and norms of gradients and weights; NaN for those that the game does not have."""
    names = (
        "slope_ratio",
        "generator_gradient",
        "discriminator_gradient",
        "generator_weights",
        "discriminator_weights",
    )
    signals = {name: float(raw.get(name, np.nan)) for name in names}
    if "generator_weights" not in raw:  # a game without a generator and a discriminator
        weights = [value for name, value in raw.items() if name.endswith("_weights")]
        signals |= {"generator_weights": float(np.linalg.norm(weights)), "discriminator_weights": 0.0}
    return signals


def from_scores(game, raw):
    """Signals of how well the scores separate real and generated samples; NaN if there are no scores."""
    signals = dict.fromkeys(("separation", "confidence", "overfitting", "memorization", "score_spread"), float("nan"))
    if "real_scores" not in raw:
        return signals
    sign = 1.0 if game.high_score_is_real else -1.0
    real, fake = (sign * np.asarray(raw[name], np.float64) for name in ("real_scores", "fake_scores"))
    held_out = sign * np.asarray(raw.get("held_out_scores", []), np.float64)
    if np.size(real) != len(real):  # several scores per sample
        return {**signals, "score_spread": float(np.std(real))}
    real, fake, held_out = real.ravel(), fake.ravel(), held_out.ravel()
    signals["separation"] = distances.separation(real, fake)
    signals["score_spread"] = float(np.std(np.concatenate([real, fake])))
    if game.cross_entropy:
        signals["confidence"] = float((np.mean(expit(real)) + np.mean(expit(-fake))) / 2)
    if held_out.size:
        signals["memorization"] = distances.separation(real, held_out)
        if (gap := real.mean() - fake.mean()) > 0:
            signals["overfitting"] = float((real.mean() - held_out.mean()) / gap)
    return signals
