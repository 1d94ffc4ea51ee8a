"""The networks of text to image: DCGAN's, to which an encoded text is joined (Reed et al. 2016, arXiv:1605.05396, 4.1).

The paper's text encoder is trained before, on much more data. This one is a word embedding and a GRU, which learns
within the game. The paper's generator and discriminator also have residual blocks at the smallest feature maps.
"""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import BatchNormalization
from tfgan_zoo.networks.conditional import join_vector
from tfgan_zoo.networks.dcgan import downsampled, upsampled
from tfgan_zoo.networks.initial_weights import normal_weights
from tfgan_zoo.networks.word_tokenizer import NUM_RESERVED, WordTokenizer

PROJECTION_SIZE = 128  # units of each player's own projection of the text


@checked_arguments
def caption_encoder(vocabulary, word_size=32, text_size=64):
    """A caption's words one after the other, embedded, through a GRU whose last state is the text.

    Args:
        vocabulary: list of known words, such as `vocabulary_of(captions)`.
        word_size: size of a word's embedding.
        text_size: units of the GRU.

    Returns:
        `keras.Model` from strings (batch,) named `captions` to (batch, text_size).

    Raises:
        ValueError: if the vocabulary is empty or not of single words; later, for captions with other words.

    Example:
        >>> encoder = tfgan_zoo.networks.caption_encoder(["blue", "red", "three"])
        >>> encoder(tf.constant(["red three", "three"])).shape
        TensorShape([2, 64])
    """
    captions = keras.Input((), name="captions", dtype="string")
    tokens = WordTokenizer(vocabulary)(captions)
    normal = keras.initializers.RandomNormal(stddev=1.0)
    embedding = layers.Embedding(len(vocabulary) + NUM_RESERVED, word_size, normal, mask_zero=True)
    return keras.Model(captions, layers.GRU(text_size)(embedding(tokens)), name="caption_encoder")


@checked_arguments
def text_to_image_generator(image_shape, text_size=64, width=64, latent_size=100):
    """DCGAN's generator, with a projection of the text beside z.

    Args:
        image_shape, width, latent_size: as for `dcgan_generator`.
        text_size: size of an encoded text.

    Returns:
        `keras.Model` from latents (batch, latent_size) and `text` (batch, text_size) to (batch, *image_shape), float32
        in [-1, 1].

    Raises:
        ValueError: as `dcgan_generator`.

    Example:
        >>> tfgan_zoo.networks.text_to_image_generator((28, 28, 3), width=16).output_shape
        (None, 28, 28, 3)
    """
    latents, text = keras.Input((latent_size,), name="latents"), keras.Input((text_size,), name="text")
    # With DCGAN's small initial weights the text would be next to nothing beside z.
    projection = layers.LeakyReLU(0.2)(layers.Dense(PROJECTION_SIZE)(text))
    images = upsampled(join_vector(latents, projection), image_shape, width)
    return keras.Model([latents, text], images, name="text_to_image_generator")


@checked_arguments
def text_to_image_discriminator(image_shape, text_size=64, width=64):
    """DCGAN's discriminator, with a projection of the text beside its last feature maps, and a 1 x 1 convolution.

    Args:
        image_shape, width: as for `dcgan_discriminator`.
        text_size: size of an encoded text.

    Returns:
        `keras.Model` from images (batch, *image_shape) and `text` (batch, text_size) to logits (batch, 1), float32.

    Raises:
        ValueError: as `dcgan_discriminator`.

    Example:
        >>> tfgan_zoo.networks.text_to_image_discriminator((28, 28, 3), width=16).output_shape
        (None, 1)
    """
    images, text = keras.Input(image_shape, name="images"), keras.Input((text_size,), name="text")
    projection = layers.Dense(PROJECTION_SIZE, use_bias=False, **normal_weights())(text)
    projection = layers.LeakyReLU(0.2)(BatchNormalization()(projection))
    maps = downsampled(images, width)
    hidden = layers.Conv2D(maps.shape[-1], 1, use_bias=False, **normal_weights())(join_vector(maps, projection))
    hidden = layers.LeakyReLU(0.2)(BatchNormalization()(hidden))
    logits = layers.Dense(1, dtype="float32", **normal_weights())(layers.Flatten(name="features")(hidden))
    return keras.Model([images, text], logits, name="text_to_image_discriminator")
