"""Networks of games in which a policy acts: policy, value, discriminator of observations and actions."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import checked_arguments


@keras.saving.register_keras_serializable("tfgan_zoo")
class TakenAction(keras.layers.Layer):
    """Of one number for each action that of the action taken.

    Input shape: numbers (batch, num_actions) and actions (batch,), int32.
    Output shape: (batch, 1), float32.
    """

    def call(self, values, actions):
        return ops.cast(tf.gather(values, actions, batch_dims=1)[:, None], "float32")

    def compute_output_spec(self, values, actions):
        return keras.KerasTensor((values.shape[0], 1), dtype="float32")


@keras.saving.register_keras_serializable("tfgan_zoo")
class LikeliestAction(keras.layers.Layer):
    """The action with the highest logit, int32 (batch,); input (batch, num_actions)."""

    def call(self, logits):
        return ops.cast(ops.argmax(logits, axis=-1), "int32")

    def compute_output_spec(self, logits):
        return keras.KerasTensor(logits.shape[:1], dtype="int32")


@checked_arguments
def policy_network(observation_size, num_actions, mean=None, variance=None, width=100, num_layers=2):
    """Logits of the actions at an observation.

    All networks of this file are perceptrons with tanh; their output layer is zero at first, so that a policy begins
    with equal probabilities, a value and a discriminator with 0.

    Args:
        observation_size: numbers in an observation.
        num_actions: number of actions.
        mean, variance: of the expert's observations (observation_size,), by which inputs are standardized; None for
            inputs as they are.
        width: units of a hidden layer.
        num_layers: hidden layers.

    Returns:
        `keras.Model` from observations (batch, observation_size) to logits (batch, num_actions), float32.

    Example:
        >>> tfgan_zoo.networks.policy_network(4, 2).output_shape
        (None, 2)

    Reference:
        Ho and Ermon 2016 (GAIL), https://arxiv.org/abs/1606.03476, section 6.
    """
    observations = keras.Input((observation_size,), name="observations")
    outputs = perceptron(observations, num_actions, mean, variance, width, num_layers)
    return keras.Model(observations, outputs, name="policy")


@checked_arguments
def value_network(observation_size, mean=None, variance=None, width=100, num_layers=2):
    """The value of an observation; arguments as for `policy_network`.

    Returns:
        `keras.Model` from observations to values (batch, 1), float32.
    """
    observations = keras.Input((observation_size,), name="observations")
    outputs = perceptron(observations, 1, mean, variance, width, num_layers)
    return keras.Model(observations, outputs, name="value")


@checked_arguments
def imitation_discriminator(observation_size, num_actions, mean=None, variance=None, width=100, num_layers=2):
    """Whether an action at an observation is the expert's: a number for each action, of which that taken is read.

    Arguments are those of `policy_network`.

    Returns:
        `keras.Model` from actions (batch,), int32, and observations to raw logits (batch, 1), float32.
    """
    actions = keras.Input((), dtype="int32", name="actions")
    observations = keras.Input((observation_size,), name="observations")
    values = perceptron(observations, num_actions, mean, variance, width, num_layers)
    return keras.Model([actions, observations], TakenAction()(values, actions), name="imitation_discriminator")


def perceptron(observations, num_outputs, mean, variance, width, num_layers):
    """Hidden layers with tanh on standardized observations, and a linear layer that is zero at first."""
    hidden = observations
    if mean is not None:
        # A number that never changes is left as it is.
        variance = np.where(np.asarray(variance) > 0, variance, 1.0)
        mean, variance = (np.asarray(values, "float32").tolist() for values in (mean, variance))
        hidden = keras.layers.Normalization(mean=mean, variance=variance)(hidden)
    for number in range(num_layers):
        name = "features" if number == num_layers - 1 else None
        hidden = keras.layers.Dense(width, activation="tanh", name=name)(hidden)
    return keras.layers.Dense(num_outputs, kernel_initializer="zeros", dtype="float32")(hidden)


def acting_network(policy):
    """The network that takes the likeliest action of a policy.

    Args:
        policy: as of `policy_network`.

    Returns:
        `keras.Model` from observations to actions (batch,), int32.
    """
    observations = keras.Input(policy.input_shape[1:], name="observations")
    return keras.Model(observations, LikeliestAction(name="actions")(policy(observations)), name="acting_network")
