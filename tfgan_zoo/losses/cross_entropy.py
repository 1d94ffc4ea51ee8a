"""The original GAN: cross-entropy for the discriminator, and three losses for the generator."""

from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair
from tfgan_zoo.losses.exponential import exponential


def minimax_discriminator(real_logits, fake_logits, real_target=1.0):
    """Cross-entropy of classifying real and fake (Goodfellow et al. 2014, arXiv:1406.2661, eq. 1).

    Args:
        real_logits, fake_logits: logits of D(x) and D(G(z)).
        real_target: alpha, the target probability of real samples. Below 1 it is one-sided label smoothing, usually
            with 0.9. The target of generated samples stays 0: a higher one would reward a generator for not changing
            (Salimans et al. 2016, arXiv:1606.03498, section 3.4).

    Raises:
        ValueError: if the target is not in (0, 1], or the logits are not a pair of floating point tensors.

    Example:
        >>> loss = tfgan_zoo.losses.minimax_discriminator([[2.0]], [[-3.0]], real_target=0.9)
    """
    real, fake = checked_pair(real_logits, fake_logits)
    if not 0 < real_target <= 1:
        raise ValueError(f"real_target is a probability in (0, 1], such as 0.9 or 1.0, not {real_target}.")
    # -log(1 - D) is -log D plus the logit, so one softplus is enough for both parts of the smoothed target.
    return ops.mean(ops.softplus(-real) + (1 - real_target) * real) + ops.mean(ops.softplus(fake))


def matching_aware_discriminator(real_logits, mismatched_logits, fake_logits, mismatch_weight=0.5):
    """Cross-entropy of a real image with its text against a real one with another text, and a generated one.

    Args:
        real_logits, mismatched_logits, fake_logits: logits of real images with their texts, of real images that do not
            fit the text beside them, and of generated images with the texts they were made from.
        mismatch_weight: of the mismatched, in [0, 1); generated images have the rest. 0.5 in the paper (Reed et al.
            2016, arXiv:1605.05396, algorithm 1).

    Example:
        >>> loss = tfgan_zoo.losses.matching_aware_discriminator([[2.0]], [[-1.0]], [[-3.0]])
    """
    real, fake = checked_pair(real_logits, fake_logits)
    mismatched = ops.mean(ops.softplus(checked(mismatched_logits)))
    fake = ops.mean(ops.softplus(fake))
    return ops.mean(ops.softplus(-real)) + mismatch_weight * mismatched + (1 - mismatch_weight) * fake


def minimax_generator(fake_logits):
    """log(1 - D(G(z))), which saturates against a confident discriminator (arXiv:1406.2661, eq. 1)."""
    return -ops.mean(ops.softplus(checked(fake_logits)))


def non_saturating_generator(fake_logits):
    """-log D(G(z)), the generator's loss used in practice (arXiv:1406.2661, section 3)."""
    return ops.mean(ops.softplus(-checked(fake_logits)))


def maximum_likelihood_generator(fake_logits):
    """-1/2 exp of the logit of D(G(z)): maximum likelihood if D is optimal (Goodfellow 2016, arXiv:1701.00160, 3.2.4).

    Above a logit of 30 the exponential continues along its tangent, so that a single sample that fools the
    discriminator completely leaves the sum finite.
    """
    return -0.5 * ops.mean(exponential(checked(fake_logits)))
