"""Spectral norms against known values."""

import keras
import numpy as np
import pytest

from tfgan_zoo import layers, metrics, networks


def network_with(kernels):
    samples = keras.Input((2,))
    hidden = samples
    for _ in kernels:
        hidden = layers.SpectralDense(2)(hidden)
    network = keras.Model(samples, hidden)
    for layer, kernel in zip(network.layers[1:], kernels, strict=True):
        layer.raw_weight.assign(kernel)
    return network


def test_it_is_the_worst_layers_distance_from_one():
    network = network_with([np.eye(2), np.diag([5.0, 2.0])])
    for layer, vector in zip(network.layers[1:], ([1.0, 0.0], [0.0, 1.0]), strict=True):
        layer.singular_vector.assign(vector)  # the second layer's estimate is 2 then, and not 5
    result = metrics.SpectralNormError(network).result()
    assert result.value == pytest.approx(5 / 2 - 1, rel=1e-6)
    assert (result.metric, result.n_real, result.n_fake) == ("spectral_norm_error", 0, 0)
    for layer in network.layers[1:]:
        layer.singular_vector.assign([0.6, 0.8])
        layer.update_estimate(100)
    assert metrics.SpectralNormError(network).result().value < 1e-6


def test_a_transposed_kernels_output_channels_are_its_rows():
    samples = keras.Input((4, 4, 3))
    network = keras.Model(samples, layers.SpectralConv2DTranspose(5, 4)(samples))
    network.layers[-1].update_estimate(200)
    assert metrics.SpectralNormError(network).result().value < 1e-5


def test_a_network_without_spectral_layers_is_refused():
    with pytest.raises(ValueError, match="no spectrally normalized layer"):
        metrics.SpectralNormError(networks.mlp_discriminator((2,), 4))
