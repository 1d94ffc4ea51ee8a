"""Weights of SqueezeNet 1.1 and of LPIPS: verifying, reading and converting the files that others publish."""

import h5py
import numpy as np

from tfgan_zoo.metrics.weight_files import check_sha256, existing_file
from tfgan_zoo.saving.arrays import read_npz

# squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5 of https://github.com/rcmalli/keras-squeezenet, release 1.0.
KERAS_SHA256 = "17154246284f555591549ac2c83e127abfbf4307dc4b0060fdaa2931d0fa38da"
CAFFE = "-caffe"  # the ending of the network's name with these weights
CAFFE_MEANS = (103.939, 116.779, 123.68)  # of blue, green and red, subtracted from 0..255
# Torchvision's places of the fire modules in its `features`.
PLACES = {"fire2": 3, "fire3": 4, "fire4": 6, "fire5": 7, "fire6": 9, "fire7": 10, "fire8": 11, "fire9": 12}
SIZES = {"squeeze1x1": "squeeze", "expand1x1": "expand1x1", "expand3x3": "expand3x3"}  # our names and torchvision's
NUM_HEADS = 7
EXPECTED = "an .npz file of convert_lpips, or keras-squeezenet's .h5 file without top"


def read_squeezenet(path):
    """The arrays of a file of SqueezeNet's weights, and whose they are.

    Args:
        path: the file.

    Returns:
        dict from `<layer>/kernel` and `<layer>/bias` to arrays, for images scaled as by LPIPS, and the ending of the
        network's name: "" for torchvision's weights, "-caffe" for those of the authors' Caffe network.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if it cannot be read, or is not the published one.
    """
    path = existing_file(path, "SqueezeNet", EXPECTED)
    if path.suffix != ".h5":
        return read_npz(path), ""
    check_sha256(path, KERAS_SHA256)
    return in_colors_of_lpips(read_keras_squeezenet(path)), CAFFE


def read_keras_squeezenet(path):
    """The arrays of keras-squeezenet's file under our names, for blue, green and red in 0..255 less their means."""
    arrays = {}
    with h5py.File(path, "r") as file:
        for layer in ("conv1", *(f"{fire}/{part}" for fire in PLACES for part in SIZES)):
            file[layer].visititems(lambda _, entry, layer=layer: keep(arrays, layer.replace("/", "_"), entry))
    return arrays


def keep(arrays, layer, entry):
    """Note a layer's kernel or bias, which the file gives numbers in place of names."""
    if isinstance(entry, h5py.Dataset):
        arrays[f"{layer}/{'kernel' if entry.ndim == 4 else 'bias'}"] = entry[()]


def in_colors_of_lpips(arrays):
    """The same network for colors as LPIPS scales them: another first kernel, and another first bias.

    That kernel meets no padding, so it can take in the difference of the two scalings exactly.
    """
    kernel = arrays["conv1/kernel"][:, :, ::-1].astype("float64")  # red, green, blue
    means, deviations = np.array([0.485, 0.456, 0.406]) * 255, np.array([0.229, 0.224, 0.225]) * 255
    shift = (means - np.array(CAFFE_MEANS[::-1]))[:, None]
    bias = arrays["conv1/bias"] + (kernel * shift).sum(axis=(0, 1, 2))
    first = {"conv1/kernel": kernel * deviations[:, None], "conv1/bias": bias}
    return {**arrays, **{name: array.astype("float32") for name, array in first.items()}}


def convert_lpips(network, heads, path):
    """Write torchvision's SqueezeNet and the linear layers of LPIPS, fitted to it, to one .npz file.

    Args:
        network: the state of torchvision's `squeezenet1_1`, a dict from its names to arrays.
        heads: that of LPIPS 0.1 for it, `weights/v0.1/squeeze.pth` of the package lpips.
        path: the .npz file to write.

    Raises:
        ValueError: if an array is missing.

    Example:
        >>> states = [torch.load(path) for path in ("squeezenet1_1-b8a52dc0.pth", "squeeze.pth")]  # doctest: +SKIP
        >>> states = [{name: value.numpy() for name, value in state.items()} for state in states]  # doctest: +SKIP
        >>> convert_lpips(*states, "lpips.npz")  # doctest: +SKIP

    Reference:
        https://github.com/pytorch/vision and https://github.com/richzhang/PerceptualSimilarity.
    """
    names = {"conv1": "features.0"}
    names |= {
        f"{fire}_{ours}": f"features.{place}.{theirs}"
        for fire, place in PLACES.items()
        for ours, theirs in SIZES.items()
    }
    arrays = {}
    for ours, theirs in names.items():
        arrays[f"{ours}/kernel"] = np.transpose(array_named(network, f"{theirs}.weight"), (2, 3, 1, 0))
        arrays[f"{ours}/bias"] = array_named(network, f"{theirs}.bias")
    for number in range(NUM_HEADS):
        arrays[f"lin{number}/weights"] = array_named(heads, f"lin{number}.model.1.weight").reshape(-1)
    np.savez(path, **arrays)


def array_named(state, name):
    """An array of a state."""
    if name not in state:
        raise ValueError(f"The state has no {name!r}. Expected torchvision's squeezenet1_1, and LPIPS 0.1 for squeeze.")
    return np.asarray(state[name])
