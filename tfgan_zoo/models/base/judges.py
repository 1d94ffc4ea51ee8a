"""Whether a game is measured by another network than it has learned from."""

import zlib

import keras
import numpy as np


def check_judges(metrics, teachers):
    """Refuse metrics by a network that a game has learned from: it finds what it taught, and says nothing of the rest.

    Networks are the same where they share a kernel, whichever of its layers either ends at.

    Args:
        metrics: of `tfgan_zoo.metrics`; those by a network have it as `network` or `classifier`.
        teachers: networks in whose features a game learns.

    Raises:
        ValueError: if one is.
    """
    taught = {kernel: network.name for network in teachers for kernel in kernels_of(network)}
    if not taught:
        return
    for metric in metrics:
        for network in (getattr(metric, name, None) for name in ("network", "classifier")):
            shared = [kernel for kernel in kernels_of(network) if kernel in taught]
            if shared:
                raise ValueError(
                    f"{metric.name} is measured by {network.name!r}, which is the network of the game's perceptual "
                    f"distance, {taught[shared[0]]!r}, or a part of it: what a network has taught always looks well to "
                    "it. Learn from one network and measure with another, such as Inception and SqueezeNet."
                )


def kernels_of(network):
    """Checksums of a network's kernels, each with its shape; none of what is no network."""
    if not isinstance(network, keras.Model):
        return set()
    kernels = (weight for weight in network.get_weights() if weight.ndim > 1)
    return {(kernel.shape, zlib.crc32(np.ascontiguousarray(kernel))) for kernel in kernels}
