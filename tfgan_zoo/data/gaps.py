"""Tables with gaps: what is known of each row, and what is not."""

import zlib

import numpy as np

from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities.table import MASK, SOURCE

KNOWN = "known"  # 1 where the true value of a row is known, also where it is hidden


def with_gaps(examples, share=0.2, seed=0):
    """Rows of a table with what a game that fills gaps is given of each: all that is known but a hidden share.

    Each known value is hidden with the same probability, whatever it and the others are (missing completely at
    random), once and for all: a game never sees it.

    Args:
        examples: `Examples` of a table.
        share: of the values to hide, from 0 up to but not including 1. With 0 only what the table lacks is missing.
        seed: Integer; determines what is hidden.

    Returns:
        `Examples` with the conditions "source", the rows as a game takes them, 0 in their gaps; "mask", 1 where a value
        is given; and "known", 1 where the true one is known.

    Raises:
        ValueError: When the examples are no table, the share is out of range, or nothing is missing.

    Example:
        >>> batch = next(iter(with_gaps(data.load("breast_cancer")).batches(4)))
        >>> {name: tuple(values.shape) for name, values in batch.items()}
        {'sample': (4, 30), 'source': (4, 30), 'mask': (4, 30), 'known': (4, 30)}

    Reference:
        Yoon et al. 2018, https://arxiv.org/abs/1806.02920, sections 2 and 5.
    """
    if not isinstance(examples, Examples) or examples.modality.name != "table":
        kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
        raise ValueError(f"received {kind}; expected Examples of a table: load('rows.csv') or table(...).")
    if not 0 <= share < 1:
        raise ValueError(f"share={share!r}; expected what part of the values to hide, at least 0 and below 1.")
    known = ~np.isnan(examples.samples)
    stream = np.random.default_rng([seed, zlib.crc32(examples.split.encode())])
    mask = known & (stream.random(known.shape) >= share)
    if mask.all():
        raise ValueError(f"{examples.name} ({examples.split}) has no gap to fill: hide some, with a share above 0.")
    source = np.where(mask, np.asarray(examples.modality.to_model(examples.samples)), 0)
    parts = {SOURCE: source, MASK: mask, KNOWN: known}
    return examples.with_conditions(**{name: values.astype(np.float32) for name, values in parts.items()})
