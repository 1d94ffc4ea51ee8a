"""Batch statistics over all replicas, where several devices share a batch."""

import keras


def synchronize_batch_norm(network):
    """Make every batch normalization of a network compute its statistics over the batch of all replicas.

    Otherwise each replica normalizes with its own part of the batch, which is faster, and noisier the smaller that part
    is. The setting is saved with the network. On one device it changes nothing but the rounding.

    Args:
        network: a `keras.Model` or layer; it is modified in place, and so are nested networks.

    Returns:
        the network.

    Example:
        >>> generator = synchronize_batch_norm(tfgan_zoo.networks.dcgan_generator((28, 28, 1), width=16))
        >>> generator.layers[3].synchronized
        True

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, section 3.1 ("cross-replica" batch normalization).
    """
    if isinstance(network, keras.layers.BatchNormalization):
        network.synchronized = True
    for layer in getattr(network, "layers", ()):
        synchronize_batch_norm(layer)
    return network
