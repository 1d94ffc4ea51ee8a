"""Losses of a generator of token sequences: negative log-likelihood, and the REINFORCE policy gradient."""

import tensorflow as tf
from keras import ops

from tfgan_zoo.losses.checks import checked


def token_log_probabilities(logits, tokens):
    """log p(token) at every position, in nats; computed stably, so that no probability needs to be clipped.

    Args:
        logits: of the tokens, (batch, length, V).
        tokens: those that came, integers in [0, V), (batch, length).

    Returns:
        float32 (batch, length).

    Raises:
        ValueError: if there is not one integer token for each position.

    Example:
        >>> token_log_probabilities([[[0.0, 0.0]]], [[1]]).numpy().round(4)
        array([[-0.6931]], dtype=float32)
    """
    logits, tokens = checked(logits), tf.convert_to_tensor(tokens)
    if not tokens.dtype.is_integer or not logits.shape[:-1].is_compatible_with(tokens.shape):
        raise ValueError(
            f"tokens of type {tokens.dtype.name} and shape {tokens.shape} do not fit logits of shape {logits.shape}: "
            "give one integer for each position of a sequence."
        )
    return -tf.nn.sparse_softmax_cross_entropy_with_logits(tokens, logits)


def sequence_nll(logits, tokens):
    """The mean negative log-likelihood of a token, in nats: per token, not per sequence (arXiv:1609.05473, section 4).

    Args:
        logits, tokens: as for `token_log_probabilities`.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if there is not one integer token for each position.
    """
    return -ops.mean(token_log_probabilities(logits, tokens))


def policy_gradient(log_probabilities, rewards):
    """A loss whose gradient estimates that of the negative expected reward (REINFORCE; arXiv:1609.05473, eq. 8).

    It is the batch's mean of the sum over a sequence's positions of log p(token) times the reward for that token. The
    rewards are constants: no gradient passes through them.

    Args:
        log_probabilities: of the tokens that were drawn, (batch, length).
        rewards: for each of them, the expected reward of a sequence that begins as this one up to it, (batch, length).

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the shapes differ.

    Example:
        >>> float(policy_gradient([[-1.0, -2.0]], [[0.5, 1.0]]))
        2.5
    """
    log_probabilities = checked(log_probabilities, "log-probabilities")
    rewards = checked(rewards, "rewards")
    if not log_probabilities.shape.is_compatible_with(rewards.shape) or log_probabilities.shape.rank == 0:
        raise ValueError(
            f"the log-probabilities have the shape {log_probabilities.shape}, the rewards {rewards.shape}; expected "
            "the same, (batch, length): give a reward for each token."
        )
    weighted = log_probabilities * ops.stop_gradient(rewards)
    return -ops.mean(ops.sum(weighted, axis=tuple(range(1, weighted.shape.rank))))
