"""Which kernels of a network are spectrally normalized."""

from tfgan_zoo.layers.spectral import SpectralNormalization


def spectral_layers(network):
    """The layers, including those of nested networks, whose weight is divided by its spectral norm.

    Args:
        network: `keras.Model`.

    Returns:
        list of `tfgan_zoo.layers.SpectralConv2D` and the other spectral layers.

    Example:
        >>> len(spectral_layers(tfgan_zoo.networks.sngan_discriminator((8, 8, 1), width=4)))
        8
    """
    return [layer for layer in innermost_layers(network) if isinstance(layer, SpectralNormalization)]


def refuse_unnormalized_kernels(discriminator, reference):
    """Refuse a discriminator with a kernel that is not divided by its spectral norm.

    A kernel is a trainable weight of at least two dimensions, unlike biases and the scales of normalization layers.

    Args:
        discriminator: `keras.Model`.
        reference: where the normalization is defined, for the message.

    Raises:
        ValueError: if it has such a kernel.
    """
    for layer in innermost_layers(discriminator):
        kernels = [weight for weight in layer.trainable_variables if len(weight.shape) > 1]
        if kernels and not isinstance(layer, SpectralNormalization):
            raise ValueError(
                f"the discriminator's layer {layer.name!r} ({type(layer).__name__}) has a kernel that is not "
                f"spectrally normalized ({reference}): use tfgan_zoo.layers.SpectralConv2D, SpectralConv2DTranspose, "
                "SpectralDense or SpectralEmbedding in its place."
            )


def innermost_layers(network):
    """The layers of a network and of its nested networks, in order."""
    for layer in network.layers:
        if hasattr(layer, "layers"):
            yield from innermost_layers(layer)
        else:
            yield layer
