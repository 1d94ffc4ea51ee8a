"""The exponential of a logit, for losses that hold one."""

from keras import ops

# exp(30) is 1e13: a sample so many times more likely among the real ones says nothing more by a larger number, while
# the squares of larger gradients soon leave float32.
LIMIT = 30.0


def exponential(logits):
    """exp(logits), continued above `LIMIT` along its tangent, so that value and gradient stay finite."""
    near = ops.minimum(logits, LIMIT)
    return ops.exp(near) * (1 + (logits - near))
