"""Losses of policies that act: advantages, the clipped objective, and an imitation's reward and discriminator."""

import tensorflow as tf
from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair
from tfgan_zoo.losses.exponential import exponential


def generalized_advantages(rewards, values, next_values, terminated, ended, discount=0.995, decay=0.97):
    """How much better an action was than expected: an exponential mean of differences over the steps that follow.

    Where an episode terminated, nothing comes after it; where it was only cut off (by a limit of its steps, or by the
    end of what was collected), the value of what it reached stands for the rest.

    Args:
        rewards: r, (steps, n).
        values, next_values: V of the observations that actions were taken at, and of those that they led to.
        terminated: whether the episode terminated with the step, bool.
        ended: whether the next row is of another episode, bool; the last row counts as such.
        discount: gamma.
        decay: lambda.

    Returns:
        float32 (steps, n).

    Reference:
        Schulman et al. 2016, https://arxiv.org/abs/1506.02438, eq. 16.
    """
    rewards, values, next_values = (checked(array, "rewards and values") for array in (rewards, values, next_values))
    differences = rewards + discount * next_values * (1 - ops.cast(terminated, "float32")) - values
    keeps = discount * decay * (1 - ops.cast(ended, "float32"))

    def add(following, step):
        difference, keep = step
        return difference + keep * following

    return tf.scan(add, (differences, keeps), tf.zeros_like(differences[0]), reverse=True)


def clipped_policy(log_probabilities, old_log_probabilities, advantages, clip=0.2):
    """-mean min(r A, clip(r, 1 - c, 1 + c) A), with r = p / p_old: no reward for moving an action's probability far.

    Args:
        log_probabilities, old_log_probabilities: of the actions taken, now and when they were taken, (n,).
        advantages: A, (n,); constants.
        clip: c.

    Reference:
        Schulman et al. 2017 (PPO), https://arxiv.org/abs/1707.06347, eq. 7.
    """
    new, old = checked_pair(log_probabilities, old_log_probabilities)
    advantages = ops.stop_gradient(checked(advantages, "advantages"))
    ratio = exponential(new - ops.stop_gradient(old))
    return -ops.mean(ops.minimum(ratio * advantages, ops.clip(ratio, 1 - clip, 1 + clip) * advantages))


def imitation_reward(logits):
    """-log(1 - D) = softplus(logit), above 0, with D = 1 for the expert.

    The paper has D = 1 for the policy and the cost log D, which is the same game.

    Args:
        logits: of the discriminator, any shape.

    Reference:
        Ho and Ermon 2016 (GAIL), https://arxiv.org/abs/1606.03476, algorithm 1.
    """
    return ops.softplus(checked(logits))


def bernoulli_entropy(logits):
    """The mean entropy of a discriminator's decisions, in nats.

    Args:
        logits: any shape.

    Example:
        >>> float(bernoulli_entropy([0.0]))
        0.6931471824645996
    """
    logits = checked(logits)
    return ops.mean(ops.softplus(logits) - ops.sigmoid(logits) * logits)
