"""The Inception port matches torch-fidelity's, layer by layer, with the same weights in both.

Random weights test the graph: every size, stride, padding and pooling of its 94 convolutions. Where an environment
variable names a file with the network's own weights, the layers that it holds are compared with these too.
"""

import importlib.util
import os
import pathlib
import subprocess
import sys

import keras
import numpy as np
import pytest

from tests.metrics.inception_names import BLOCKS, CONVOLUTIONS
from tfgan_zoo.metrics import untrained_inception
from tfgan_zoo.metrics.inception_weights import read_frozen_graph

WEIGHTS = "TFGAN_ZOO_INCEPTION"
SCRIPT = pathlib.Path(__file__).with_name("torch_inception.py")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        importlib.util.find_spec("torch_fidelity") is None, reason="the package torch-fidelity is not installed"
    ),
]


def test_every_convolution_and_block_of_the_graph_matches_torch_fidelity(tmp_path):
    ours = untrained_inception(2048)
    generator = np.random.default_rng(0)
    for name in CONVOLUTIONS:
        kernel, bias = ours.get_layer(name).get_weights()
        ours.get_layer(name).set_weights([kernel, generator.normal(0, 0.1, bias.shape)])
    assert compare(ours, tmp_path) == 94 + 11


@pytest.mark.skipif(WEIGHTS not in os.environ, reason=f"the environment variable {WEIGHTS} names no file of weights")
def test_every_layer_matches_torch_fidelity_with_the_real_weights(tmp_path):
    path = pathlib.Path(os.environ[WEIGHTS])
    arrays = read_frozen_graph(path) if path.suffix == ".pb" else np.load(path)
    held = [name for name in CONVOLUTIONS if f"{name}/kernel" in arrays]
    ours = untrained_inception(2048)
    for name in held:
        ours.get_layer(name).set_weights([arrays[f"{name}/kernel"], arrays[f"{name}/bias"]])
    assert len(held) >= 70  # as far as the 768 features at least; those after stay random
    assert compare(ours, tmp_path) == 94 + 11


def compare(ours, folder):
    """Compare all our convolutions and blocks; returns their number."""
    names = [name for name in [*CONVOLUTIONS, *BLOCKS] if name in {layer.name for layer in ours.layers}]
    images = np.random.default_rng(0).integers(0, 256, (2, 40, 36, 3), dtype=np.uint8)
    weights = {f"{layer.name}/{weight.name}": weight.numpy() for layer in ours.layers for weight in layer.weights}
    np.savez(folder / "weights.npz", images=images, **weights)
    subprocess.run([sys.executable, SCRIPT, folder], check=True)
    actual = keras.Model(ours.input, {name: ours.get_layer(name).output for name in names})(
        images.astype("float32") / 127.5 - 1
    )
    with np.load(folder / "outputs.npz") as theirs:
        for name in names:
            expected = theirs[name].transpose(0, 2, 3, 1)
            largest = np.abs(expected).max()
            assert largest > 0, f"{name} is all zeros and tests nothing"
            np.testing.assert_allclose(actual[name], expected, atol=1e-4 * largest, rtol=1e-3, err_msg=name)
    return len(names)
