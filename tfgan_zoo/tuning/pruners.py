"""Which trials are given up early: functions of the number of epochs -> an Optuna pruner.

A GAN's result says little at first, so no trial is given up in the first part of its training.
"""

from tfgan_zoo.lazy import LazyModule

optuna = LazyModule("optuna")  # not everyone has it, and no flag's help needs it
STARTUP_TRIALS = 4  # that no median stops


def median(epochs):
    """Gives up a trial whose best result so far is worse than the median of the others' results at its epoch."""
    return optuna.pruners.MedianPruner(n_startup_trials=STARTUP_TRIALS, n_warmup_steps=epochs // 4)


def halving(epochs):
    """Lets the better half of the trials go on at an eighth, a quarter and half of the training.

    Reference:
        Li et al. 2018, https://arxiv.org/abs/1810.05934 (asynchronous successive halving).
    """
    return optuna.pruners.SuccessiveHalvingPruner(min_resource=max(1, epochs // 8), reduction_factor=2)


def none(epochs):
    """Gives up no trial."""
    return optuna.pruners.NopPruner()


PRUNERS = {"median": median, "halving": halving, "none": none}
