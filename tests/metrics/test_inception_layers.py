"""The Inception port matches torch-fidelity's, layer by layer, with the same weights in both.

Random weights test the graph: every size, stride, padding and pooling of its 94 convolutions; `torch_inception.py`
recorded torch-fidelity's outputs. Where an environment variable names a file with the network's own weights, the layers
that it holds are compared with these too, if torch-fidelity is installed.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys

import keras
import numpy as np
import pytest

from tests.metrics.inception_names import BLOCKS, CONVOLUTIONS, IMAGES, summary, weights
from tfgan_zoo.metrics import untrained_inception
from tfgan_zoo.metrics.inception_weights import read_frozen_graph

WEIGHTS = "TFGAN_ZOO_INCEPTION"
RECORDED = json.loads(pathlib.Path(__file__).with_name("torch_inception.json").read_text())

pytestmark = pytest.mark.slow


def outputs_of(network):
    """The outputs of all its convolutions and blocks, by name."""
    outputs = {name: network.get_layer(name).output for name in [*CONVOLUTIONS, *BLOCKS]}
    return keras.Model(network.input, outputs)(IMAGES.astype("float32") / 127.5 - 1)


def test_every_convolution_and_block_of_the_graph_matches_torch_fidelity():
    network = untrained_inception(2048)
    for name in CONVOLUTIONS:
        layer = network.get_layer(name)
        layer.set_weights(weights(name, layer.kernel.shape))
    ours = {name: summary(output) for name, output in outputs_of(network).items()}
    assert ours.keys() == RECORDED.keys()
    assert len(ours) == 94 + 11
    for name, values in ours.items():
        assert values == pytest.approx(RECORDED[name], rel=1e-3, abs=1e-4 * RECORDED[name][1]), name


@pytest.mark.skipif(
    importlib.util.find_spec("torch_fidelity") is None, reason="the package torch-fidelity is not installed"
)
@pytest.mark.skipif(WEIGHTS not in os.environ, reason=f"the environment variable {WEIGHTS} names no file of weights")
def test_every_layer_matches_torch_fidelity_with_the_real_weights(tmp_path):
    path = pathlib.Path(os.environ[WEIGHTS])
    arrays = read_frozen_graph(path) if path.suffix == ".pb" else np.load(path)
    held = [name for name in CONVOLUTIONS if f"{name}/kernel" in arrays]
    network = untrained_inception(2048)
    for name in held:
        network.get_layer(name).set_weights([arrays[f"{name}/kernel"], arrays[f"{name}/bias"]])
    assert len(held) >= 70  # as far as the 768 features at least; those after stay random
    np.savez(
        tmp_path / "weights.npz",
        **{f"{layer.name}/{weight.name}": weight.numpy() for layer in network.layers for weight in layer.weights},
    )
    subprocess.run([sys.executable, "-m", "tests.metrics.torch_inception", tmp_path], check=True)
    with np.load(tmp_path / "outputs.npz") as theirs:
        for name, actual in outputs_of(network).items():
            expected = theirs[name]
            np.testing.assert_allclose(actual, expected, atol=1e-4 * np.abs(expected).max(), rtol=1e-3, err_msg=name)
