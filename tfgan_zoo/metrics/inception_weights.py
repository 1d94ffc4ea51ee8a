"""Weights of the 2015 Inception: downloading, verifying and reading the file, with batch normalization folded in."""

import pathlib

import keras
import numpy as np
import tensorflow as tf
from google.protobuf.message import DecodeError

from tfgan_zoo.metrics.weight_files import existing_file, set_weights
from tfgan_zoo.saving.arrays import read_npz

# The frozen graph of inception-2015-12-05.tgz as OpenAI's guided-diffusion evaluation publishes it (95 673 916 bytes).
FROZEN_GRAPH_URL = (
    "https://openaipublic.blob.core.windows.net/diffusion/jul-2021/ref_batches/classify_image_graph_def.pb"
)
FROZEN_GRAPH_SHA256 = "009d6814d1bc560d4e7b236e170e9b2d5ca6f4b57bd8037f6db05776204415c6"


def fetch_inception(cache_dir=None):
    """Download the literature's frozen graph once, and verify its SHA-256.

    Args:
        cache_dir: folder to store it in; None for Keras' own cache folder.

    Returns:
        Path of `classify_image_graph_def.pb`.

    Raises:
        OSError: if it cannot be downloaded or is not the expected file.
    """
    try:
        return keras.utils.get_file(
            "classify_image_graph_def.pb",
            FROZEN_GRAPH_URL,
            file_hash=FROZEN_GRAPH_SHA256,
            hash_algorithm="sha256",
            cache_subdir="tfgan_zoo",
            cache_dir=cache_dir,
        )
    except Exception as error:  # Keras raises a bare Exception where there is no network
        raise OSError(
            f"The Inception network could not be downloaded ({error}). Download {FROZEN_GRAPH_URL} (or the file in "
            "http://download.tensorflow.org/models/image/imagenet/inception-2015-12-05.tgz) elsewhere and pass its "
            "path as weights, or use the features of a classifier (train_classifier)."
        ) from error


def load_inception_weights(network, path):
    """Set the weights of every convolution and dense layer of a network from a file.

    Args:
        network: `keras.Model` whose layers have the file's names.
        path: an .npz file with `<layer>/kernel` and `<layer>/bias`, or the frozen graph (.pb).

    Returns:
        The same network.

    Raises:
        FileNotFoundError: if there is no such file.
        ValueError: if it cannot be read, or a layer is missing or has a different shape.
    """
    path = existing_file(path, "Inception", "an .npz file or classify_image_graph_def.pb")
    arrays = read_frozen_graph(path) if path.suffix == ".pb" else read_npz(path)
    return set_weights(network, arrays, path, "; one that ends at mixed_8 supports only features=768")


def convert_frozen_graph(frozen_graph, path):
    """Write the weights of the frozen graph to an .npz file, with batch normalization folded in.

    Args:
        frozen_graph: path of `classify_image_graph_def.pb`.
        path: the .npz file to write.
    """
    np.savez(path, **read_frozen_graph(frozen_graph))


def read_frozen_graph(path):
    """Read `classify_image_graph_def.pb` without running it.

    Each convolution becomes one kernel and one bias: gamma / sqrt(variance + epsilon) goes into the kernel, and
    beta - mean * that factor is the bias. Where the graph's node does not scale, gamma is omitted.

    Args:
        path: the frozen graph.

    Returns:
        Dict from `<layer>/kernel` and `<layer>/bias` to float32 arrays, "/" in graph names replaced by "_"; the
        classifier is named `softmax`.

    Raises:
        ValueError: if the file is not such a graph.
    """
    graph = tf.compat.v1.GraphDef()
    try:
        graph.ParseFromString(pathlib.Path(path).read_bytes())
    except DecodeError as error:
        raise ValueError(f"{path} is not a TensorFlow graph. Expected classify_image_graph_def.pb.") from error
    nodes = {node.name: node for node in graph.node}
    scopes = [name.removesuffix("/conv2d_params") for name in nodes if name.endswith("/conv2d_params")]
    if not scopes:
        raise ValueError(f"{path} is a graph without convolutions named as in classify_image_graph_def.pb.")
    arrays = {}
    for scope in scopes:
        layer = scope.replace("/", "_")
        arrays[f"{layer}/kernel"], arrays[f"{layer}/bias"] = _folded(nodes, scope)
    for source, target in (("softmax/weights", "softmax/kernel"), ("softmax/biases", "softmax/bias")):
        if source in nodes:
            arrays[target] = _constant(nodes, source)
    return arrays


def _folded(nodes, scope):
    kernel = _constant(nodes, f"{scope}/conv2d_params").astype(np.float64)
    normalization = nodes.get(f"{scope}/batchnorm")
    attributes = {} if normalization is None else normalization.attr
    epsilon = attributes["variance_epsilon"].f if "variance_epsilon" in attributes else 1e-3
    scaled = attributes["scale_after_normalization"].b if "scale_after_normalization" in attributes else True
    factor = 1.0 / np.sqrt(_constant(nodes, f"{scope}/batchnorm/moving_variance").astype(np.float64) + epsilon)
    if scaled:
        factor = factor * _constant(nodes, f"{scope}/batchnorm/gamma")
    bias = _constant(nodes, f"{scope}/batchnorm/beta") - factor * _constant(nodes, f"{scope}/batchnorm/moving_mean")
    return (kernel * factor).astype(np.float32), bias.astype(np.float32)


def _constant(nodes, name):
    if name not in nodes:
        raise ValueError(f"The frozen graph has no node {name!r}. Expected classify_image_graph_def.pb of 2015-12-05.")
    return tf.make_ndarray(nodes[name].attr["value"].tensor)
