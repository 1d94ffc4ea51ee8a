"""The network of LPIPS: features in which the squared distance of two images is how different they look."""

import keras
from keras import ops

from tfgan_zoo.layers.checks import check_floating
from tfgan_zoo.metrics.squeezenet_features import LPIPS_LAYERS, SQUEEZENET_NAME, untrained_squeezenet
from tfgan_zoo.metrics.squeezenet_weights import read_squeezenet
from tfgan_zoo.metrics.weight_files import set_weights

LPIPS_NAME = f"lpips-0.1-{SQUEEZENET_NAME}"
UNWEIGHTED = "unweighted"
EPSILON = 1e-10  # added to lengths, as by the authors


def lpips_network(weights):
    """SqueezeNet's feature maps of unit length at each position, each scaled by what LPIPS learned of it.

    LPIPS is the squared distance of these features, averaged over the positions and summed over the layers. Its linear
    layers were fitted to torchvision's SqueezeNet and mean nothing to the Caffe authors', whose feature maps are
    others: with those weights all features count alike, which is the authors' baseline, has other values, and is named
    so.

    Args:
        weights: path of a file as for `squeezenet`.

    Returns:
        `keras.Model` from images in [-1, 1] to a list of feature maps, named "lpips-0.1-squeezenet-1.1", or
        "unweighted-squeezenet-1.1-caffe" with the Caffe authors' weights.

    Raises:
        ValueError, FileNotFoundError: as `squeezenet`.

    Example:
        >>> metric = LPIPS(lpips_network("lpips.npz"))  # doctest: +SKIP

    Reference:
        Zhang et al. 2018, https://arxiv.org/abs/1801.03924, eq. 1; version 0.1 of
        https://github.com/richzhang/PerceptualSimilarity, whose `lpips=False` is the baseline.
    """
    arrays, origin = read_squeezenet(weights)
    if not origin:
        return set_weights(untrained_lpips(LPIPS_NAME), arrays, weights)
    network = untrained_lpips(f"{UNWEIGHTED}-{SQUEEZENET_NAME}{origin}")
    alike = {f"lin{number}/weights": ops.ones(maps.shape[-1]) for number, maps in enumerate(network.outputs)}
    return set_weights(network, {**arrays, **alike}, weights)


def untrained_lpips(name="untrained-lpips"):
    """The same network with random weights.

    Args:
        name: name of the model.

    Returns:
        `keras.Model` from images to a list of feature maps.

    Example:
        >>> [maps[-1] for maps in untrained_lpips().output_shape]
        [64, 128, 256, 384, 384, 512, 512]
    """
    network = untrained_squeezenet(LPIPS_LAYERS)
    outputs = [
        WeightedDirections(dtype="float32", name=f"lin{number}")(maps) for number, maps in enumerate(network.outputs)
    ]
    return keras.Model(network.input, outputs, name=name)


@keras.saving.register_keras_serializable("tfgan_zoo")
class WeightedDirections(keras.layers.Layer):
    """Features divided by their length at each position, and scaled so that squared distances are weighted.

    Input shape: (batch, rows, columns, channels), floating point.
    Output shape: the same.
    """

    def build(self, maps_shape):
        self.channel_weights = self.add_weight(
            name="weights", shape=(maps_shape[-1],), initializer="ones", trainable=False
        )

    def call(self, maps):
        check_floating(self, maps)
        # The root has no gradient at 0, where a position has no feature.
        lengths = ops.sqrt(ops.maximum(ops.sum(ops.square(maps), axis=-1, keepdims=True), EPSILON**2))
        return maps / (lengths + EPSILON) * ops.sqrt(self.channel_weights)

    def compute_output_shape(self, maps_shape):
        return maps_shape
