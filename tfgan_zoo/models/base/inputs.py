"""The named inputs of functional networks."""

import keras

from tfgan_zoo.conditions import conditions_of, sample_of


def input_names(network):
    """Names of a functional network's inputs, in their order.

    Example:
        >>> latents, labels = keras.Input((2,), name="latents"), keras.Input((), dtype="int32", name="labels")
        >>> input_names(keras.Model([latents, labels], latents))
        ['latents', 'labels']
    """
    return [tensor.name for tensor in network.inputs]


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


def inputs_of(network, samples):
    """A network's inputs from samples: the sample as its first input and, by name, the conditions it takes."""
    name, *conditions = input_names(network)
    if not conditions:
        return sample_of(samples)
    return {name: sample_of(samples), **{name: conditions_of(samples)[name] for name in conditions}}
