"""SeqGAN's LSTM in NumPy, from 15 arrays in the order of its authors' file."""

import numpy as np


def logits_of(arrays, tokens, start_token=0):
    """The next tokens' logits (batch, length, V) at each place of sequences (batch, length)."""
    embeddings, *gates, output, output_bias = (np.asarray(array, "float64") for array in arrays)
    w, u, b = gates[0::3], gates[1::3], gates[2::3]
    hidden = cell = np.zeros((len(tokens), len(output)))
    before = np.column_stack([np.full(len(tokens), start_token), tokens[:, :-1]])
    logits = []
    for token in before.T:
        of_input, of_forget, of_output, candidate = (
            embeddings[token] @ w[gate] + hidden @ u[gate] + b[gate] for gate in range(4)
        )
        cell = sigmoid(of_forget) * cell + sigmoid(of_input) * np.tanh(candidate)
        hidden = sigmoid(of_output) * np.tanh(cell)
        logits.append(hidden @ output + output_bias)
    return np.stack(logits, axis=1)


def nll_of(arrays, tokens):
    """The mean negative log-likelihood of a token, in nats."""
    logits = logits_of(arrays, tokens)
    log_p = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    return -np.take_along_axis(log_p, tokens[..., None], -1).mean()


def sigmoid(values):
    return 1 / (1 + np.exp(-values))
