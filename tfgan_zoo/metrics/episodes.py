"""What a policy reaches in its environment."""

import numpy as np
import tensorflow as tf

from tfgan_zoo import gym_environments
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result


class EpisodeReturns:
    """The mean return of a policy's episodes, and where they lead: the mean of one number of its observations.

    A return proves imitation only where the discriminator's reward does not lead to it by itself: with CartPole any
    reward above 0 does. What an expert has that no reward asks for proves it, such as where its cart stands.

    Args:
        actor: network from observations to actions, as of `networks.acting_network`.
        environment: name of an environment of gymnasium.
        num_episodes: episodes, always with the same seeds.
        max_steps: steps after which an episode is truncated; None for the environment's own limit.
        observed: the number of an observation whose mean is reported.
        settled: steps of an episode that this mean leaves out; an episode that ends earlier counts with its last.
        split: name of the real samples' split; they are counted and not looked at.

    Raises:
        ValueError: as `gym_environments.Environments`; from `result`, if the actions of the policy are not one integer
            for each observation.

    Example:
        >>> policy, value = networks.policy_network(4, 2), networks.value_network(4)
        >>> gail = models.GAIL(policy, networks.imitation_discriminator(4, 2), value, "CartPole-v1")
        >>> metric = EpisodeReturns(gail.sampler, "CartPole-v1", num_episodes=10, max_steps=200)
        >>> metric.result()[0].metric
        'episode_return'
    """

    name = "episode_return"
    higher_is_better = True

    def __init__(
        self, actor, environment, num_episodes=100, max_steps=None, observed=0, settled=60, split="test", seed=0
    ):
        check_at_least_one(self, num_episodes=num_episodes)
        self.actor = actor
        self.environment = environment
        self.environments = gym_environments.Environments(environment, num_episodes, max_steps)
        self.observed = observed
        self.settled = settled
        self.split = split
        self.seed = seed
        self._seen = tf.Variable(0, dtype=tf.int64, trainable=False)

    def reset(self):
        """Discard the count of real samples."""
        self._seen.assign(0)

    def update(self, real, fake):
        """Count real samples; the policy is measured in `result`."""
        self._seen.assign_add(tf.shape(sample_of(real), tf.int64)[0])

    def result(self):
        """The mean return, with its deviation over episodes, and the mean of the number observed, as `Result`s."""
        returns, means = self.episodes()
        where = f"{self.environment}, {len(returns)} episodes"
        seen = int(self._seen.numpy())
        return (
            Result(self.name, float(returns.mean()), where, seen, len(returns), self.split, float(returns.std())),
            Result(
                f"mean_observation_{self.observed}", float(means.mean()), where, seen, len(means), self.split,
                float(means.std()),
            ),
        )  # fmt: skip

    def episodes(self):
        """Of each episode the return, and the mean of the number observed: two float64 arrays."""
        copies = self.environments
        observations = copies.reset(np.random.default_rng(self.seed).integers(2**31 - 1, size=len(copies.copies)))
        act = tf.function(lambda observations: self.actor(observations, training=False))
        running, returns, seen = np.ones(len(observations), bool), np.zeros(len(observations)), []
        while running.any():
            seen.append(np.where(running, observations[:, self.observed], np.nan))
            actions = act(tf.constant(observations)).numpy()
            if actions.shape != running.shape or actions.dtype.kind != "i":
                raise ValueError(
                    f"the policy's actions have type {actions.dtype} and shape {actions.shape}; expected one integer "
                    f"for each of {len(running)} observations, as of networks.acting_network."
                )
            _, observations, rewards, _, ended = copies.step(actions)
            returns += running * rewards
            running &= ~ended
        seen = np.stack(seen)
        last = np.array([column[~np.isnan(column)][-1] for column in seen.T])
        after = np.vstack([seen[self.settled :], np.full((1, len(last)), np.nan)])
        has_settled = ~np.isnan(after).all(axis=0)
        means = last.astype(np.float64)
        means[has_settled] = np.nanmean(after[:, has_settled], axis=0)
        return returns, means
