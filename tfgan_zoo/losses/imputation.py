"""Losses of a game that fills the gaps of rows (Yoon et al. 2018, GAIN, https://arxiv.org/abs/1806.02920).

The discriminator has a logit for each value of a row: D, its sigmoid, is the probability that the value was observed.
A mask m is 1 where it was and 0 where it was filled in.
"""

from keras import ops

from tfgan_zoo.losses.checks import checked

SMALLEST_SHARE = 1e-8  # of observed values: a batch may have none


def imputation_discriminator(logits, mask):
    """-mean(m log D + (1 - m) log(1 - D)) over all values, those that a hint names too (the authors' code)."""
    logits, mask = checked_like(logits, mask)
    return ops.mean(mask * ops.softplus(-logits) + (1 - mask) * ops.softplus(logits))


def imputation_generator(logits, mask):
    """-mean((1 - m) log D) over all values, of which the observed ones count as 0 (eq. 9)."""
    logits, mask = checked_like(logits, mask)
    return ops.mean((1 - mask) * ops.softplus(-logits))


def observed_error(rows, generated, mask, observed_share):
    """mean((m x - m G)^2) / mean(m), the squared error of observed values (eq. 10, as a mean in the authors' code).

    Args:
        rows: x (batch, columns).
        generated: G, what the generator makes of them.
        mask: m.
        observed_share: mean(m) of the whole batch, of which these rows may be a replica's share.
    """
    rows, mask = checked_like(rows, mask, "rows")
    generated, mask = checked_like(generated, mask, "generated rows")
    return ops.mean(ops.square(mask * (rows - generated))) / ops.maximum(observed_share, SMALLEST_SHARE)


def checked_like(values, mask, name="logits"):
    """Values and their mask in float32, refused if their shapes differ."""
    values, mask = checked(values, name), checked(mask, "mask")
    if not values.shape.is_compatible_with(mask.shape):
        raise ValueError(
            f"the {name} have the shape {values.shape}, the mask {mask.shape}; expected the same, (batch, columns): "
            "give one number of the mask for each value."
        )
    return values, mask
