"""A held-out part of the training data, so that settings can be chosen without the test data."""

import dataclasses

import numpy as np

from tfgan_zoo.data.degraded import Degraded
from tfgan_zoo.data.domains import Domains
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.interactions import hold_out_items
from tfgan_zoo.data.on_demand import OnDemand
from tfgan_zoo.data.pair import Unpaired
from tfgan_zoo.data.paired import Paired
from tfgan_zoo.data.partly_labeled import PartlyLabeled
from tfgan_zoo.data.rows_by_category import RowsByCategory
from tfgan_zoo.data.storage import allocate

HELD_OUT = "held-out"  # name of the split
SEED = (4, 20)  # a separate random stream: `partly_labeled` uses that of small numbers
BLOCK = 1000  # examples copied at once from a file


def hold_out(examples, share=0.2):
    """Split examples in two, always the same way: a part to train on, and a held-out part with a share of each class.

    Args:
        examples: `Examples`, `Unpaired` (a share of each domain), `Paired` (whole pairs), `Degraded`, `Domains`,
            `RowsByCategory`, or `PartlyLabeled` (only unlabeled examples). Of rankings, a share of each user's items.
        share: fraction of the examples to hold out, between 0 and 1.

    Returns:
        the remaining part with the original split, and the held-out part with the split "held-out"; both of the type of
        `examples`.

    Raises:
        ValueError: for examples of another type, or a share that is invalid or leaves either part empty.

    Example:
        >>> left, held = hold_out(data.load("digits", "train"), 0.2)
        >>> left.num_examples, held.num_examples, held.split
        (1198, 299, 'held-out')
    """
    if not 0 < share < 1:
        raise ValueError(f"share={share}: the share to hold out must be between 0 and 1, such as 0.2.")
    if isinstance(examples, Unpaired):
        halves = zip(hold_out(examples.first, share), hold_out(examples.second, share), strict=True)
        return tuple(dataclasses.replace(examples, first=first, second=second) for first, second in halves)
    if isinstance(examples, Paired):
        rows = _held_rows(examples.target, share)
        halves = zip(_parted(examples.target, rows), _parted(examples.source, rows), strict=True)
        return tuple(dataclasses.replace(examples, target=target, source=source) for target, source in halves)
    if isinstance(examples, (Degraded, Domains, RowsByCategory)):
        return tuple(dataclasses.replace(examples, target=part) for part in hold_out(examples.target, share))
    if isinstance(examples, PartlyLabeled):
        known = {sample.tobytes() for sample in examples.labeled.samples}
        everything = examples.everything
        rows = [row for row in _held_rows(everything, share) if everything.samples[row].tobytes() not in known]
        return tuple(dataclasses.replace(examples, everything=part) for part in _parted(everything, rows))
    if isinstance(examples, Examples) and examples.modality.name == "ranking":
        return hold_out_items(examples, share, HELD_OUT)
    if isinstance(examples, Examples):
        return _parted(examples, _held_rows(examples, share))
    raise ValueError(f"cannot hold out a part of {type(examples).__name__}; expected Examples from data.load.")


def _held_rows(examples, share):
    """Rows to hold out: a share of every class, always the same."""
    shuffled = np.random.default_rng(SEED).permutation(examples.num_examples)
    if examples.labels is None:
        return shuffled[: round(share * len(shuffled))]
    labels = np.asarray(examples.labels)[shuffled]
    kinds = [shuffled[labels == kind] for kind in np.unique(labels)]
    return np.concatenate([rows[: round(share * len(rows))] for rows in kinds])


def _parted(examples, rows):
    """The examples without these rows, and these rows alone, each in order."""
    held = np.zeros(examples.num_examples, bool)
    held[rows] = True
    if not 0 < held.sum() < len(held):
        raise ValueError(
            f"{held.sum()} of the {len(held)} examples of {examples.name} ({examples.split}) would be held out, which "
            "leaves one part empty; use another share, or more examples."
        )
    return _taken(examples, np.flatnonzero(~held), examples.split), _taken(examples, np.flatnonzero(held), HELD_OUT)


def _taken(examples, rows, split):
    labels = None if examples.labels is None else _rows_of(examples.labels, rows)
    conditions = {name: values[rows] for name, values in examples.conditions.items()}
    samples = _rows_of(examples.samples, rows)
    return dataclasses.replace(examples, samples=samples, labels=labels, split=split, conditions=conditions)


def _rows_of(samples, rows):
    """Some rows; of samples in a file, in another file where they are many; of those on demand, on demand."""
    if isinstance(samples, OnDemand):
        return samples.view(rows)
    if not isinstance(samples, np.memmap):
        return samples[rows]
    taken = allocate(len(rows), samples.shape[1:], samples.dtype)
    for start in range(0, len(rows), BLOCK):
        taken[start : start + BLOCK] = samples[rows[start : start + BLOCK]]
    return taken
