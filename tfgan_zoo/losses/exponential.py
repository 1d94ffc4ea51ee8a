"""A numerically safe exponential of a logit, for losses."""

from keras import ops

# exp(30) is 1e13: for a sample that many times more likely among the real ones, larger values carry no information,
# while the squares of larger gradients soon overflow float32.
LIMIT = 30.0


def exponential(logits):
    """exp(logits), continued above `LIMIT` along its tangent, so that value and gradient stay finite."""
    clipped = ops.minimum(logits, LIMIT)
    return ops.exp(clipped) * (1 + (logits - clipped))
