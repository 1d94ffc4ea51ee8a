"""The plan of a search: search space, sampler, pruner, seeds and metric."""

import dataclasses
from collections.abc import Callable

TRIALS = 20  # default; for a grid all
HELD_OUT = 0.2  # fraction of the training data
MAY_CHANGE = ("data_dir", "skip_bad")  # data may have moved, or been damaged


@dataclasses.dataclass(frozen=True)
class Plan:
    """The plan of a search.

    Args:
        space: dict from a flag to its `space.Range` or `space.Choices`.
        trials: total number of trials; None tries a whole grid.
        sampler: one of `samplers`.
        pruner: one of `pruners`.
        seeds: seeds of the runs; each trial's result is the mean over all of them.
        metric: name of the metric to optimize; None uses the recipe's first that says what is better.
        evaluated_on: the split to evaluate on; "held-out" holds out a part of the training data.
        held_out: fraction of that part; None if `evaluated_on` is a split of the dataset.
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
        """The settings that must not change when a search is resumed, as text by flag."""
        facts = {"recipe": source.name, "--sampler": self.sampler.__name__, "--pruner": self.pruner.__name__}
        facts |= {f"--search {name}": str(domain) for name, domain in sorted(self.space.items())}
        facts |= {"--seeds": " ".join(map(str, self.seeds)), "--metric": str(self.metric)}
        facts |= {"--evaluated-on": self.evaluated_on, "--held-out": str(self.held_out)}
        kept = {name: value for name, value in flags.items() if name not in (*MAY_CHANGE, *self.space)}
        return facts | {f"--{name.replace('_', '-')}": str(value) for name, value in kept.items()}


def check_same(new, old, folder):
    """Refuse to resume a search with other settings, and name the differences.

    Raises:
        ValueError: if any setting differs.
    """
    names = [name for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name)]
    if names:
        changes = [f"{name} was {old.get(name, 'not given')}, is now {new.get(name, 'not given')}" for name in names]
        raise ValueError(
            f"{folder} has another search: {'; '.join(changes)}. To resume it, repeat its flags (--trials may "
            "grow); to start another one, use another --out."
        )
