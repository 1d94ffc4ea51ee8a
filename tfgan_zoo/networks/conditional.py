"""Class-conditional inputs of a network: a label embedding concatenated to z, or to an image as further channels."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import Spread

LABEL_SIZE = 10  # size of a label's embedding, as in the implementation that most others follow


@checked_arguments
def join_labels(inputs, num_classes=None, label_size=LABEL_SIZE):
    """Concatenate the embedding of each example's label to a network's first input.

    Each class has a learned embedding of size `label_size`, initially standard normal like latents. It is concatenated
    to a vector as it is, to an image as further channels that are constant over it, and to a series at each step.

    Args:
        inputs: the network's first `keras.Input`, (batch, size), (batch, height, width, channels) or (batch, length,
            variables).
        num_classes: number of classes; None for a network without labels.
        label_size: size of the embedding.

    Returns:
        The network's inputs, with `keras.Input((), name="labels", dtype="int32")` as the second, and the input of its
        first layer, whose last dimension is larger by label_size. Without `num_classes` both are `inputs`.

    Example:
        >>> inputs, hidden = join_labels(keras.Input((28, 28, 1), name="images"), num_classes=10)
        >>> [tensor.name for tensor in inputs], hidden.shape
        (['images', 'labels'], (None, 28, 28, 11))

    Reference:
        Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784, section 3.2 and figure 1 (y joined to z and to x).
        Embeddings instead of one-hot vectors: https://github.com/eriklindernoren/PyTorch-GAN, cgan.py.
    """
    if num_classes is None:
        return inputs, inputs
    labels = keras.Input((), name="labels", dtype="int32")
    normal = keras.initializers.RandomNormal(stddev=1.0)
    embedding = layers.Embedding(num_classes, label_size, embeddings_initializer=normal)(labels)
    return [inputs, labels], join_vector(inputs, embedding, "with_labels")


def join_vector(inputs, vector, name=None):
    """Concatenate a vector to a vector as it is, to an image as constant channels, and to a series at each step.

    Args:
        inputs: Keras tensor (batch, size), (batch, height, width, channels) or (batch, length, variables).
        vector: Keras tensor (batch, k): a condition such as attributes, a continuous value (k = 1) or an embedding.
        name: of the layer that concatenates.

    Returns:
        Keras tensor of the same shape, but that its last dimension is larger by k.

    Example:
        >>> images, attributes = keras.Input((28, 28, 1), name="images"), keras.Input((5,), name="attributes")
        >>> join_vector(images, attributes).shape
        (None, 28, 28, 6)
    """
    if len(inputs.shape) > len(vector.shape):
        vector = Spread()(vector, inputs)
    return layers.Concatenate(name=name)([inputs, vector])
