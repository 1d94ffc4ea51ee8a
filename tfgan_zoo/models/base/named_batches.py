"""Batches that are dicts, with the names that TensorFlow Datasets gives to a sample and its label."""

from tfgan_zoo.conditions import SAMPLE
from tfgan_zoo.models.base.labels import LABELS

KNOWN_AS = {SAMPLE: ("image", "images", "audio"), LABELS: ("label",)}


def named_batch(batch, conditions):
    """A batch by the names of this package.

    A dict with a "sample" is taken as it is. In one without, an "image" or the like is the sample and a "label" its
    labels; of the other entries, such as "id" or "file_name", the conditions alone stay.

    Args:
        batch: dict of tensors by name.
        conditions: names of the conditions that the game takes.

    Returns:
        dict of tensors by name; the batch itself where no entry is known to be the sample.

    Raises:
        ValueError: if more than one entry can be the sample, or the labels.

    Example:
        >>> named_batch({"image": 1, "label": 2, "id": 3}, ("labels",))
        {'sample': 1, 'labels': 2}
    """
    if SAMPLE in batch:
        return dict(batch)
    entries = {name: entry_of(name, batch, conditions) for name in (SAMPLE, LABELS)}
    if entries[SAMPLE] is None:
        return dict(batch)
    named = {name: batch[entry] for name, entry in entries.items() if entry is not None}
    return {**named, **{name: batch[name] for name in conditions if name in batch}}


def entry_of(name, batch, conditions):
    """The entry of a batch that has a name, or is known as what has it; None where there is none."""
    known = [other for other in KNOWN_AS[name] if other not in conditions]
    found = [entry for entry in (name, *known) if entry in batch]
    if len(found) > 1:
        raise ValueError(
            f"a batch has {' and '.join(found)}, each of which can be the {name}: give a dict of {SAMPLE!r} and the "
            "conditions by name."
        )
    return found[0] if found else None
