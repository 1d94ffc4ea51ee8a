"""How a network is given the class of each example: an embedding beside z, or planes of it beside an image."""

import keras
from keras import layers

LABEL_SIZE = 10  # numbers that stand for a label, as in the implementation that most others follow


def join_labels(inputs, num_classes=None, label_size=LABEL_SIZE):
    """Join the embedding of each example's label to a network's first input.

    Each class has `label_size` learned numbers, normal at first, so that they weigh as much as as many latents. Beside
    a vector they are further numbers; beside an image each is a plane of its own, constant over the image.

    Args:
        inputs: the network's first `keras.Input`, (batch, size) or (batch, height, width, channels).
        num_classes: number of labels, which count from 0; None for a network without labels.
        label_size: numbers, or planes, that stand for a label.

    Returns:
        The network's inputs, with `keras.Input((), name="labels", dtype="int32")` as the second, and what its first
        layer is given: (batch, size + label_size) or (batch, height, width, channels + label_size). Without
        `num_classes` both are `inputs`.

    Example:
        >>> inputs, hidden = join_labels(keras.Input((28, 28, 1), name="images"), num_classes=10)
        >>> [tensor.name for tensor in inputs], hidden.shape
        (['images', 'labels'], (None, 28, 28, 11))

    Reference:
        Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784, section 3.2 and figure 1 (y joined to z and to x).
        The embedding instead of one-hot vectors: https://github.com/eriklindernoren/PyTorch-GAN, cgan.py.
    """
    if num_classes is None:
        return inputs, inputs
    labels = keras.Input((), name="labels", dtype="int32")
    normal = keras.initializers.RandomNormal(stddev=1.0)
    embedding = layers.Embedding(num_classes, label_size, embeddings_initializer=normal)(labels)
    *places, _ = inputs.shape[1:]
    if places:
        # Repeated before it is given its shape: a reshape alone would spread the numbers of one label over the image.
        embedding = layers.RepeatVector(places[0] * places[1])(embedding)
        embedding = layers.Reshape((*places, label_size))(embedding)
    return [inputs, labels], layers.Concatenate(name="with_labels")([inputs, embedding])
