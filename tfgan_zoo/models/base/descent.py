"""What a step down an objective needs beside its optimizer: finite gradients, loss scaling, several replicas."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.distribution.replicas import num_replicas


def loss_scaled(optimizer, wanted, scale):
    """The optimizer by its name or as it is; where `wanted`, wrapped once in loss scaling that begins at `scale`.

    A loss-scaled optimizer leaves out a step whose gradient is not finite.

    Raises:
        ValueError: if there is no optimizer of that name.
    """
    optimizer = keras.optimizers.get(optimizer)
    if wanted and not is_loss_scaled(optimizer):
        return keras.optimizers.LossScaleOptimizer(optimizer, scale)
    return optimizer


def is_loss_scaled(optimizer):
    """Whether the optimizer leaves out steps whose gradient is not finite."""
    return isinstance(optimizer, keras.optimizers.LossScaleOptimizer)


def summed_gradient_once(optimizer, gradients):
    """Gradients that Keras may clip, or judge finite, before it sums them over the replicas.

    It does both with each replica's own share, and so clips too much, and lets what overflowed on one replica reach
    the weights of all. Where the optimizer does either, the first replica therefore hands in the whole gradient, and
    the others nothing (or NaN, where it is not finite).
    """
    inner = optimizer.inner_optimizer if is_loss_scaled(optimizer) else optimizer
    clips = any(limit is not None for limit in (inner.clipnorm, inner.global_clipnorm, inner.clipvalue))
    if num_replicas() == 1 or not (clips or is_loss_scaled(optimizer)):
        return gradients
    context = tf.distribute.get_replica_context()
    dense = [tf.convert_to_tensor(gradient) for gradient in gradients]  # an embedding's are slices
    gradients = context.all_reduce(tf.distribute.ReduceOp.SUM, dense)
    mine = 1 - ops.minimum(context.replica_id_in_sync_group, 1)
    return [gradient * ops.cast(mine, gradient.dtype) for gradient in gradients]


def all_finite(gradients):
    """Whether no gradient holds a NaN or an infinity: a scalar bool."""
    parts = tf.nest.flatten(gradients, expand_composites=True)
    floats = [part for part in parts if part is not None and part.dtype.is_floating]
    return ops.all(ops.stack([ops.all(ops.isfinite(part)) for part in floats]))
