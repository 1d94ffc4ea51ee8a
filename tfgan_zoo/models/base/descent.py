"""Gradient descent helpers: finite gradients, loss scaling, several replicas."""

import numbers

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import NOT_NEGATIVE, check_numbers, check_range
from tfgan_zoo.distribution.replicas import num_replicas

NUMBERS = ("beta_1", "beta_2", "momentum", "rho", "epsilon", "weight_decay", "clipnorm", "global_clipnorm", "clipvalue")


def check_optimizer(player, optimizer):
    """Refuse an optimizer with a number out of its range, which Keras takes.

    Args:
        player: name of the player, for the message.
        optimizer: Keras optimizer. A learning rate of 0 is allowed; a schedule is not looked into.

    Raises:
        ValueError: if a number is out of range.
    """
    inner = optimizer.inner_optimizer if is_loss_scaled(optimizer) else optimizer
    config, owner = inner.get_config(), f"the {player}'s {type(inner).__name__}"
    if isinstance(config.get("learning_rate"), numbers.Real):
        check_range(owner, NOT_NEGATIVE, learning_rate=config["learning_rate"])
    check_numbers(owner, **{name: config.get(name) for name in NUMBERS})


def loss_scaled(optimizer, enabled, scale):
    """An optimizer, given as an object or a name; if `enabled`, wrapped once in loss scaling that starts at `scale`.

    A loss-scaled optimizer skips a step whose gradient is not finite.

    Raises:
        ValueError: if there is no optimizer of that name.
    """
    optimizer = keras.optimizers.get(optimizer)
    if enabled and not is_loss_scaled(optimizer):
        return keras.optimizers.LossScaleOptimizer(optimizer, scale)
    return optimizer


def is_loss_scaled(optimizer):
    """Whether the optimizer skips steps whose gradient is not finite."""
    return isinstance(optimizer, keras.optimizers.LossScaleOptimizer)


def reset_optimizer(optimizer, variables):
    """Set an optimizer's state, but for a loss scale, to what it was before its first step; its rate stays.

    Args:
        optimizer: Keras optimizer that was built.
        variables: those it was built with.
    """
    inner = optimizer.inner_optimizer if is_loss_scaled(optimizer) else optimizer
    new = type(inner).from_config(inner.get_config())
    new.build(variables)
    for mine, initial in zip(inner.variables, new.variables, strict=True):
        mine.assign(initial)


def summed_gradient_once(optimizer, gradients):
    """Gradients that Keras may clip, or check for finite values, before it sums them over the replicas.

    Keras does both with each replica's own share, so it clips too much, and an overflow on one replica reaches the
    weights of all. If the optimizer does either, the first replica therefore passes the whole gradient, and the others
    pass zeros (or NaN where it is not finite).
    """
    inner = optimizer.inner_optimizer if is_loss_scaled(optimizer) else optimizer
    clips = any(limit is not None for limit in (inner.clipnorm, inner.global_clipnorm, inner.clipvalue))
    if num_replicas() == 1 or not (clips or is_loss_scaled(optimizer)):
        return gradients
    context = tf.distribute.get_replica_context()
    dense = [tf.convert_to_tensor(gradient) for gradient in gradients]  # an embedding's are slices
    gradients = context.all_reduce(tf.distribute.ReduceOp.SUM, dense)
    is_first = 1 - ops.minimum(context.replica_id_in_sync_group, 1)
    return [gradient * ops.cast(is_first, gradient.dtype) for gradient in gradients]


def all_finite(gradients):
    """Whether no gradient has a NaN or an infinity: a scalar bool."""
    parts = tf.nest.flatten(gradients, expand_composites=True)
    floats = [part for part in parts if part is not None and part.dtype.is_floating]
    return ops.all(ops.stack([ops.all(ops.isfinite(part)) for part in floats]))
