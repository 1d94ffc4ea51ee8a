"""A GRU over tokens in NumPy, whose reset gate acts after the recurrent product."""

import numpy as np

from tests.helpers.numpy_lstm import sigmoid


def logits_of(arrays, tokens, start_token=0):
    """The next tokens' logits (batch, length, V) at each place of sequences (batch, length).

    Args:
        arrays: embeddings (V, E); W (E, 3 H), U (H, 3 H) and biases (2, 3 H) of the update gate, the reset gate and
            the candidate, those of the inputs first; W (H, V) and b (V,) of the output.
        tokens: integers (batch, length).
    """
    embeddings, w, u, (b, recurrent_b), output, output_bias = (np.asarray(array, "float64") for array in arrays)
    hidden = np.zeros((len(tokens), len(output)))
    before = np.column_stack([np.full(len(tokens), start_token), tokens[:, :-1]])
    logits = []
    for token in before.T:
        of_input = np.split(embeddings[token] @ w + b, 3, axis=1)
        recurrent = np.split(hidden @ u + recurrent_b, 3, axis=1)
        update, reset = (sigmoid(of_input[gate] + recurrent[gate]) for gate in range(2))
        candidate = np.tanh(of_input[2] + reset * recurrent[2])
        hidden = update * hidden + (1 - update) * candidate
        logits.append(hidden @ output + output_bias)
    return np.stack(logits, axis=1)
