"""The accuracy of a network's spectral normalization."""

import numpy as np

from tfgan_zoo.metrics.result import Result
from tfgan_zoo.networks import spectral_layers


class SpectralNormError:
    """The largest distance from 1 of any layer's spectral norm, computed from singular values of its effective weight.

    The layers divide by an estimate that is updated in training; this is the estimate's error. Samples are ignored.

    Args:
        network: `keras.Model` with layers such as `tfgan_zoo.layers.SpectralConv2D`.

    Raises:
        ValueError: if it has no such layers.

    Example:
        >>> discriminator = tfgan_zoo.networks.sngan_discriminator((8, 8, 1), width=4)
        >>> SpectralNormError(discriminator).result().value < 0.1
        True

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, section 2.1 and algorithm 1.
    """

    name = "spectral_norm_error"
    higher_is_better = None

    def __init__(self, network):
        self.layers = spectral_layers(network)
        if not self.layers:
            raise ValueError(
                f"{network.name!r} has no spectrally normalized layer: build it with tfgan_zoo.layers.SpectralConv2D "
                "and the other spectral layers."
            )
        self.network = network

    def reset(self):
        """Does nothing: there is no state."""

    def update(self, real, fake):
        """Does nothing: samples are ignored."""

    def result(self):
        """The distance as a `Result` without samples."""
        norms = [spectral_norm_of(layer) for layer in self.layers]
        worst = float(np.abs(np.array(norms) - 1).max())
        return Result(self.name, worst, f"{self.network.name}, {len(norms)} layers", 0, 0, "none")


def spectral_norm_of(layer):
    """The largest singular value of a layer's effective weight, as a matrix of output channels by all other axes."""
    weight = np.moveaxis(np.asarray(layer.effective_weight(), np.float64), layer.output_axis, 0)
    return float(np.linalg.norm(weight.reshape(len(weight), -1), 2))
