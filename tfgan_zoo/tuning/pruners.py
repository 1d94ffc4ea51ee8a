"""Pruning of trials: functions of the number of epochs -> an Optuna pruner.

The results of a GAN mean little at first, so no trial is pruned in the first part of its training.
"""

from tfgan_zoo.lazy import LazyModule

optuna = LazyModule("optuna")  # optional, and not needed for the help
STARTUP_TRIALS = 4  # trials that are never pruned by the median


def median(epochs):
    """Prunes a trial whose best result so far is worse than the median of the others' results at its epoch."""
    return optuna.pruners.MedianPruner(n_startup_trials=STARTUP_TRIALS, n_warmup_steps=epochs // 4)


def halving(epochs):
    """Continues the better half of the trials at an eighth, a quarter and half of the training.

    Reference:
        Li et al. 2018, https://arxiv.org/abs/1810.05934 (asynchronous successive halving).
    """
    return optuna.pruners.SuccessiveHalvingPruner(min_resource=max(1, epochs // 8), reduction_factor=2)


def none(epochs):
    """Prunes no trials."""
    return optuna.pruners.NopPruner()


PRUNERS = {"median": median, "halving": halving, "none": none}
