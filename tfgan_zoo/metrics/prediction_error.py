"""How far a learned environment's predictions are from what was observed."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.data.transitions import windows
from tfgan_zoo.metrics.result import Result


class PredictionError:
    """The error of predictions of the next observation, and at the end of many steps on predictions of its own.

    Errors are root mean squares in units of typical changes. A model that draws what may come next has a larger one
    than a model that predicts its mean, however right it is: see `benchmarks/environment_model.py`.

    Args:
        game: `models.EnvironmentModel`.
        examples: `data.Examples` as of `data.transitions`, whose actions are taken in the steps.
        horizon: steps on the model's own predictions.
        split: name of the examples' split.
        seed: of what the model draws.

    Raises:
        ValueError: as `data.windows`.

    Example:
        >>> typical = {"scales": [0.1] * 4, "mean": [0.0] * 4, "variance": [1.0] * 4}
        >>> builders = networks.dynamics_generator, networks.dynamics_discriminator
        >>> game = models.EnvironmentModel(*(build(4, 2, **typical) for build in builders), typical["scales"])
        >>> metric = PredictionError(game, data.load_transitions("CartPole-v1", "test"))
    """

    name = "prediction_error"
    higher_is_better = False

    def __init__(self, game, examples, horizon=20, split="test", seed=0):
        check_at_least_one(self, horizon=horizon)
        self.game, self.horizon, self.split, self.seed = game, horizon, split, seed
        rows = windows(examples, horizon)
        self.starts = np.asarray(examples.conditions["observations"])[rows[:, 0]]
        self.actions = np.asarray(examples.conditions["actions"])[rows]
        self.ends = np.asarray(examples.samples)[rows[:, -1]]
        self._squares = tf.Variable(0.0, dtype=tf.float64, trainable=False)
        self._count = tf.Variable(0, dtype=tf.int64, trainable=False)

    def reset(self):
        """Discard all predictions."""
        self._squares.assign(0.0)
        self._count.assign(0)

    def update(self, real, fake):
        """Add the errors of a batch."""
        missed = tf.cast((sample_of(real) - sample_of(fake)) / self.game.scales, tf.float64)
        self._squares.assign_add(tf.reduce_sum(tf.reduce_mean(tf.square(missed), axis=1)))
        self._count.assign_add(tf.shape(missed, tf.int64)[0])

    def result(self):
        """The error of one step, and that after all steps of the horizon, as `Result`s."""
        count = int(self._count.numpy())
        one_step = float(np.sqrt(self._squares.numpy() / max(1, count)))
        reached = rollout(self.game, self.starts, self.actions, self.seed)[:, -1]
        missed = (reached - self.ends) / np.asarray(self.game.scales)
        after = float(np.sqrt(np.square(missed, dtype=np.float64).mean()))
        rolled = len(self.ends)
        return (
            Result(self.name, one_step, "none, typical changes", count, count, self.split),
            Result(f"{self.name}_{self.horizon}", after, "none, typical changes", rolled, rolled, self.split),
        )


def rollout(game, observations, actions, seed=0):
    """Steps of a learned environment on its own predictions.

    Args:
        game: `models.EnvironmentModel`.
        observations: what each episode begins with, (n, size).
        actions: one-hot actions of its steps, (n, steps, num_actions).
        seed: of what is drawn.

    Returns:
        NumPy array (n, steps, size) of what is predicted after each step.

    Example:
        >>> typical = {"scales": [0.1] * 4, "mean": [0.0] * 4, "variance": [1.0] * 4}
        >>> builders = networks.dynamics_generator, networks.dynamics_discriminator
        >>> game = models.EnvironmentModel(*(build(4, 2, **typical) for build in builders), typical["scales"])
        >>> tuple(rollout(game, np.zeros((3, 4), "float32"), np.zeros((3, 5, 2), "float32")).shape)
        (3, 5, 4)
    """
    step = tf.function(lambda drawn, given: game.sampler({**drawn, **given}, training=False))
    observed, seen = tf.constant(observations), []
    for number in range(actions.shape[1]):
        drawn = game.draw(len(observations), tf.constant([seed, number], tf.int64))
        observed = step(drawn, {"observations": observed, "actions": tf.constant(actions[:, number])})
        seen.append(observed.numpy())
    return np.stack(seen, axis=1)
