"""The named inputs of functional networks."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import conditions_of, sample_of


def input_names(network):
    """Names of a functional network's inputs, in their order.

    Example:
        >>> latents, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
        >>> input_names(keras.Model([latents, labels], latents))
        ['latents', 'labels']
    """
    return [tensor.name for tensor in network.inputs]


def shapes_of(network):
    """Shape of one example of each input of a network, by name."""
    return {tensor.name: tuple(tensor.shape[1:]) for tensor in network.inputs}


def arrange_inputs(network, inputs):
    """Inputs in the structure that a network takes: a tensor is unchanged, a dict by name is arranged.

    Raises:
        ValueError: if the names are not those of the network's inputs.
    """
    if not isinstance(inputs, dict):
        return inputs
    names = input_names(network)
    if set(inputs) != set(names):
        raise ValueError(f"{network.name!r} takes the inputs {', '.join(names)}, but received {', '.join(inputs)}.")
    return keras.tree.pack_sequence_as(network.input, [inputs[name] for name in names])


def check_values(name, values, dtype):
    """Refuse values of a given input that are not of the type that the network takes or, eagerly, are not finite.

    Args:
        name: of the input.
        values: array or tensor (batch, ...).
        dtype: the input's type, such as "float32": integers and booleans are taken as floats, floats not as integers,
            and strings only as strings.

    Raises:
        ValueError: if they are something else.
    """
    values = values if tf.is_tensor(values) else np.asarray(values)
    received = tf.as_dtype(values.dtype)
    takes_integers = tf.as_dtype(dtype).is_integer
    if tf.as_dtype(dtype) == tf.string:
        if received != tf.string:
            raise ValueError(f"received {name} of type {received.name}; expected strings: {name}=['...', '...'].")
        return
    if not (received.is_integer or (not takes_integers and (received.is_floating or received.is_bool))):
        raise ValueError(
            f"received {name} of type {received.name}; expected {'integers' if takes_integers else 'numbers'}, since "
            f"the network takes {dtype}: encode or cast them."
        )
    if received.is_floating and tf.executing_eagerly() and not np.isfinite(values).all():
        raise ValueError(f"received {name} with values that are NaN or infinite; expected finite numbers.")


def strings_as_tensors(data):
    """Data as Keras takes them: arrays of strings, which it refuses, become tensors; the rest stays as it is."""

    def converted(array):
        return tf.constant(array) if isinstance(array, np.ndarray) and array.dtype.kind in "USO" else array

    return tf.nest.map_structure(converted, data)


def inputs_of(network, samples):
    """A network's inputs from samples: the sample as its first input and, by name, the conditions it takes."""
    name, *conditions = input_names(network)
    if not conditions:
        return sample_of(samples)
    return {name: sample_of(samples), **{name: conditions_of(samples)[name] for name in conditions}}
