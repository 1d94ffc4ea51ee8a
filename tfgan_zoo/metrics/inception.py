"""The Inception network of FID (2015-12-05) in Keras: all 94 convolutions and the classifier.

It is not `keras.applications.InceptionV3`, whose weights, input scaling and pooling differ; results with that one
cannot be compared with the literature. Peculiarities of this graph: images are resized as in TensorFlow 1, average
pooling does not count its padding, and the last block has max pooling where the one before has average pooling.
Batch normalization is folded into the kernels. Layers have the names of the original graph with "_" for "/", and
compute in float32 regardless of Keras' global policy.
"""

import keras
import tensorflow as tf

from tfgan_zoo.checks import INCEPTION_FEATURES
from tfgan_zoo.metrics.inception_weights import fetch_inception, load_inception_weights

INCEPTION_NAME = "inception-2015-12-05"
IMAGE_SIZE = 299
NUM_CLASSES = 1008


def inception(weights=None, features=2048):
    """The feature network of FID.

    Args:
        weights: path of the frozen graph `classify_image_graph_def.pb`, or of an .npz file with `<layer>/kernel`
            (height, width, in, out) and `<layer>/bias`; None downloads the frozen graph (95 MB, once, verified by
            its hash). The file needs only the layers that the chosen features use.
        features: 2048 (the last pooling, the FID of the literature) or 768 (after `mixed_7`, averaged over space).

    Returns:
        `keras.Model` named "inception-2015-12-05-<features>", from float32 images in [-1, 1] of shape (batch, height,
        width, 1 or 3), any size, to (batch, features).

    Raises:
        ValueError: for another number of features, or a file in which a layer is missing or has another shape.
        FileNotFoundError: if there is no such file.

    Example:
        >>> network = inception("inception.npz", features=768)  # doctest: +SKIP
        >>> metric = FrechetDistance(network)  # doctest: +SKIP

    Reference:
        Szegedy et al. 2016, https://arxiv.org/abs/1512.00567; Heusel et al. 2017, https://arxiv.org/abs/1706.08500.
    """
    network = untrained_inception(features, name=f"{INCEPTION_NAME}-{features}")
    return load_inception_weights(network, weights or fetch_inception())


def inception_logits(weights=None, use_bias=False):
    """The classifier of the same network, for the Inception score.

    Args:
        weights: as for `inception`, with `softmax/kernel` (2048, 1008) and, if used, `softmax/bias`.
        use_bias: whether to add the bias of the last layer. The score of the literature leaves it out, and so does the
            default; with it the network, and the score, have another name.

    Returns:
        `keras.Model` named "inception-2015-12-05-logits", or "inception-2015-12-05-logits-bias", from images as for
        `inception` to (batch, 1008).

    Raises:
        ValueError: if a layer is missing from the file or has another shape.
        FileNotFoundError: if there is no such file.

    Example:
        >>> classifier = inception_logits("classify_image_graph_def.pb")  # doctest: +SKIP

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 4.
    """
    network = untrained_inception(2048)
    logits = keras.layers.Dense(NUM_CLASSES, use_bias=use_bias, dtype="float32", name="softmax")(network.output)
    network = keras.Model(network.input, logits, name=f"{INCEPTION_NAME}-logits{'-bias' if use_bias else ''}")
    return load_inception_weights(network, weights or fetch_inception())


def untrained_inception(features=2048, name=None):
    """The same graph with random weights, named so that its results cannot be mistaken for FID.

    Args:
        features: 2048 or 768.
        name: name of the model; "untrained-inception-<features>" if None.

    Returns:
        `keras.Model` from images to (batch, features).

    Raises:
        ValueError: for another number of features.
    """
    if features not in INCEPTION_FEATURES:
        numbers = " or ".join(map(str, INCEPTION_FEATURES))
        raise ValueError(f"Inception gives {numbers} features, not {features!r}: pass features={numbers}.")
    images = keras.Input((None, None, None), name="images")
    outputs = to_mixed_7(InceptionInput(dtype="float32", name="inception_input")(images))
    if features == 2048:
        outputs = to_mixed_10(outputs)
    outputs = keras.layers.GlobalAveragePooling2D(dtype="float32", name="pool_3")(outputs)
    return keras.Model(images, outputs, name=name or f"untrained-inception-{features}")


@keras.saving.register_keras_serializable("tfgan_zoo")
class InceptionInput(keras.layers.Layer):
    """Converts images in [-1, 1] to the graph's input: (x - 128) / 128 for x in 0..255, 299 x 299, three channels.

    Values are rounded to the 256 levels of an image file, so that generated images are evaluated as if they had been
    saved. Gray is repeated. The resize is TensorFlow 1's: no half-pixel centers, corners not aligned.
    """

    def call(self, images):
        if images.shape[-1] not in (None, 1, 3):
            raise ValueError(f"Inception takes gray or RGB images. Received the shape {images.shape}.")
        levels = tf.round(tf.clip_by_value((tf.cast(images, tf.float32) + 1.0) * 127.5, 0.0, 255.0))
        # Resizing before repeating does a third of the work on gray images, and gives the same numbers.
        resized = tf.raw_ops.ResizeBilinear(images=levels, size=(IMAGE_SIZE, IMAGE_SIZE), half_pixel_centers=False)
        color = tf.broadcast_to(resized, tf.concat([tf.shape(resized)[:3], [3]], axis=0))
        return (color - 128.0) / 128.0

    def compute_output_shape(self, input_shape):
        return (input_shape[0], IMAGE_SIZE, IMAGE_SIZE, 3)


def to_mixed_7(x):
    """The graph from its scaled input to the last block of 17 x 17."""
    x = _convolution(x, "conv", 32, 3, strides=2)  # 149
    x = _convolution(x, "conv_1", 32, 3, padding="valid")  # 147
    x = _convolution(x, "conv_2", 64, 3)
    x = _max_pool(x, "pool")  # 73
    x = _convolution(x, "conv_3", 80, 1)
    x = _convolution(x, "conv_4", 192, 3, padding="valid")  # 71
    x = _max_pool(x, "pool_1")  # 35
    x = _block_35(x, "mixed", 32)
    x = _block_35(x, "mixed_1", 64)
    x = _block_35(x, "mixed_2", 64)
    x = _shrink_35(x, "mixed_3")  # 17
    x = _block_17(x, "mixed_4", 128)
    x = _block_17(x, "mixed_5", 160)
    x = _block_17(x, "mixed_6", 160)
    return _block_17(x, "mixed_7", 192)


def to_mixed_10(x):
    """The rest of the graph, to its last block."""
    x = _shrink_17(x, "mixed_8")  # 8
    x = _block_8(x, "mixed_9", _average_pool)
    return _block_8(x, "mixed_10", _max_pool_same)  # a bug in the 2015 graph that FID keeps


def _block_35(x, name, pool_filters):
    pooled = _average_pool(x, f"{name}_tower_2_pool")
    branches = [
        _convolution(x, f"{name}_conv", 64, 1),
        _tower(x, f"{name}_tower", (48, 1), (64, 5)),
        _tower(x, f"{name}_tower_1", (64, 1), (96, 3), (96, 3)),
        _tower(pooled, f"{name}_tower_2", (pool_filters, 1)),
    ]
    return _join(branches, name)


def _shrink_35(x, name):
    branches = [
        _convolution(x, f"{name}_conv", 384, 3, strides=2),
        _tower(x, f"{name}_tower", (64, 1), (96, 3), (96, 3, 2)),
        _max_pool(x, f"{name}_pool"),
    ]
    return _join(branches, name)


def _block_17(x, name, width):
    pooled = _average_pool(x, f"{name}_tower_2_pool")
    branches = [
        _convolution(x, f"{name}_conv", 192, 1),
        _tower(x, f"{name}_tower", (width, 1), (width, (1, 7)), (192, (7, 1))),
        _tower(x, f"{name}_tower_1", (width, 1), (width, (7, 1)), (width, (1, 7)), (width, (7, 1)), (192, (1, 7))),
        _tower(pooled, f"{name}_tower_2", (192, 1)),
    ]
    return _join(branches, name)


def _shrink_17(x, name):
    branches = [
        _tower(x, f"{name}_tower", (192, 1), (320, 3, 2)),
        _tower(x, f"{name}_tower_1", (192, 1), (192, (1, 7)), (192, (7, 1)), (192, 3, 2)),
        _max_pool(x, f"{name}_pool"),
    ]
    return _join(branches, name)


def _block_8(x, name, pool):
    tower = _tower(x, f"{name}_tower", (384, 1))
    tower_1 = _tower(x, f"{name}_tower_1", (448, 1), (384, 3))
    pooled = pool(x, f"{name}_tower_2_pool")
    branches = [
        _convolution(x, f"{name}_conv", 320, 1),
        _convolution(tower, f"{name}_tower_mixed_conv", 384, (1, 3)),
        _convolution(tower, f"{name}_tower_mixed_conv_1", 384, (3, 1)),
        _convolution(tower_1, f"{name}_tower_1_mixed_conv", 384, (1, 3)),
        _convolution(tower_1, f"{name}_tower_1_mixed_conv_1", 384, (3, 1)),
        _tower(pooled, f"{name}_tower_2", (192, 1)),
    ]
    return _join(branches, name)


def _tower(x, name, *convolutions):
    """Convolutions (filters, size[, strides]) one after the other, numbered as the graph does: conv, conv_1, ..."""
    for index, arguments in enumerate(convolutions):
        x = _convolution(x, f"{name}_conv_{index}" if index else f"{name}_conv", *arguments)
    return x


def _convolution(x, name, filters, size, strides=1, padding=None):
    padding = padding or ("same" if strides == 1 else "valid")
    return keras.layers.Conv2D(filters, size, strides, padding, activation="relu", dtype="float32", name=name)(x)


def _max_pool(x, name):
    return keras.layers.MaxPooling2D(3, 2, "valid", dtype="float32", name=name)(x)


def _max_pool_same(x, name):
    return keras.layers.MaxPooling2D(3, 1, "same", dtype="float32", name=name)(x)


def _average_pool(x, name):
    # Keras' "same" average pooling excludes the padding from the count on TensorFlow, as the original graph does.
    return keras.layers.AveragePooling2D(3, 1, "same", dtype="float32", name=name)(x)


def _join(branches, name):
    return keras.layers.Concatenate(dtype="float32", name=name)(branches)
