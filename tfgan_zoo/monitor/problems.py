"""The illnesses of a training: what each looks like in the signals, and what to try.

An illness is a function from the signals so far, oldest first, to the evidence for it at the newest, in words, or
None. Its thresholds were chosen on runs with other seeds than those that `docs/monitor.md` counts.
"""

import dataclasses
import math
from collections.abc import Callable

FAR = 0.25  # energy distance from the data that is no longer a matter of finish; 1 is about that of noise
PICTURE_LIMIT = 1.05  # of what pictures in [-1, 1] may reach
DARKEST = -0.5  # pictures in [-1, 1] go below; those in [0, 1] do not


@dataclasses.dataclass(frozen=True)
class Problem:
    """One illness.

    Args:
        name: what it is called.
        evidence: function from the signals so far to words, or None where it does not show.
        advice: what to try.
        patience: examinations in a row at which it must show.
        causes: names of illnesses of which this one is but a consequence; it is not named beside them.
    """

    name: str
    evidence: Callable
    advice: str
    patience: int = 3
    causes: tuple[str, ...] = ()


def wrong_range(history):
    """Pictures that are not in [-1, 1], or use its upper half only."""
    now = history[-1]
    if not now.pictures:
        return None
    found = f"the real pictures go from {now.real_low:.3g} to {now.real_high:.3g}"
    if max(now.real_high, -now.real_low) > PICTURE_LIMIT:
        return f"{found}, outside [-1, 1], where the generator ends"
    if now.real_low > DARKEST:
        return f"{found}: none has the dark half of [-1, 1]"
    return None


def divergence(history):
    """Weights that have run away."""
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
    """A generator's loss that is flat where its samples are."""
    now = history[-1]
    if now.pull > 0.01 or math.isnan(now.pull):
        return None
    most = max(signals.generator_gradient for signals in history)
    return (
        f"the generator's loss is flat: it pulls at its samples with {now.pull:.1e} of the score's slope, and the norm "
        f"of its gradient is {now.generator_gradient:.1e}, after {most:.1e} at most"
    )


def too_strong(history):
    """A discriminator that is always right, while the samples stay where they are, far from the data."""
    now = history[-1]
    sure = now.confidence > 0.97 or (math.isnan(now.confidence) and now.separation > 0.999)
    if not sure or now.distance < FAR or now.movement > 0.25 or comes_nearer(history, by=0.5, within=5):
        return None
    told = f"it prefers the real one of {100 * now.separation:.1f} % of all pairs"
    if not math.isnan(now.confidence):
        told = f"it is {100 * now.confidence:.1f} % sure of its right answers"
    return f"{told}, and the samples, at a distance of {now.distance:.2f}, hardly come nearer to the data"


def too_weak(history):
    """A discriminator that cannot tell samples from data from which they are far."""
    now = history[-1]
    if now.separation > 0.4 or now.distance < FAR or math.isnan(now.separation):
        return None
    return (
        f"it prefers the real one of only {100 * now.separation:.0f} % of all pairs (guessing gives 50 %), though the "
        f"samples are far from the data, at a distance of {now.distance:.2f}"
    )


def mode_collapse(history):
    """Samples that are alike, or reach few of the real ones."""
    now = history[-1]
    if (now.coverage < 0.3 or now.diversity < 0.15) and not comes_nearer(history, by=0.5, within=4):
        return (
            f"the samples reach {100 * now.coverage:.0f} % of the neighborhoods that real ones do, and their "
            f"diversity is {100 * now.diversity:.0f} % of the data's"
        )
    return None


def oscillation(history):
    """Samples that leap about, and come no nearer to the data."""
    now = history[-1]
    if not (now.movement > 1 and now.distance > FAR):
        return None
    return (
        f"from one examination to the next the samples of the same noise move {now.movement:.1f} times as far as two "
        f"real ones are apart, and stay at a distance of {now.distance:.2f} from the data"
    )


def memorizing(history):
    """A discriminator that knows its training samples by heart."""
    now = history[-1]
    if not (now.memorization > 0.75 and now.overfitting > 0.4):
        return None
    return (
        f"it prefers a training sample to an unseen real one in {100 * now.memorization:.0f} % of all pairs (50 % "
        f"where it has learned none by heart), and scores unseen ones {100 * now.overfitting:.0f} % of the way down to "
        "generated ones"
    )


def worsening(history):
    """A measure that has lost half of what it had gained."""
    values = [signals.metric for signals in history if not math.isnan(signals.metric)]
    if len(values) < 3 or math.isnan(history[-1].metric):
        return None
    first, best, now = values[0], min(values), values[-1]
    if now - best <= 0.5 * (first - best) or best == first:
        return None
    return f"the first measure has gone from {first:.4g} to {best:.4g} at its best and is back at {now:.4g}"


def comes_nearer(history, by, within):
    """Whether the samples have come nearer to the data by such a share, within so many examinations."""
    return history[-1].distance < (1 - by) * history[max(0, len(history) - 1 - within)].distance


STRONG, WEAK = "discriminator too strong", "discriminator too weak"
RANGE, DIVERGENCE = "wrong data range", "divergence"
VANISHING, COLLAPSE = "vanishing gradients", "mode collapse"

PROBLEMS = (  # causes before consequences
    Problem(
        RANGE,
        wrong_range,
        "scale the pictures to [-1, 1]: uint8 ones by images / 127.5 - 1, those in [0, 1] by 2 * images - 1; "
        "tfgan_zoo.data does it.",
        patience=1,
    ),
    Problem(
        DIVERGENCE,
        divergence,
        "divide both learning rates by ten; clip gradients in the optimizers (global_clipnorm=1.0); begin anew, for "
        "runaway weights do not come back.",
        patience=2,
        causes=(RANGE,),
    ),
    Problem(
        VANISHING,
        vanishing_gradients,
        "take a generator's loss that is not flat where the discriminator is sure (models.GAN in place of MinimaxGAN, "
        "LSGAN, WGANGP); fewer discriminator_steps; instance noise (tricks.InstanceNoise).",
        causes=(RANGE, DIVERGENCE),
    ),
    Problem(
        STRONG,
        too_strong,
        "slow the discriminator down: a smaller learning rate, fewer discriminator_steps, label smoothing, instance "
        "noise or R1 (tfgan_zoo.tricks); or speed the generator up.",
        causes=(RANGE, DIVERGENCE, VANISHING),
    ),
    Problem(
        WEAK,
        too_weak,
        "give the discriminator more: a larger learning rate, more width, more discriminator_steps; look whether it "
        "learns at all, and whether a penalty holds it down.",
        causes=(RANGE, DIVERGENCE),
    ),
    Problem(
        COLLAPSE,
        mode_collapse,
        "let the discriminator see several samples at once (models.PacGAN, layers.MinibatchDiscrimination, "
        "layers.MinibatchStandardDeviation); a gradient penalty or R1; batch normalization in the generator; a smaller "
        "learning rate of the generator, beta_1 of 0.5 or 0.",
        patience=4,
        causes=(RANGE, DIVERGENCE, VANISHING, STRONG, WEAK),
    ),
    Problem(
        "oscillation",
        oscillation,
        "smaller learning rates, beta_1 of 0.5 or 0; R1 or a gradient penalty; a moving average of the generator "
        "(ema_momentum).",
        causes=(RANGE, DIVERGENCE, WEAK, COLLAPSE),
    ),
    Problem(
        "memorizing discriminator",
        memorizing,
        "show it augmented pictures (tricks.DifferentiableAugmentation, tricks.AdaptiveAugmentation); more data; a "
        "narrower discriminator, R1 or LeCam; stop earlier.",
    ),
    Problem(
        "worsening",
        worsening,
        "go back to the best checkpoint; let the learning rates decay; take a moving average of the generator.",
        causes=(RANGE, DIVERGENCE),
    ),
)
