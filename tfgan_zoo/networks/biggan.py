"""BigGAN's generator (Brock et al. 2019, arXiv:1809.11096, appendix B); its discriminator is `resnet_discriminator`.

https://github.com/ajbrock/BigGAN-PyTorch: BigGAN.py, layers.py.
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization, SelfAttention, SpectralConv2D, SpectralDense, VectorBatchNormalization
from tfgan_zoo.networks.resnet import generator_block, label_input
from tfgan_zoo.networks.sngan import smallest_map

EPSILON = 1e-5  # of every batch normalization


@checked_arguments
def biggan_generator(image_shape, num_classes, width=64, latent_size=128, class_size=128, attention=False):
    """Residual blocks, each conditioned on the class and on its own part of the latents.

    The latents are cut into as many equal parts as there are blocks, and one more: the first is projected to a small
    feature map, and each block gets the next. A block's batch normalizations take its part of the latents joined to the
    label's embedding, which all share (`VectorBatchNormalization`). The last batch normalization is unconditional. All
    kernels but the embedding are divided by their spectral norms and initially orthogonal.

    Args:
        image_shape: (height, width, channels), height and width multiples of 4: three blocks, each doubling the
            feature map, where 8 divides them, else two.
        num_classes: number of labels.
        width: feature maps of all layers.
        latent_size: size of z, a multiple of the number of blocks plus 1.
        class_size: size of the labels' embedding.
        attention: whether a `SelfAttention` precedes the last block.

    Returns:
        `keras.Model` from (batch, latent_size) and integers (batch,) to (batch, *image_shape), float32 in [-1, 1].

    Raises:
        ValueError: if height or width is not a multiple of 4, or the latents cannot be cut into equal parts.

    Example:
        >>> tfgan_zoo.networks.biggan_generator((32, 32, 3), num_classes=10, width=16).output_shape
        (None, 32, 32, 3)

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, section 3 and figure 15; 32 x 32 as in the authors' code.
    """
    base, num_blocks = smallest_map(image_shape)
    latents, labels = keras.Input((latent_size,), name="latents"), label_input(num_classes)
    first, *parts = parts_of(latents, num_blocks + 1)
    orthogonal = keras.initializers.Orthogonal
    embedding = layers.Embedding(num_classes, class_size, embeddings_initializer=orthogonal())(labels)

    def convolution(filters, size, gain=1.0):
        return SpectralConv2D(filters, size, padding="same", kernel_initializer=orthogonal(gain**0.5))

    hidden = SpectralDense(base[0] * base[1] * width, kernel_initializer=orthogonal())(first)
    hidden = layers.Reshape((*base, width))(hidden)
    for level, part in enumerate(parts):
        if attention and level == num_blocks - 1:
            hidden = SelfAttention(name="attention")(hidden)
        condition = layers.Concatenate()([embedding, part])

        def normalize(maps, condition=condition):
            return VectorBatchNormalization(epsilon=EPSILON)(maps, condition)

        hidden = generator_block(hidden, width, normalize, convolution)
    hidden = layers.ReLU()(BatchNormalization(epsilon=EPSILON)(hidden))
    images = layers.Activation("tanh", dtype="float32")(convolution(image_shape[-1], 3)(hidden))
    return keras.Model([latents, labels], images, name="biggan_generator")


def parts_of(latents, count):
    """Latents (batch, size) in so many equal parts (batch, size / count)."""
    size, rest = divmod(latents.shape[-1], count)
    if rest or not size:
        raise ValueError(
            f"latent_size={latents.shape[-1]} cannot be cut into {count} equal parts, one for the first layer and one "
            f"for each of {count - 1} blocks: use a multiple of {count}, such as {max(1, size) * count}."
        )
    rows = layers.Reshape((count, size))(latents)
    return [layers.Flatten()(layers.Cropping1D((part, count - 1 - part))(rows)) for part in range(count)]
