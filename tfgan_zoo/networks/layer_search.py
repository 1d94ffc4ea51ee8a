"""The one layer within a network that a game works with, found by its kind or by its name."""

FEATURES = "features"  # name of the layer whose output is a network's features


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


def features_output(network):
    """The output of a network's layer named `features`.

    Args:
        network: functional `keras.Model`.

    Raises:
        ValueError: if no layer has that name.

    Example:
        >>> features_output(tfgan_zoo.networks.mlp_discriminator((2,), width=8)).shape
        (None, 8)
    """
    names = [layer.name for layer in network.layers]
    if FEATURES not in names:
        raise ValueError(
            f"the network {network.name} has the layers {', '.join(names)}; expected one named {FEATURES!r}: give that "
            "name to the layer whose output is meant, such as the last hidden one."
        )
    return network.get_layer(FEATURES).output
