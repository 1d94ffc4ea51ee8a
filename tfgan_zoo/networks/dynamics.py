"""Networks of a learned environment: what is observed next, and whether that can be."""

import keras
import numpy as np
from keras import ops

from tfgan_zoo.checks import checked_arguments


@keras.saving.register_keras_serializable("tfgan_zoo")
class AddChange(keras.layers.Layer):
    """Observations changed by so many typical changes.

    Args:
        scales: typical change of each number, (size,).

    Input shape: changes and observations, both (batch, size).
    Output shape: (batch, size), float32.
    """

    def __init__(self, scales, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        self.scales = np.asarray(scales, "float32").tolist()

    def call(self, changes, observations):
        return observations + changes * ops.convert_to_tensor(self.scales, "float32")

    def compute_output_spec(self, changes, observations):
        return keras.KerasTensor(observations.shape, dtype="float32")

    def get_config(self):
        return {**super().get_config(), "scales": self.scales}


@keras.saving.register_keras_serializable("tfgan_zoo")
class ChangeBetween(AddChange):
    """By how many typical changes observations differ: of the next ones and the former, both (batch, size)."""

    def call(self, following, observations):
        return (following - observations) / ops.convert_to_tensor(self.scales, "float32")


@checked_arguments
def dynamics_generator(observation_size, num_actions, scales, mean, variance, width=64, num_layers=2, latent_size=8):
    """The next observation: the last one and a change, which a perceptron draws from latents, observation and action.

    Args:
        observation_size: numbers in an observation.
        num_actions: number of actions.
        scales: typical change of each number in a step, (observation_size,): its deviation over the data.
        mean, variance: of the data's observations, (observation_size,), by which they are standardized.
        width: units of a hidden layer.
        num_layers: hidden layers.
        latent_size: size of z.

    Returns:
        `keras.Model` from "latents" (batch, latent_size), "observations" (batch, observation_size) and "actions",
        one-hot (batch, num_actions), to (batch, observation_size), float32, in the observations' units.

    Example:
        >>> typical = {"scales": [0.1, 0.2], "mean": [0.0, 0.0], "variance": [1.0, 1.0]}
        >>> tfgan_zoo.networks.dynamics_generator(2, 3, **typical).output_shape
        (None, 2)
    """
    latents = keras.Input((latent_size,), name="latents")
    observations, actions, condition = conditions(observation_size, num_actions, mean, variance)
    hidden = perceptron(keras.layers.Concatenate()([latents, *condition]), width, num_layers)
    changes = keras.layers.Dense(observation_size, dtype="float32")(hidden)
    following = AddChange(scales)(changes, observations)
    return keras.Model([latents, observations, actions], following, name="dynamics_generator")


@checked_arguments
def dynamics_discriminator(observation_size, num_actions, scales, mean, variance, width=64, num_layers=2):
    """Whether an observation can be the next, from the change that it is; arguments as for `dynamics_generator`.

    Returns:
        `keras.Model` from "next_observations", "observations" and "actions" to raw logits (batch, 1), float32.

    Example:
        >>> typical = {"scales": [0.1, 0.2], "mean": [0.0, 0.0], "variance": [1.0, 1.0]}
        >>> tfgan_zoo.networks.dynamics_discriminator(2, 3, **typical).output_shape
        (None, 1)
    """
    following = keras.Input((observation_size,), name="next_observations")
    observations, actions, condition = conditions(observation_size, num_actions, mean, variance)
    changes = ChangeBetween(scales)(following, observations)
    hidden = perceptron(keras.layers.Concatenate()([changes, *condition]), width, num_layers)
    logits = keras.layers.Dense(1, dtype="float32")(hidden)
    return keras.Model([following, observations, actions], logits, name="dynamics_discriminator")


def conditions(observation_size, num_actions, mean, variance):
    """The inputs "observations" and "actions", and both as a network's layers take them."""
    observations = keras.Input((observation_size,), name="observations")
    actions = keras.Input((num_actions,), name="actions")
    variance = np.where(np.asarray(variance) > 0, variance, 1.0)  # a number that never changes is left as it is
    mean, variance = (np.asarray(values, "float32").tolist() for values in (mean, variance))
    standardized = keras.layers.Normalization(mean=mean, variance=variance)(observations)
    return observations, actions, [standardized, actions]


def perceptron(hidden, width, num_layers):
    """Dense layers with leaky ReLU."""
    for number in range(num_layers):
        name = "features" if number == num_layers - 1 else None
        hidden = keras.layers.LeakyReLU(0.2, name=name)(keras.layers.Dense(width)(hidden))
    return hidden
