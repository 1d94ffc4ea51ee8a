"""Records summaries of what torch-fidelity's Inception gives with the tests' weights, in `torch_inception.json`.

Run in an environment with the extra `reference`, in the project's folder:

    python -m tests.metrics.torch_inception

With the name of a folder, which holds `weights.npz` (`<layer>/kernel`, `<layer>/bias`), it takes the weights from there
and writes every output, by our name of the layer, to `outputs.npz` there.
"""

import json
import pathlib
import sys
import tempfile

import numpy as np
import torch
from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

from tests.metrics.inception_names import BLOCKS, CONVOLUTIONS, IMAGES, summary, weights

FILE = pathlib.Path(__file__).with_suffix(".json")


class Untrained(FeatureExtractorInceptionV3):
    """The network without its weights, which it would download."""

    def load_state_dict(self, *arguments, **options):
        """Does nothing: the weights are set later."""


def main(folder=None):
    with tempfile.NamedTemporaryFile(suffix=".pth") as none:
        torch.save({}, none.name)
        network = Untrained("untrained", ["2048"], feature_extractor_weights_path=none.name)
    modules = dict(network.named_modules())
    stored = None if folder is None else np.load(pathlib.Path(folder) / "weights.npz")
    for name, module in CONVOLUTIONS.items():
        if stored is None:
            outputs, inputs, height, width = modules[module].conv.weight.shape
            set_weights(modules[module], *weights(name, (height, width, inputs, outputs)))
        elif f"{name}/kernel" in stored:
            set_weights(modules[module], stored[f"{name}/kernel"], stored[f"{name}/bias"])
    actual = {}
    for name, module in (CONVOLUTIONS | {block: module for block, (module, _) in BLOCKS.items()}).items():
        modules[module].register_forward_hook(
            lambda _, inputs, output, name=name: actual.update({name: output.numpy().transpose(0, 2, 3, 1)})
        )
    network(torch.tensor(IMAGES.transpose(0, 3, 1, 2)))
    if folder is None:
        FILE.write_text(json.dumps({name: summary(output) for name, output in actual.items()}, indent=1) + "\n")
    else:
        np.savez(pathlib.Path(folder) / "outputs.npz", **actual)


def set_weights(convolution, kernel, bias):
    """Set the kernel unchanged; the normalization only adds the bias."""
    convolution.conv.weight.data = torch.tensor(kernel.transpose(3, 2, 0, 1).copy())
    convolution.bn.weight.data = torch.ones(len(bias))
    convolution.bn.running_mean.data = torch.zeros(len(bias))
    convolution.bn.running_var.data = torch.full((len(bias),), 1 - convolution.bn.eps)
    convolution.bn.bias.data = torch.tensor(bias)


if __name__ == "__main__":
    main(*sys.argv[1:])
