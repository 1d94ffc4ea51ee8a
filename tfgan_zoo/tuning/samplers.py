"""Which settings the next trial tries: functions (space, seed, number of the trial) -> an Optuna sampler.

A sampler is made anew for each trial from the search's seed and the trial's number, so that a search that was stopped
goes on with the trials it would have had.
"""

import numpy as np
import optuna


class Grid(optuna.samplers.GridSampler):
    """Optuna's grid, where the search itself counts the trials."""

    def after_trial(self, study, trial, state, values):
        """Nothing: Optuna's own would stop an `optimize` that does not run."""


def grid(space, seed, number):
    """Every combination of the values once, in an order that the seed settles."""
    return Grid({name: domain.values for name, domain in space.items()}, seed=seed)


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


def seed_of(seed, number):
    """A seed for each trial of a search."""
    return int(np.random.SeedSequence([seed % 2**63, number]).generate_state(1)[0])


def grid_size(space):
    """How many combinations a grid has."""
    return int(np.prod([len(domain.values) for domain in space.values()], dtype=object))
