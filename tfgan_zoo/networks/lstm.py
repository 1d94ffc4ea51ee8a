"""SeqGAN's generator, a recurrent network over tokens, and the oracle, an LSTM, that generates its data."""

import keras
import numpy as np

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.networks.attention_cell import AttentionCell
from tfgan_zoo.networks.language_model import NAME, LanguageModel, TokenSampler
from tfgan_zoo.networks.layer_search import only_layer
from tfgan_zoo.saving.arrays import read_arrays

ORACLE_STDDEV = 1.0
ORACLE_ADVICE = "the oracle's: give its vocabulary_size, width and embedding_size"
# The oracle's arrays in the order of the authors' file (`target_lstm.py`): W, U and b of each gate between embeddings
# and output layer. Keras joins the gates in another order.
AUTHORS_GATES = ("input", "forget", "output", "candidate")
KERAS_GATES = ("input", "forget", "candidate", "output")


@checked_arguments
def recurrent_generator(vocabulary_size, length, width=32, embedding_size=32, start_token=0, stddev=0.1, cell="lstm"):
    """A recurrent network that gives the next token's logits at every position of a sequence.

    All weights, biases included, are initially normal with the same standard deviation, as the authors' are.

    Args:
        vocabulary_size: V, number of different tokens.
        length: of the sequences, T.
        width: units of the cell.
        embedding_size: size of a token's embedding.
        start_token: the token before the first; 0 is an ordinary token too.
        stddev: standard deviation of the initial weights.
        cell: "lstm", as in the paper's experiments; "gru", which has three quarters of its weights, and whose reset
            gate acts after the recurrent product, as in cuDNN; or "attention", an LSTM that looks back at its outputs
            so far (`AttentionCell`).

    Returns:
        `keras.Model` from tokens (batch, length), int32, to logits (batch, length, V), float32. `token_sampler` turns
        it into a network that generates sequences.

    Raises:
        ValueError: for another cell, or a number out of range.

    Example:
        >>> tfgan_zoo.networks.recurrent_generator(100, 20).output_shape
        (None, 20, 100)

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 3.3; sizes of section 4.
    """
    if cell not in CELLS:
        raise ValueError(f"cell={cell!r}; expected one of {', '.join(map(repr, CELLS))}.")
    recurrent = CELLS[cell](width, length, stddev)
    tokens = keras.Input((length,), dtype="int32", name="tokens")
    model = LanguageModel(vocabulary_size, recurrent, embedding_size, start_token, stddev, name=NAME)
    return keras.Model(tokens, model(tokens), name=f"{cell}_generator")


def lstm_cell(width, length, stddev):
    return keras.layers.LSTMCell(width, unit_forget_bias=False, **normal_weights(stddev))


def gru_cell(width, length, stddev):
    return keras.layers.GRUCell(width, reset_after=True, **normal_weights(stddev))


def attentive_cell(width, length, stddev):
    return AttentionCell(lstm_cell(width, length, stddev), length, stddev)


def normal_weights(stddev):
    """Keywords of a cell whose weights, biases included, are normal: an initializer of its own for each."""
    names = ("kernel_initializer", "recurrent_initializer", "bias_initializer")
    return {name: keras.initializers.RandomNormal(stddev=stddev) for name in names}


CELLS = {"lstm": lstm_cell, "gru": gru_cell, "attention": attentive_cell}


def language_model(network):
    """The `LanguageModel` within a network.

    Raises:
        ValueError: if it has none.
    """
    return only_layer(network, LanguageModel, "recurrent_generator")


@checked_arguments
def token_sampler(network, temperature=1.0):
    """The network that generates sequences with a generator's weights.

    Args:
        network: as of `recurrent_generator`.
        temperature: what the logits are divided by: below 1 likely tokens come more often, above 1 less often.

    Returns:
        `keras.Model` from uniforms (batch, length), float32 in [0, 1), to tokens (batch, length), int32. Each token is
        drawn where the softmax's cumulative probabilities pass the uniform number at its position.

    Raises:
        ValueError: if the network has no `LanguageModel`, or the temperature is not above 0.

    Example:
        >>> sampler = token_sampler(recurrent_generator(100, 20))
        >>> sampler(tf.random.stateless_uniform((4, 20), (0, 1), alg="philox")).shape
        TensorShape([4, 20])
    """
    uniforms = keras.Input(network.input_shape[1:], name="uniforms")
    draw = TokenSampler(language_model(network), temperature, name="tokens")
    return keras.Model(uniforms, draw(uniforms), name="token_sampler")


@checked_arguments
def lstm_oracle(vocabulary_size=5000, length=20, width=32, embedding_size=32, seed=0, file=None):
    """The network whose sequences a generator is to imitate: an LSTM with random weights, so that their true
    likelihood is known.

    Args:
        vocabulary_size, length, width, embedding_size: as for `recurrent_generator`; a file must agree with them.
        seed: of its weights, which are standard normal.
        file: an npz file with the weights instead: 15 arrays in the authors' order, which are embeddings (V, E); W
            (E, H), U (H, H) and b (H,) of the input, forget, output and candidate gates; W (H, V) and b (V,) of the
            output.

    Returns:
        `keras.Model` as of `recurrent_generator`; it is not trainable.

    Raises:
        ValueError: if the file is not of 15 arrays, or they are of other shapes.

    Example:
        >>> lstm_oracle(50, 8).output_shape
        (None, 8, 50)

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 4.1.
    """
    network = recurrent_generator(vocabulary_size, length, width, embedding_size)
    shapes = oracle_shapes(vocabulary_size, width, embedding_size)
    if file is None:
        generator = np.random.default_rng(seed)
        arrays = [generator.normal(0.0, ORACLE_STDDEV, shape).astype("float32") for shape in shapes]
    else:
        arrays = read_arrays(file, shapes, ORACLE_ADVICE)
    set_authors_arrays(network, arrays)
    oracle = keras.Model(network.input, network.output, name="lstm_oracle")
    oracle.trainable = False
    return oracle


def oracle_shapes(vocabulary_size, width, embedding_size):
    """Shapes of the 15 arrays in the authors' order."""
    gate = [(embedding_size, width), (width, width), (width,)]
    return [(vocabulary_size, embedding_size), *gate * len(AUTHORS_GATES), (width, vocabulary_size), (vocabulary_size,)]


def set_authors_arrays(network, arrays):
    """Give a network of `recurrent_generator` the weights of 15 arrays in the authors' order."""
    model = language_model(network)
    embeddings, *gates, kernel, bias = arrays
    by_gate = {name: gates[3 * number : 3 * number + 3] for number, name in enumerate(AUTHORS_GATES)}
    joined = [np.concatenate(parts, axis=-1) for parts in zip(*(by_gate[name] for name in KERAS_GATES), strict=True)]
    model.cell.set_weights(joined)
    for variable, value in ((model.embeddings, embeddings), (model.kernel, kernel), (model.bias, bias)):
        variable.assign(value)
