"""SeqGAN's discriminator, a convolutional network over tokens (Kim 2014) with a highway layer."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import Highway

# Filter widths in tokens, and the paper's number of filters of each (for sequences of 20).
FILTERS = {1: 100, 2: 200, 3: 200, 4: 200, 5: 200, 6: 100, 7: 100, 8: 100, 9: 100, 10: 100, 15: 160, 20: 160}
PAPER_SHARE = 1.0
EMBEDDING_SIZE = 64
OUTPUT_DECAY = 0.1  # of the squared weights: the authors' 0.2 is of half of them


@checked_arguments
def text_discriminator(
    vocabulary_size, length, share=PAPER_SHARE, embedding_size=EMBEDDING_SIZE, dropout=0.25, decay=OUTPUT_DECAY
):
    """Convolutions of many widths, max pooling over time, a highway layer, one logit.

    The authors have two logits and a softmax, and an L2 penalty on their layer alone. The raw logit here is the
    difference of the same two, so that its sigmoid is the softmax's probability of "real".

    Args:
        vocabulary_size: V, number of different tokens.
        length: of the sequences; wider filters are omitted.
        share: of the paper's number of filters, above 0.
        embedding_size: size of a token's embedding.
        dropout: fraction of the features to drop in training.
        decay: of the squares of the output layer's weights, biases included, as `losses` of the network.

    Returns:
        `keras.Model` from tokens (batch, length), int32, to raw logits (batch, 1), float32.

    Raises:
        ValueError: if the length is below 1.

    Example:
        >>> tfgan_zoo.networks.text_discriminator(100, 20, share=0.1).output_shape
        (None, 1)

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 3.4 and the authors' `discriminator.py`.
    """
    if length < 1:
        raise ValueError(f"received the length {length}; expected sequences of at least 1 token.")
    tokens = keras.Input((length,), dtype="int32", name="tokens")
    uniform = keras.initializers.RandomUniform(-1.0, 1.0)
    embedded = layers.Embedding(vocabulary_size, embedding_size, embeddings_initializer=uniform)(tokens)
    pooled = []
    for width, number in FILTERS.items():
        if width <= length:
            filters = max(1, round(share * number))
            maps = layers.Conv1D(filters, width, activation="relu", **weights())(embedded)
            pooled.append(layers.GlobalMaxPooling1D()(maps))
    hidden = layers.Concatenate()(pooled) if len(pooled) > 1 else pooled[0]
    hidden = layers.Dropout(dropout)(Highway(name="features")(hidden))
    real, fake = (layers.Dense(1, dtype="float32", **weights(decay))(hidden) for _ in range(2))
    logits = layers.Subtract(dtype="float32")([real, fake])
    return keras.Model(tokens, logits, name="text_discriminator")


def weights(decay=0.0):
    """Keywords of a layer with the authors' initial weights, and a decay of all of them."""
    regularizers = ("kernel_regularizer", "bias_regularizer") if decay else ()
    return {
        "kernel_initializer": keras.initializers.TruncatedNormal(stddev=0.1),
        "bias_initializer": keras.initializers.Constant(0.1),
        **{name: keras.regularizers.L2(decay) for name in regularizers},
    }
