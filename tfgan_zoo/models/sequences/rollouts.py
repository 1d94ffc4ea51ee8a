"""What the tokens of a sequence are worth, found by finishing it from each of them on."""

import tensorflow as tf
from keras import ops


def rollout_rewards(tokens, uniforms, complete, reward):
    """The mean reward of sequences that begin as a sequence up to a token: eq. 4 of arXiv:1609.05473.

    One loop over the places; in each all sequences of the batch are finished N times together.

    Args:
        tokens: int32 (batch, length).
        uniforms: in [0, 1), (batch, length - 1, N, length): the numbers of which each of N sequences is finished from
            each token but the last on.
        complete: function of (tokens, num_kept, uniforms), as of `networks.LanguageModel`.
        reward: function from sequences (n, length) to their rewards (n,), float32.

    Returns:
        float32 (batch, length); the last token's reward is that of the sequence itself.

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 3.1.
    """
    _, num_places, num_rollouts, length = uniforms.shape
    of_itself = reward(tokens)[:, None]
    if length == 1:
        return of_itself
    by_place = tf.reshape(tf.transpose(uniforms, (1, 2, 0, 3)), (num_places, -1, length))
    beginnings = tf.tile(tokens, (num_rollouts, 1))

    def mean_reward(place):
        num_kept, uniforms = place
        rewards = reward(complete(beginnings, num_kept, uniforms))
        return ops.mean(ops.reshape(rewards, (num_rollouts, -1)), axis=0)

    places = (tf.range(1, length), by_place)
    of_beginnings = tf.map_fn(mean_reward, places, parallel_iterations=1, fn_output_signature=tf.float32)
    return tf.concat([tf.transpose(of_beginnings), of_itself], axis=1)


def over_others(rewards):
    """Rewards relative to the mean of the other sequences' at the same place: a baseline for REINFORCE.

    The sequence itself is left out, so that its baseline does not depend on its own tokens, and the expected gradient
    is the same as without one.

    Args:
        rewards: float32 (batch, length), of at least two sequences; one alone has none to compare with, and gets 0.

    Returns:
        float32 (batch, length); at each place their sum is 0.

    Example:
        >>> over_others(tf.constant([[1.0], [2.0], [6.0]])).numpy().ravel().tolist()
        [-3.0, -1.5, 4.5]
    """
    count = ops.cast(ops.shape(rewards)[0], "float32")
    return (rewards - ops.mean(rewards, axis=0)) * count / ops.maximum(count - 1.0, 1.0)
