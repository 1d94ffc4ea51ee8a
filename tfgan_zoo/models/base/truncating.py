"""A sampler with one more input, by which samples become more typical and less diverse."""

import keras
import tensorflow as tf

from tfgan_zoo import latents

TRUNCATION = "truncation"
MOVED = {latents.normal: latents.move_normal, latents.uniform: latents.move_uniform}


def with_truncated_latents(sampler, distribution, num_codes):
    """A sampler whose latents are moved inwards, within a largest magnitude that is one more input.

    Args:
        sampler: functional `keras.Model` whose first input is latents (batch, ..., size).
        distribution: what they are drawn from.
        num_codes: how many of the last of them are codes, which stay as they are.

    Returns:
        functional `keras.Model` with the same inputs and "truncation" (batch,), above 0; None if the distribution has
        no truncated form.
    """
    if distribution not in MOVED:
        return None
    inputs, thresholds = copied_inputs(sampler), truncation_input()
    move = MOVED[distribution]

    def truncated(tensors):
        drawn, thresholds = tensors
        in_range = in_order([thresholds > 0, thresholds < float("inf")])
        thresholds = checked(thresholds, in_range, "numbers above 0")
        thresholds = tf.reshape(thresholds, [-1, *[1] * (len(drawn.shape) - 1)])
        noise, codes = tf.split(drawn, [drawn.shape[-1] - num_codes, num_codes], axis=-1)
        return tf.concat([tf.cast(move(noise, thresholds), noise.dtype), codes], axis=-1)

    moved = keras.layers.Lambda(truncated, output_shape=inputs[0].shape[1:])([inputs[0], thresholds])
    outputs = sampler(keras.tree.pack_sequence_as(sampler.input, [moved, *inputs[1:]]))
    return keras.Model([*inputs, thresholds], outputs, name=f"truncated_{sampler.name}")


def with_truncated_styles(sampler, parts):
    """A generator of styles whose styles are moved toward their average, by psi that is one more input.

    Args:
        sampler: functional `keras.Model` of latents and noise.
        parts: its mapping, its `layers.StyleTruncation`, and its synthesis.

    Returns:
        functional `keras.Model` with the same inputs and "truncation" (batch,), in [0, 1].
    """
    mapping, truncation, synthesis = parts
    inputs, psi = copied_inputs(sampler), truncation_input()

    def truncated(tensors):
        styles, psi = tensors
        psi = checked(psi, in_order([psi >= 0, psi <= 1]), "numbers from 0 to 1")
        average = tf.convert_to_tensor(truncation.average)
        return tf.cast(average + psi[:, None, None] * (tf.cast(styles, "float32") - average), styles.dtype)

    styles = truncation(mapping(inputs[0]))
    styles = keras.layers.Lambda(truncated, output_shape=styles.shape[1:])([styles, psi])
    return keras.Model([*inputs, psi], synthesis([styles, inputs[1]]), name=f"truncated_{sampler.name}")


def copied_inputs(network):
    """New inputs like those of a network."""
    return [keras.Input(batch_shape=old.shape, dtype=old.dtype, name=old.name) for old in network.inputs]


def truncation_input():
    """The input that says how far."""
    return keras.Input((), dtype="float32", name=TRUNCATION)


def in_order(conditions):
    """Where all conditions hold."""
    return tf.reduce_all(tf.stack(conditions), axis=0)


def checked(values, are_in_range, expected):
    """Values, or an error in the graph that says how many are out of range (see `graph_errors`)."""
    count = tf.reduce_sum(tf.cast(~are_in_range, tf.int32))
    message = ["received", count, f"values of {TRUNCATION} out of range; expected {expected}"]
    with tf.control_dependencies([tf.debugging.Assert(count == 0, message)]):
        return tf.identity(values)
