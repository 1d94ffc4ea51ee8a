"""The outputs of torch-fidelity's Inception with our weights, in a separate process.

Run: python torch_inception.py FOLDER, which holds `weights.npz` (`<layer>/kernel`, `<layer>/bias`, `images`) and gets
`outputs.npz`, with the output of each layer under our name for it.
"""

import pathlib
import sys

import numpy as np
import torch
from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

from tests.metrics.inception_names import BLOCKS, CONVOLUTIONS


class Untrained(FeatureExtractorInceptionV3):
    """The network without its weights, which it would download."""

    def load_state_dict(self, *arguments, **options):
        """Does nothing: the weights are set later."""


def main():
    folder = pathlib.Path(sys.argv[1])
    torch.save({}, folder / "none.pth")
    network = Untrained("untrained", ["2048"], feature_extractor_weights_path=str(folder / "none.pth"))
    modules = dict(network.named_modules())
    with np.load(folder / "weights.npz") as stored:
        images = torch.tensor(stored["images"].transpose(0, 3, 1, 2))
        for name, module in CONVOLUTIONS.items():
            if f"{name}/kernel" in stored.files:
                set_weights(modules[module], stored[f"{name}/kernel"], stored[f"{name}/bias"])
    actual = {}
    for name, module in (CONVOLUTIONS | {block: module for block, (module, _) in BLOCKS.items()}).items():
        modules[module].register_forward_hook(
            lambda _, inputs, output, name=name: actual.update({name: output.numpy()})
        )
    (actual["pool_3"],) = (features.numpy() for features in network(images))
    np.savez(folder / "outputs.npz", **actual)


def set_weights(convolution, kernel, bias):
    """Set the kernel unchanged; the normalization only adds the bias."""
    convolution.conv.weight.data = torch.tensor(kernel.transpose(3, 2, 0, 1).copy())
    convolution.bn.weight.data = torch.ones(len(bias))
    convolution.bn.running_mean.data = torch.zeros(len(bias))
    convolution.bn.running_var.data = torch.full((len(bias),), 1 - convolution.bn.eps)
    convolution.bn.bias.data = torch.tensor(bias)


if __name__ == "__main__":
    main()
