"""GAIL."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import gym_environments, losses
from tfgan_zoo.checks import FRACTION, Range, check_at_least_one, check_not_negative, check_range
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.modalities import Actions
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.inputs import inputs_of
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.decisions.clipped_policy import ClippedPolicy, flat, mean_return
from tfgan_zoo.models.decisions.imitation_checks import check_actions, check_fit
from tfgan_zoo.models.decisions.one_device import check_execution, check_one_device
from tfgan_zoo.networks.control import acting_network

DISCRIMINATOR_TERMS = ("discriminator", "discriminator_entropy")
ADVERSARIAL_TERMS = ("policy", "reward", "episode_return", *DISCRIMINATOR_TERMS, "accuracy", "value")
SHARE = Range(0, 1)


@keras.saving.register_keras_serializable("tfgan_zoo")
class GAIL(ClippedPolicy, Game):
    """A policy that learns to act as an expert does, from a discriminator's reward and not from the environment's.

    The discriminator tells the expert's pairs of observation and action from the policy's, and the policy is rewarded
    for pairs that it finds real: in an environment, where a step also leads to the next observation, so that the policy
    learns to come to where the expert is. It may first clone the expert by likelihood, which is the usual comparison.

    A training step is an iteration: steps of the policy in fresh episodes, several epochs of clipped policy gradients
    on them (PPO) with the discriminator's rewards, one step of the discriminator on as many pairs of the expert, drawn
    from the batch, and several epochs of the value.

    Args:
        policy: functional `keras.Model` from observations to logits of the actions, as of `networks.policy_network`.
        discriminator: from actions and observations to raw logits, as of `networks.imitation_discriminator`.
        value: from observations to values, as of `networks.value_network`.
        environment: name of an environment of gymnasium.
        num_environments: copies that are stepped at once.
        num_steps: steps of each copy in an iteration; the episodes begin anew with each iteration.
        max_episode_steps: steps after which an episode is truncated; None for the environment's own limit.
        cloning_steps: steps in which the policy first learns by likelihood; may be 0.
        discount: gamma.
        advantage_decay: lambda of the advantages.
        clip: of the ratio of probabilities.
        num_epochs: of policy and value over an iteration's steps.
        num_minibatches: parts of an epoch.
        entropy_weight: of the discriminator's entropy, which it is rewarded for.
        policy_entropy_weight: of the policy's.
        constant_reward: a number in place of the discriminator's reward: the control that shows what the game itself
            rewards, such as long episodes; None for imitation.
        seed: seed of all the game's randomness, of the environments too.
        **kwargs: `modality`, as in `Game`: `Actions` of the policy's number where none is given.

    Input shape: a dict of the expert's actions, "sample": int32 (batch,), and "observations": float32 (batch, size).
        `predict` takes observations.
    Output shape: the likeliest actions, int32 (batch,).

    Raises:
        ValueError: if gymnasium is not installed or has no such environment, the networks do not fit it, a number is
            out of range, or there are several devices.

    Example:
        >>> policy, value = networks.policy_network(4, 2), networks.value_network(4)
        >>> gail = models.GAIL(policy, networks.imitation_discriminator(4, 2), value, "CartPole-v1")
        >>> gail.compile("adam", "adam", "adam", "adam")
        >>> gail.sample(observations=np.zeros((3, 4), "float32")).shape
        (3,)

    Reference:
        Ho and Ermon 2016, https://arxiv.org/abs/1606.03476, algorithm 1, with the clipped objective of
        https://arxiv.org/abs/1707.06347 in place of a trust region; the sign of D, its entropy and the order of the
        players from openai/imitation, `policyopt/imitation.py`.
    """

    terms = ("cloning", *ADVERSARIAL_TERMS)
    conditions = ("observations",)

    def __init__(
        self,
        policy,
        discriminator,
        value,
        environment="CartPole-v1",
        num_environments=10,
        num_steps=200,
        max_episode_steps=200,
        cloning_steps=0,
        discount=0.995,
        advantage_decay=0.97,
        clip=0.2,
        num_epochs=10,
        num_minibatches=8,
        entropy_weight=1e-3,
        policy_entropy_weight=0.0,
        constant_reward=None,
        seed=0,
        **kwargs,
    ):
        super().__init__(self.terms, seed, **kwargs)
        check_one_device(self)
        counts = {
            "num_environments": num_environments,
            "num_steps": num_steps,
            "num_epochs": num_epochs,
            "num_minibatches": num_minibatches,
        }
        check_at_least_one(self, **counts)
        check_range(self, SHARE, discount=discount, advantage_decay=advantage_decay)
        check_range(self, FRACTION, clip=clip)
        weights = {"entropy_weight": entropy_weight, "policy_entropy_weight": policy_entropy_weight}
        check_not_negative(self, cloning_steps=cloning_steps, **weights)
        chosen = {"discount": discount, "advantage_decay": advantage_decay, "clip": clip}
        for name, number in {**counts, **weights, **chosen}.items():
            setattr(self, name, number)
        self.environment = environment
        self.max_episode_steps = max_episode_steps
        self.cloning_steps = cloning_steps
        self.constant_reward = constant_reward
        self.policy = functional(policy, "policy")
        self.discriminator = functional(discriminator, "discriminator")
        self.value = functional(value, "value")
        check_logits(discriminator, "discriminator")
        self.environments = gym_environments.cached(environment, num_environments, max_episode_steps)
        check_fit(policy, discriminator, self.environments, environment)
        with self.on_device_of(policy.weights):
            self.actor = acting_network(policy)

    @property
    def players(self):
        """The cloner is the policy, with an optimizer of its own."""
        return {
            "cloning": self.policy.trainable_variables,
            "policy": self.policy.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
            "value": self.value.trainable_variables,
        }

    @property
    def phases(self):
        adversarial = Phase("adversarial", None, self.adversarial_step, ADVERSARIAL_TERMS)
        if not self.cloning_steps:
            return (adversarial,)
        return Phase("cloning", self.cloning_steps, self.cloning_step, ("cloning",)), adversarial

    def compile(self, *optimizers, **kwargs):
        check_execution(self, kwargs)
        super().compile(*optimizers, **kwargs)

    # The phases' steps

    def cloning_step(self, data):
        """A step of the policy on the likelihood of the expert's actions."""
        expert = self.samples(data)

        def loss():
            logits = self.logits(expert["observations"])
            return {"cloning": losses.sequence_nll(logits[:, None], sample_of(expert)[:, None])}

        return self.report(self.descend(loss, "cloning"))

    def adversarial_step(self, data):
        """Steps in the environment; then the policy, the discriminator and the value, in this order."""
        expert = self.samples(data)
        steps = self.rollout()
        rewards = self.rewards(steps)
        advantages, targets = self.advantages(steps, rewards)
        taken = {name: flat(steps[name]) for name in ("observations", "actions")}
        policy = self.policy_turn(taken, flat(advantages))
        drawn = self.drawn_pairs(expert, tf.shape(taken["actions"])[0])
        accuracy = self.accuracy(drawn, pairs_of(taken))
        discriminator = self.descend(lambda: self.discriminator_loss(drawn, pairs_of(taken)), "discriminator")
        value = self.value_turn(taken["observations"], flat(targets))
        returns = {"reward": ops.mean(rewards), "episode_return": mean_return(steps), "accuracy": accuracy}
        return self.report({**policy, **returns, **discriminator, **value})

    def drawn_pairs(self, expert, count):
        """As many of the expert's pairs, drawn with replacement."""
        pool = tf.shape(sample_of(expert))[0]
        rows = tf.random.stateless_uniform((count,), self.next_seed(), maxval=pool, dtype=tf.int32, alg="philox")
        return {name: tf.gather(values, rows) for name, values in expert.items()}

    def samples(self, data):
        samples = super().samples(data)
        check_actions(sample_of(samples), self.modality)
        return samples

    # Rewards and losses

    def rewards(self, steps):
        """-log(1 - D) of each step, or the constant, (num_steps, num_environments)."""
        shape = tf.shape(steps["rewards"])
        if self.constant_reward is not None:
            return tf.fill(shape, float(self.constant_reward))
        pairs = pairs_of({name: flat(steps[name]) for name in ("observations", "actions")})
        return tf.reshape(losses.imitation_reward(self.score(pairs, training=False)), shape)

    def discriminator_loss(self, expert, acted):
        """Cross-entropy with 1 for the expert and 0 for the policy, and the entropy of all decisions, rewarded."""
        real, fake = self.score(expert), self.score(acted)
        entropy = losses.bernoulli_entropy(ops.concatenate([real, fake]))
        return {
            "discriminator": losses.minimax_discriminator(real, fake),
            "discriminator_entropy": -self.entropy_weight * entropy,
        }

    def accuracy(self, expert, acted):
        """The share of pairs, half of them the expert's, that the discriminator takes for what they are."""
        right = [self.score(expert, training=False) > 0, self.score(acted, training=False) <= 0]
        return ops.mean(ops.cast(ops.concatenate(right), "float32"))

    def score(self, samples, training=True):
        """The discriminator's raw logits, float32 (batch, 1)."""
        return ops.cast(
            self.forward_pass(self.discriminator, inputs_of(self.discriminator, samples), training), "float32"
        )

    # Sampling

    @property
    def sampler(self):
        """The network that acts."""
        return self.actor

    def describe_input(self, name, class_names):
        return f"observations of {self.environment}, {self.environments.observation_size} numbers each"

    @property
    def modality(self):
        return self.chosen_modality or Actions(self.policy.output_shape[-1])


def pairs_of(taken):
    """Observations and actions as samples with their condition."""
    return {"sample": taken["actions"], "observations": taken["observations"]}
