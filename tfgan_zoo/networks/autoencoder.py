"""The autoencoder used as a discriminator in "Are GANs Created Equal?" (Lucic et al. 2018, arXiv:1711.10337).

Its encoder has the convolutions of InfoGAN's discriminator and its decoder mirrors them, as in the authors' code for
BEGAN, https://github.com/google/compare_gan.
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.infogan import quarter
from tfgan_zoo.networks.initial_weights import normal_weights


@checked_arguments
def autoencoder_discriminator(image_shape, code_size=64, width=64, normalization=None, unit_range=False):
    """Two strided convolutions, a dense code, a dense layer and two transposed convolutions back to an image.

    Leaky ReLU everywhere; normalization, if any, of the code and of the decoder's hidden layers.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4.
        code_size: size of the code, which is the layer `features`.
        width: feature maps of the first convolution; the second has twice as many.
        normalization: a layer class, or None for no normalization.
        unit_range: whether the encoder rescales [-1, 1] to [0, 1], the range of the paper's images. A gray image is 0
            in [-1, 1], and an autoencoder with small biases maps 0 to 0: a generator that is initially gray stays gray
            in BEGAN, where it learns from its samples' error alone. In [0, 1], 0 is black instead.

    Returns:
        `keras.Model` from (batch, *image_shape) to images of the same shape, float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4.

    Example:
        >>> tfgan_zoo.networks.autoencoder_discriminator((28, 28, 1)).count_params()
        1073601
    """

    def activate(hidden, name=None):
        hidden = hidden if normalization is None else normalization()(hidden)
        return layers.LeakyReLU(0.2, name=name)(hidden)

    rows, columns = quarter(image_shape)
    images = keras.Input(image_shape, name="images")
    hidden = layers.Rescaling(0.5, 0.5)(images) if unit_range else images
    hidden = layers.LeakyReLU(0.2)(layers.Conv2D(width, 4, 2, "same", **normal_weights())(hidden))
    hidden = layers.LeakyReLU(0.2)(layers.Conv2D(2 * width, 4, 2, "same", **normal_weights())(hidden))
    code = layers.Dense(code_size, **normal_weights())(layers.Flatten()(hidden))
    code = activate(code, name="features")
    hidden = activate(layers.Dense(rows * columns * 2 * width, **normal_weights())(code))
    hidden = layers.Reshape((rows, columns, 2 * width))(hidden)
    hidden = activate(layers.Conv2DTranspose(width, 4, 2, "same", **normal_weights())(hidden))
    outputs = layers.Conv2DTranspose(image_shape[-1], 4, 2, "same", **normal_weights())(hidden)
    outputs = layers.Activation("tanh", dtype="float32")(outputs)
    return keras.Model(images, outputs, name="autoencoder_discriminator")
