"""Policy gradients with a clipped ratio (PPO), in environments that are stepped from within a graph."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import gym_environments, losses
from tfgan_zoo.models.base.uniform_sampling import uniform
from tfgan_zoo.models.sequences.rounds import mean_terms
from tfgan_zoo.networks.categorical import categorical

LARGEST_SEED = 2**31 - 1


class ClippedPolicy(keras.Model):
    """A game's policy and value: their steps in environments, their turns of learning, and their losses.

    The game has `policy` and `value`, players of these names, `environments`, and as attributes of the same names the
    numbers `num_environments`, `num_steps`, `num_epochs`, `num_minibatches`, `discount`, `advantage_decay`, `clip` and
    `policy_entropy_weight`; what a step is rewarded with is the game's own.

    Reference:
        Schulman et al. 2017, https://arxiv.org/abs/1707.06347, eq. 7 and algorithm 1.
    """

    def rollout(self):
        """Steps of the policy, with actions drawn from it, in fresh episodes; as `gym_environments.rollout`."""
        uniforms = uniform((self.num_steps, self.num_environments), self.next_seed())

        def act(observations, number):
            return categorical(self.logits(observations, training=False), uniforms[number])

        seeds = tf.random.stateless_uniform(
            (self.num_environments,), self.next_seed(), maxval=LARGEST_SEED, dtype=tf.int64, alg="philox"
        )
        return gym_environments.rollout(self.environments, act, seeds, self.num_steps)

    def policy_turn(self, taken, advantages):
        """Epochs of the policy on the steps that it took."""
        old = self.log_probabilities(taken["observations"], taken["actions"])
        advantages = (advantages - ops.mean(advantages)) / (ops.std(advantages) + 1e-8)
        loss = self.policy_loss
        return self.epochs(loss, "policy", (taken["observations"], taken["actions"], old, advantages))

    def value_turn(self, observations, targets):
        """Epochs of the value on the returns that followed."""
        return self.epochs(self.value_loss, "value", (observations, targets))

    def epochs(self, loss, player, arrays):
        """Epochs of a player, each over minibatches in a new order.

        Args:
            loss: function of rows of the arrays to named terms, of which one has the player's name.
        """
        count = tf.shape(arrays[0])[0]
        size = count // self.num_minibatches

        def epoch(_):
            seed = ops.cast(self.next_seed(), "int32")
            order = tf.random.experimental.stateless_shuffle(tf.range(count), seed, alg="philox")

            def turn(number):
                rows = order[number * size : (number + 1) * size]
                return self.descend(lambda: loss(*(tf.gather(array, rows) for array in arrays)), player)

            return mean_terms(turn, self.num_minibatches, (player,))

        return mean_terms(epoch, self.num_epochs, (player,))

    def advantages(self, steps, rewards):
        """Advantages, and the returns that the value learns, each (num_steps, num_environments).

        An episode that a limit cut off goes on as its last observation is valued, one that terminated does not.
        """
        values, following = (
            tf.reshape(self.values(flat(steps[name])), tf.shape(rewards))
            for name in ("observations", "next_observations")
        )
        advantages = losses.generalized_advantages(
            rewards, values, following, steps["terminated"], steps["ended"], self.discount, self.advantage_decay
        )
        return advantages, advantages + values

    def policy_loss(self, observations, actions, old, advantages):
        """The clipped objective, less the policy's entropy."""
        logits = self.logits(observations)
        new = losses.token_log_probabilities(logits, actions)
        entropy = -ops.mean(ops.sum(ops.softmax(logits) * ops.log_softmax(logits), axis=-1))
        clipped = losses.clipped_policy(new, old, advantages, self.clip)
        return {"policy": clipped - self.policy_entropy_weight * entropy}

    def value_loss(self, observations, targets):
        """Half the mean squared error of the returns."""
        return {"value": 0.5 * ops.mean(ops.square(self.values(observations) - targets))}

    def logits(self, observations, training=True):
        """The policy's logits, float32 (batch, num_actions)."""
        return ops.cast(self.forward_pass(self.policy, observations, training), "float32")

    def values(self, observations):
        """V of observations, float32 (batch,)."""
        return ops.cast(self.forward_pass(self.value, observations), "float32")[:, 0]

    def log_probabilities(self, observations, actions):
        """log p of actions under the policy as it is now, (batch,)."""
        return losses.token_log_probabilities(self.logits(observations, training=False), actions)


def flat(array):
    """Steps of all copies, (steps, count, ...), as rows of one batch."""
    return tf.reshape(array, (-1, *array.shape[2:]))


def mean_return(steps):
    """The environment's rewards by episode, of those that ended; of all together where none did."""
    count = ops.sum(ops.cast(steps["ended"], "float32"))
    return ops.sum(steps["rewards"]) / ops.maximum(count, float(steps["rewards"].shape[1]))
