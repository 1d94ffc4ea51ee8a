"""A fingerprint of data, by which other data under the same name are known."""

import zlib

import numpy as np

from tfgan_zoo.data.degraded import Degraded
from tfgan_zoo.data.domains import Domains
from tfgan_zoo.data.pair import Unpaired
from tfgan_zoo.data.paired import Paired
from tfgan_zoo.data.partly_labeled import PartlyLabeled
from tfgan_zoo.data.rows_by_category import RowsByCategory

WHOLE = 64 * 2**20  # bytes; of a larger set some rows stand for all
ROWS = 1000  # that do


def fingerprint(examples):
    """What a data set is, in a few numbers: a part of each set of examples that belongs to it.

    Args:
        examples: `Examples`, `Unpaired`, `Paired`, `Degraded`, `Domains`, `RowsByCategory` or `PartlyLabeled`.

    Returns:
        list of dicts: split, num_examples, shape, modality (its name), labels (how many examples each class has; None
        without labels), and checksum: of all samples, labels and conditions, or of every so manieth sample where they
        are many.

    Example:
        >>> fingerprint(data.from_arrays(np.zeros((4, 8, 8, 1), "uint8"), [0, 1, 1, 1]))[0]["labels"]
        [1, 3]
    """
    return [fingerprint_of_part(part) for part in parts_of(examples)]


def parts_of(examples):
    """The sets of examples that belong to a data set."""
    if isinstance(examples, Unpaired):
        return examples.first, examples.second
    if isinstance(examples, Paired):
        return examples.target, examples.source
    if isinstance(examples, (Degraded, Domains, RowsByCategory)):
        return (examples.target,)
    if isinstance(examples, PartlyLabeled):
        return examples.everything, examples.labeled
    return (examples,)


def fingerprint_of_part(examples):
    """The fingerprint of one set of examples."""
    samples, labels = examples.arrays()
    known = [*([] if labels is None else [labels]), *(values for _, values in sorted(examples.conditions.items()))]
    return {
        "split": examples.split,
        "num_examples": examples.num_examples,
        "shape": list(examples.shape),
        "modality": examples.modality.name,
        "labels": None if labels is None else np.bincount(labels, minlength=examples.num_classes).tolist(),
        "checksum": f"{checksum(samples, known):08x}",
    }


def checksum(samples, known):
    """CRC-32 of samples, and of arrays of what is known of them."""
    count = len(samples)
    rows = np.arange(count) if samples.nbytes <= WHOLE else np.linspace(0, count - 1, min(count, ROWS)).astype(int)
    found = 0
    for values in known:
        found = zlib.crc32(np.ascontiguousarray(values), found)
    for start in range(0, len(rows), ROWS):
        found = zlib.crc32(np.ascontiguousarray(samples[rows[start : start + ROWS]]), found)
    return found
