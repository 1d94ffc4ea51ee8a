"""How a search goes: what is tried, in which order, on which seeds, judged by what."""

import dataclasses
from collections.abc import Callable

TRIALS = 20  # where no number is given; of a grid all
HELD_OUT = 0.2  # share of the training data
MAY_CHANGE = ("data_dir", "skip_bad")  # data may have moved, or been damaged


@dataclasses.dataclass(frozen=True)
class Plan:
    """How a search goes.

    Args:
        space: dict from a flag to its `space.Range` or `space.Choices`.
        trials: how many in all; None tries a whole grid.
        sampler: one of `samplers`.
        pruner: one of `pruners`.
        seeds: of the runs; each trial is the mean over all of them.
        metric: name of the metric that judges; None takes the recipe's first.
        evaluated_on: the split that judges; "held-out" keeps a part of the training data from training.
        held_out: that part, as a share; None where `evaluated_on` is a split of the data set's own.
    """

    space: dict
    trials: int | None
    sampler: Callable
    pruner: Callable
    seeds: tuple = (0,)
    metric: str | None = None
    evaluated_on: str = "held-out"
    held_out: float | None = HELD_OUT

    def facts(self, source, flags):
        """What must stay the same for a search to be resumed, as text by the flag that sets it."""
        facts = {"recipe": source.name, "--sampler": self.sampler.__name__, "--pruner": self.pruner.__name__}
        facts |= {f"--search {name}": str(domain) for name, domain in sorted(self.space.items())}
        facts |= {"--seeds": " ".join(map(str, self.seeds)), "--metric": str(self.metric)}
        facts |= {"--evaluated-on": self.evaluated_on, "--held-out": str(self.held_out)}
        kept = {name: value for name, value in flags.items() if name not in (*MAY_CHANGE, *self.space)}
        return facts | {f"--{name.replace('_', '-')}": str(value) for name, value in kept.items()}


def check_same(new, old, folder):
    """Refuse to resume a search of other facts, and say which.

    Raises:
        ValueError: if any differs.
    """
    names = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    if names:
        said = [f"{name} was {old.get(name, 'not given')}, is now {new.get(name, 'not given')}" for name in names]
        raise ValueError(
            f"{folder} holds another search: {'; '.join(said)}. To resume it, repeat its flags (--trials may "
            "grow); to start another one, give another --out."
        )
