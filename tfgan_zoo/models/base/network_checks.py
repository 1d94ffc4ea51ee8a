"""What a game asks of the networks that it is given."""

import keras

BOUNDED = ("sigmoid", "softmax", "hard_sigmoid", "log_sigmoid", "log_softmax")
SHAPING = (keras.layers.Flatten, keras.layers.Reshape, keras.layers.Identity, keras.layers.Dropout)


def functional(network, name, input_shape=None):
    """A network with named inputs: itself where it has them; else it is built and wrapped, where its input is known.

    Args:
        network: `keras.Model`: functional, sequential or subclassed.
        name: what the game calls it, for the message.
        input_shape: shape of one example of its only input, where the game knows it.

    Returns:
        functional `keras.Model` with the same weights.

    Raises:
        ValueError: if it is not a Keras model, or has no inputs and their shape is unknown.
    """
    if not isinstance(network, keras.Model):
        raise ValueError(f"the {name} is {type(network).__name__}; expected a keras.Model.")
    if getattr(network, "inputs", None):
        return network
    if input_shape is None:
        raise ValueError(
            f"the {name}, {network.name!r}, is subclassed or not built, so it has no named inputs: build it "
            "functionally, keras.Model(inputs, outputs), or begin a Sequential with keras.Input(...)."
        )
    inputs = keras.Input(input_shape, name=name)
    return keras.Model(inputs, network(inputs), name=network.name)


def check_logits(network, name):
    """Refuse a network that ends in a sigmoid or a softmax, under a loss that takes raw logits.

    Args:
        network: functional `keras.Model`.
        name: what the game calls it, for the message.

    Raises:
        ValueError: if an output is one.
    """
    for output in keras.tree.flatten(network.outputs):
        ending = activation_of(network, output)
        if ending in BOUNDED:
            raise ValueError(
                f"the {name}, {network.name!r}, ends in a {ending}, but the loss takes raw logits and applies its own: "
                "leave the activation of the last layer out."
            )


def check_logit_for_each_value(network, builder):
    """Refuse a network without a raw logit for each value of its samples.

    Args:
        network: functional `keras.Model`.
        builder: name of the function of `networks` that builds such a network, for the message.

    Raises:
        ValueError: if its output has another shape than its input, or ends in a sigmoid.
    """
    check_logits(network, "network")
    if network.input_shape != network.output_shape:
        raise ValueError(
            f"the network takes samples of shape {network.input_shape[1:]}, but its logits have the shape "
            f"{network.output_shape[1:]}: expected one for each value, as of networks.{builder}."
        )


def activation_of(network, tensor):
    """Name of the activation that a tensor of a functional network is the output of; "" where there is none."""
    for layer in network.layers:
        if not any(tensor is output for output in keras.tree.flatten(layer_outputs(layer))):
            continue
        if isinstance(layer, keras.Model) and getattr(layer, "outputs", None):
            return activation_of(layer, layer.outputs[0])
        inner = layer.layer if isinstance(layer, keras.layers.Wrapper) else layer
        activation = getattr(getattr(inner, "activation", None), "__name__", "linear")
        if isinstance(layer, keras.layers.Softmax):
            return "softmax"
        is_shaping = isinstance(layer, (*SHAPING, keras.layers.Activation)) and activation == "linear"
        return activation_of(network, layer.input) if is_shaping else activation
    return ""


def layer_outputs(layer):
    """The outputs of a layer of a functional network; none where it is shared, and so has several."""
    try:
        return layer.output
    except (AttributeError, ValueError):
        return ()


def check_trainable(players):
    """Refuse players without a weight to train.

    Args:
        players: dict from a player's name to its trainable variables.

    Raises:
        ValueError: if one has none.
    """
    if frozen := [player for player, variables in players.items() if not variables]:
        raise ValueError(
            f"the {frozen[0]} has no weights to train: its network is frozen (trainable=False), or has none. A game "
            "trains its players in turn by itself: set network.trainable = True before `compile`."
        )
