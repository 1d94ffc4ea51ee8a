"""Where the places of a network's feature map attend to."""

import keras
import numpy as np

from tfgan_zoo.layers import SelfAttention
from tfgan_zoo.models.base.inputs import arrange_inputs


def attention_layer(network):
    """A network's first `layers.SelfAttention`, or None.

    Args:
        network: functional `keras.Model`.
    """
    return next((layer for layer in network.layers if isinstance(layer, SelfAttention)), None)


def attending_networks(layers, sample_shape):
    """The networks among layers that take samples of a shape (None, ...) and have a `layers.SelfAttention`."""
    networks = [layer for layer in layers if isinstance(layer, keras.Model)]
    networks = [network for network in networks if network.inputs[0].shape == sample_shape]
    return [network for network in networks if attention_layer(network) is not None]


def attention_maps(network, inputs):
    """The weights of each place's attention in a network's first `layers.SelfAttention`.

    Args:
        network: functional `keras.Model` with such a layer.
        inputs: a tensor, or a dict of tensors by the names of its inputs, batch first; it runs in inference mode.

    Returns:
        float32 array (batch, height, width, height / 2, width / 2): for each place of the feature map, its weights on
        the places of the halved map, which sum to 1.

    Raises:
        ValueError: if there is no such layer.

    Example:
        >>> discriminator = tfgan_zoo.networks.resnet_discriminator((32, 32, 1), width=16, attention=True)
        >>> attention_maps(discriminator, np.zeros((2, 32, 32, 1))).shape
        (2, 16, 16, 8, 8)

    Reference:
        Zhang et al. 2019, https://arxiv.org/abs/1805.08318, section 4.1 and figure 5.
    """
    layer = attention_layer(network)
    if layer is None:
        raise ValueError(f"{network.name!r} has no layers.SelfAttention: build it with attention=True.")
    maps = keras.Model(network.input, layer.input)(arrange_inputs(network, inputs), training=False)
    height, width = maps.shape[1:3]
    weights = np.asarray(layer.attention(maps))
    return weights.reshape(len(weights), height, width, height // 2, width // 2)
