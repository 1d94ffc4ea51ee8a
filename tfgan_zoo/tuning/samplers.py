"""Which settings the next trial tries: functions (space, seed, number of the trial) -> an Optuna sampler.

A sampler is made anew for each trial from the search's seed and the trial's number, so that a search that was stopped
continues with the trials it would have had.
"""

import math

from tfgan_zoo.lazy import LazyModule

np, optuna = LazyModule("numpy"), LazyModule("optuna")  # not everyone has Optuna, and no flag's help needs either


def grid(space, seed, number):
    """Every combination of the values once, in an order that the seed settles."""
    sampler = optuna.samplers.GridSampler({name: domain.values for name, domain in space.items()}, seed=seed)
    sampler.after_trial = lambda *arguments: None  # Optuna's own would stop an `optimize` that does not run
    return sampler


def random(space, seed, number):
    """Each constant drawn on its own, evenly.

    Reference:
        Bergstra & Bengio 2012, https://www.jmlr.org/papers/v13/bergstra12a.html.
    """
    return optuna.samplers.RandomSampler(seed=seed_of(seed, number))


def bayesian(space, seed, number):
    """Where the good trials so far are dense and the others are not; the first ten are random.

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
    """How many combinations a grid has."""
    return math.prod(len(domain.values) for domain in space.values())
