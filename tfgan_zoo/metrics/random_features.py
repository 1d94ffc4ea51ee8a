"""A convolutional network of fixed random weights: features of images that need no labels, no training, no download."""

import keras
import numpy as np

WIDTHS = (16, 32, 64)  # of the first convolutions; those after them have the last
KERNEL = 4  # pixels of a side
SMALLEST = 2  # pixels of a side that the convolutions halve down to
NUM_FEATURES = 64  # few: a covariance needs more samples than features
SLOPE = 0.2


def random_features(image_shape, seed=0):
    """The network in whose features images without labels are compared, the same everywhere.

    Convolutions that halve the image down to 2 x 2, and a random projection of what is left, with its layout. Features
    averaged over the image, and the sliced Wasserstein distance of patches, do not see where things are, and follow the
    classifier less well. On 2 runs of 1000 steps on digits (DCGAN and WGAN-GP, 300 samples at each of 10 epochs) the
    rank correlation (Spearman) with the Fréchet distance in a classifier's features was

    | | DCGAN | WGAN-GP | both together |
    |---|---|---|---|
    | Fréchet distance in these features | 0.99 | 0.99 | 0.91 |
    | sliced Wasserstein distance | 1.00 | 0.95 | 0.55 |

    Args:
        image_shape: (height, width, channels).
        seed: of the weights; results of another seed are those of another network.

    Returns:
        `keras.Model` named "random-64", from float32 images in [-1, 1] to (batch, 64).

    Raises:
        ValueError: if that is not the shape of an image.

    Example:
        >>> metrics.FrechetDistance(random_features((32, 32, 3))).name
        'frechet_random-64'

    Reference:
        Naeem et al. 2020, https://arxiv.org/abs/2002.09797, for features of random networks as a measure.
    """
    if len(image_shape) != 3 or not all(isinstance(size, int) and size > 0 for size in image_shape):
        raise ValueError(f"image_shape={image_shape!r}; expected (height, width, channels).")
    x = images = keras.Input(image_shape, name="images")
    widths = list(WIDTHS)
    while max(x.shape[1:3]) > SMALLEST:
        width = widths.pop(0) if widths else WIDTHS[-1]
        x = keras.layers.Conv2D(width, KERNEL, 2, "same", use_bias=False, dtype="float32")(x)
        x = keras.layers.LeakyReLU(SLOPE, dtype="float32")(x)
    x = keras.layers.Flatten(dtype="float32")(x)
    features = keras.layers.Dense(NUM_FEATURES, use_bias=False, dtype="float32")(x)
    network = keras.Model(images, features, name=f"random-{NUM_FEATURES}", trainable=False)
    network.set_weights(normal_weights(network, np.random.default_rng(seed)))
    return network


def normal_weights(network, generator):
    """Normal weights for each kernel that keep the scale of what goes through (He et al. 2015), from NumPy's stream."""
    return [
        generator.normal(0, np.sqrt(2 / np.prod(kernel.shape[:-1])), kernel.shape).astype(np.float32)
        for kernel in network.weights
    ]
