"""Standing statistics: those of batch normalization over the samples that are to be generated."""

import keras

from tfgan_zoo.networks.batch_dependence import batch_dependent_layers


def set_standing_statistics(network, batches):
    """Replace the moving statistics of a network's batch normalizations by their plain averages over batches.

    Moving averages are those of training: of weights that have changed since, and of latents that were not truncated.
    Only the statistics change.

    Args:
        network: `keras.Model`.
        batches: iterable of the network's inputs, each passed once in training mode. The means and variances of all
            count alike.

    Example:
        >>> generator = tfgan_zoo.networks.dcgan_generator((28, 28, 1), width=4, latent_size=8)
        >>> set_standing_statistics(generator, [tfgan_zoo.latents.normal((64, 8), (0, 1))])

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, appendix B ("standing statistics").
    """
    layers = [layer for layer in batch_dependent_layers(network) if isinstance(layer, keras.layers.BatchNormalization)]
    before = [(layer.momentum, layer.trainable) for layer in layers]
    try:
        for number, inputs in enumerate(batches):
            for layer in layers:
                layer.momentum = number / (number + 1)  # of the average so far: the first batch replaces it
                layer.trainable = True  # a frozen one would use its moving statistics
            network(inputs, training=True)
    finally:
        for layer, (momentum, trainable) in zip(layers, before, strict=True):
            layer.momentum, layer.trainable = momentum, trainable
