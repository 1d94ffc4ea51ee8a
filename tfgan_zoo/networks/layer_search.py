"""The one layer within a network that a game works with."""


def only_layer(network, kind, builder):
    """The only layer of a kind within a network.

    Args:
        network: functional `keras.Model`.
        kind: class of the layer.
        builder: name of a function of `networks` whose networks have such a layer, for the message.

    Raises:
        ValueError: if the network has none, or several.

    Example:
        >>> network = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3), keras.layers.ReLU()])
        >>> only_layer(network, keras.layers.Dense, "mlp_generator").units
        3
    """
    found = [layer for layer in network.layers if isinstance(layer, kind)]
    if len(found) != 1:
        raise ValueError(
            f"the network {network.name} has {len(found)} layers of the kind {kind.__name__}; expected one, as in "
            f"networks.{builder}."
        )
    return found[0]
