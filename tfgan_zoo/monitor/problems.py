"""Training problems: how each shows in the signals, and what to try.

A problem is a function from the signals so far, oldest first, to a description of the evidence in the newest, or None.
Its thresholds were chosen on runs with other seeds than those counted in `docs/monitor.md`.
"""

import dataclasses
import math
from collections.abc import Callable

FAR = 0.25  # energy distance of samples that are clearly unlike the data; that of noise is about 1
IMAGE_LIMIT = 1.05  # largest magnitude of images in [-1, 1]
DARKEST = -0.5  # images in [-1, 1] have values below; those in [0, 1] do not


@dataclasses.dataclass(frozen=True)
class Problem:
    """A training problem.

    Args:
        name: its name.
        evidence: function from the signals so far to a description, or None if they do not show it.
        advice: what to try.
        patience: number of consecutive checks that must show it.
        causes: names of problems that this one is a consequence of; it is not reported together with them.
        without_score: what to try in a game that has no score of its samples, such as a VAE; None where such a game
            does not have the problem.
    """

    name: str
    evidence: Callable
    advice: str
    patience: int = 3
    causes: tuple[str, ...] = ()
    without_score: str | None = None

    def advice_for(self, signals):
        """What to try in the game of these signals; None where it does not have the problem."""
        return self.advice if signals.has_score else self.without_score


def wrong_range(history):
    """Images that are not in [-1, 1], or use only its upper half."""
    now = history[-1]
    if not now.is_image:
        return None
    range_of_real = f"the real images are between {now.real_low:.3g} and {now.real_high:.3g}"
    if max(now.real_high, -now.real_low) > IMAGE_LIMIT:
        return f"{range_of_real}, outside [-1, 1], the generator's range"
    if now.real_low > DARKEST:
        return f"{range_of_real}: the dark half of [-1, 1] is missing"
    return None


def divergence(history):
    """Weights that diverge."""
    now, first = history[-1], history[0]
    for player in ("generator", "discriminator"):
        norm, before = getattr(now, f"{player}_weights"), getattr(first, f"{player}_weights")
        if not math.isfinite(norm):
            return f"the {player}'s weights are not finite"
        if norm > 8 * before:
            return f"the norm of the {player}'s weights has grown from {before:.3g} to {norm:.3g}"
    if not math.isfinite(now.fake_high - now.fake_low):
        return "the samples are not finite"
    return None


def vanishing_gradients(history):
    """A generator's loss that is flat at its samples."""
    now = history[-1]
    if now.slope_ratio > 0.01 or math.isnan(now.slope_ratio):
        return None
    largest = max(signals.generator_gradient for signals in history)
    return (
        f"the generator's loss is flat: its slope at the samples is {now.slope_ratio:.1e} of the score's, and the norm "
        f"of its gradient is {now.generator_gradient:.1e}, after at most {largest:.1e}"
    )


def too_strong(history):
    """A discriminator that is always right, while the samples stay far from the data."""
    now = history[-1]
    sure = now.confidence > 0.97 or (math.isnan(now.confidence) and now.separation > 0.999)
    if not sure or now.distance < FAR or now.movement > 0.25 or improves(history, by=0.5, within=5):
        return None
    strength = f"it scores the real sample higher in {100 * now.separation:.1f} % of all pairs"
    if not math.isnan(now.confidence):
        strength = f"its mean confidence in the right answer is {100 * now.confidence:.1f} %"
    return f"{strength}, and the samples, at a distance of {now.distance:.2f}, hardly approach the data"


def too_weak(history):
    """A discriminator that cannot distinguish samples from the data, although they are far from it."""
    now = history[-1]
    if now.separation > 0.4 or now.distance < FAR or math.isnan(now.separation):
        return None
    return (
        f"it scores the real sample higher in only {100 * now.separation:.0f} % of all pairs (chance is 50 %), "
        f"although the samples are far from the data, at a distance of {now.distance:.2f}"
    )


def mode_collapse(history):
    """Samples that are alike, or cover few of the real ones."""
    now = history[-1]
    if (now.coverage < 0.3 or now.diversity < 0.15) and not improves(history, by=0.5, within=4):
        return (
            f"the samples cover {100 * now.coverage:.0f} % of the neighborhoods that real ones do, and their "
            f"diversity is {100 * now.diversity:.0f} % of the data's"
        )
    return None


def oscillation(history):
    """Samples that change a lot without approaching the data."""
    now = history[-1]
    if not (now.movement > 1 and now.distance > FAR):
        return None
    return (
        f"between checks, the samples of the same noise move {now.movement:.1f} times the distance between two real "
        f"ones, and stay at a distance of {now.distance:.2f} from the data"
    )


def memorizing(history):
    """A discriminator that memorizes its training samples."""
    now = history[-1]
    if not (now.memorization > 0.75 and now.overfitting > 0.4):
        return None
    return (
        f"it scores a training sample higher than a held-out one in {100 * now.memorization:.0f} % of all pairs (50 % "
        f"without memorization), and scores held-out ones {100 * now.overfitting:.0f} % of the way down to generated "
        "ones"
    )


def worsening(history):
    """A metric that has lost half of its improvement."""
    values = [signals.metric for signals in history if not math.isnan(signals.metric)]
    if len(values) < 3 or math.isnan(history[-1].metric):
        return None
    first, best, now = values[0], min(values), values[-1]
    if now - best <= 0.5 * (first - best) or best == first:
        return None
    return f"the metric that chooses went from {first:.4g} to {best:.4g} at its best and is back at {now:.4g}"


def improves(history, by, within):
    """Whether the samples' distance from the data has fallen by a fraction of `by` in the last `within` checks."""
    return history[-1].distance < (1 - by) * history[max(0, len(history) - 1 - within)].distance


STRONG, WEAK = "discriminator too strong", "discriminator too weak"
RANGE, DIVERGENCE = "wrong data range", "divergence"
VANISHING, COLLAPSE = "vanishing gradients", "mode collapse"

RESCALE = (
    "scale the images to [-1, 1]: uint8 by images / 127.5 - 1, [0, 1] by 2 * images - 1; tfgan_zoo.data does this."
)

PROBLEMS = (  # causes before consequences
    Problem(RANGE, wrong_range, RESCALE, patience=1, without_score=RESCALE),
    Problem(
        DIVERGENCE,
        divergence,
        "divide both learning rates by ten; clip gradients in the optimizers (global_clipnorm=1.0); restart from "
        "scratch, because diverged weights do not recover.",
        patience=2,
        causes=(RANGE,),
        without_score="divide the learning rate by ten; clip gradients in the optimizer (global_clipnorm=1.0); restart "
        "from scratch, because diverged weights do not recover.",
    ),
    Problem(
        VANISHING,
        vanishing_gradients,
        "use a generator loss that does not saturate (models.GAN instead of MinimaxGAN, LSGAN, WGANGP); fewer "
        "discriminator_steps; instance noise (tricks.InstanceNoise).",
        causes=(RANGE, DIVERGENCE),
    ),
    Problem(
        STRONG,
        too_strong,
        "slow the discriminator down: a smaller learning rate, fewer discriminator_steps, label smoothing, instance "
        "noise or R1 (tfgan_zoo.tricks); or raise the generator's learning rate.",
        causes=(RANGE, DIVERGENCE, VANISHING),
    ),
    Problem(
        WEAK,
        too_weak,
        "strengthen the discriminator: a larger learning rate, more width, more discriminator_steps; check whether it "
        "learns at all, and whether a penalty is too strong.",
        causes=(RANGE, DIVERGENCE),
    ),
    Problem(
        COLLAPSE,
        mode_collapse,
        "let the discriminator compare several samples (models.PacGAN, layers.MinibatchDiscrimination, "
        "layers.MinibatchStandardDeviation); a gradient penalty or R1; batch normalization in the generator; a smaller "
        "learning rate of the generator, beta_1 of 0.5 or 0.",
        patience=4,
        causes=(RANGE, DIVERGENCE, VANISHING, STRONG, WEAK),
        without_score="check that what samples are made from is drawn as in training; more width, a smaller learning "
        "rate; of an autoencoder, weigh the reconstructions more, against what holds its codes to the prior.",
    ),
    Problem(
        "oscillation",
        oscillation,
        "smaller learning rates, beta_1 of 0.5 or 0; R1 or a gradient penalty; a moving average of the generator "
        "(ema_momentum).",
        causes=(RANGE, DIVERGENCE, WEAK, COLLAPSE),
        without_score="a smaller learning rate, or one that decays.",
    ),
    Problem(
        "memorizing discriminator",
        memorizing,
        "augment its inputs (tricks.DifferentiableAugmentation, tricks.AdaptiveAugmentation); use more data, a "
        "narrower discriminator, R1 or LeCam; stop earlier.",
    ),
    Problem(
        "worsening",
        worsening,
        "go back to the best checkpoint; decay the learning rates; use a moving average (ema_momentum).",
        causes=(RANGE, DIVERGENCE),
        without_score="go back to the best checkpoint; decay the learning rate; stop earlier.",
    ),
)

TRENDS = max(problem.patience for problem in PROBLEMS)  # checks in which every problem can have shown
