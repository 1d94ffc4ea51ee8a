"""A penalty on a player's weights, and a limit to them."""

from keras import ops


def historical_averaging(parameters, averages):
    """The squared distance of a player's parameters from their averages over time, summed over all of them.

    Args:
        parameters: theta, a sequence of variables.
        averages: as many tensors of the same shapes, the means of all past values.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the two do not match.

    Example:
        >>> float(historical_averaging([tf.Variable([3.0, 4.0])], [tf.zeros(2)]))
        25.0

    Reference:
        Salimans et al. 2016, arXiv:1606.03498, section 3.3.
    """
    parameters, averages = list(parameters), list(averages)
    shapes = [[tuple(tensor.shape) for tensor in tensors] for tensors in (parameters, averages)]
    if not parameters or shapes[0] != shapes[1]:
        raise ValueError(
            f"received averages of shapes {shapes[1]} for parameters of shapes {shapes[0]}; expected one average each, "
            "of the same shape."
        )
    pairs = zip(parameters, averages, strict=True)
    return sum(ops.sum(ops.square(ops.cast(theta, "float32") - ops.cast(mean, "float32"))) for theta, mean in pairs)


def clip_weights(variables, limit=0.01):
    """Clip the values of each variable to [-limit, limit], after every step of the critic.

    Args:
        variables: w, the critic's trainable variables.
        limit: c, positive.

    Raises:
        ValueError: if the limit is not positive.

    Example:
        >>> clip_weights(critic.trainable_variables, limit=0.01)

    Reference:
        Arjovsky et al. 2017, arXiv:1701.07875, algorithm 1, line 7.
    """
    if not limit > 0:
        raise ValueError(f"weights are clipped to [-limit, limit], so the limit must be positive, not {limit}.")
    for variable in variables:
        variable.assign(ops.clip(variable, -limit, limit))
