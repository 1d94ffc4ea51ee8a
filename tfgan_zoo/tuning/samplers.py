"""Samplers of a trial's settings: functions (space, seed, number of the trial) -> an Optuna sampler.

A new sampler is created for each trial from the search's seed and the trial's number, so that a stopped search
continues with the same trials.
"""

import math

from tfgan_zoo.lazy import LazyModule

np, optuna = LazyModule("numpy"), LazyModule("optuna")  # Optuna is optional, and the help needs neither


def grid(space, seed, number):
    """Every combination of the values once, in an order determined by the seed."""
    sampler = optuna.samplers.GridSampler({name: domain.values for name, domain in space.items()}, seed=seed)
    sampler.after_trial = lambda *arguments: None  # Optuna's own would stop an `optimize` that is not running
    return sampler


def random(space, seed, number):
    """Each constant drawn independently and uniformly.

    Reference:
        Bergstra & Bengio 2012, https://www.jmlr.org/papers/v13/bergstra12a.html.
    """
    return optuna.samplers.RandomSampler(seed=seed_of(seed, number))


def bayesian(space, seed, number):
    """Samples where good trials are dense and others are not; the first ten trials are random.

    Reference:
        Bergstra et al. 2011 (the tree-structured Parzen estimator),
        https://papers.nips.cc/paper/2011/hash/86e8f7ab32cfd12577bc2619bc635690-Abstract.html.
    """
    return optuna.samplers.TPESampler(seed=seed_of(seed, number))


SAMPLERS = {"grid": grid, "random": random, "bayesian": bayesian}


def seed_of(seed, number):
    """A seed for each trial of a search."""
    return int(np.random.SeedSequence([seed % 2**63, number]).generate_state(1)[0])


def grid_size(space):
    """Number of combinations of a grid."""
    return math.prod(len(domain.values) for domain in space.values())
