"""Samples and their conditions: labels, codes, a source image.

A game passes samples around as a tensor or, where they have conditions, as a dict of named tensors whose entry "sample"
is the sample. Code that changes a sample keeps its conditions.
"""

SAMPLE = "sample"
LABELS = "labels"
# What a given picture is; one with a hole has a last channel that is 1 in it, a label map a channel for each class.
SOURCE_KINDS = PICTURE, HOLE, LABEL_MAP = "picture", "hole", "label map"


def sample_of(samples):
    """The sample itself.

    Example:
        >>> sample_of({"sample": 1, "labels": 2})
        1
    """
    return samples[SAMPLE] if isinstance(samples, dict) else samples


def conditions_of(samples):
    """The conditions by name; an empty dict where there are none.

    Example:
        >>> conditions_of({"sample": 1, "labels": 2})
        {'labels': 2}
    """
    return {name: value for name, value in samples.items() if name != SAMPLE} if isinstance(samples, dict) else {}


def with_conditions(sample, conditions):
    """A sample combined with its conditions.

    Example:
        >>> with_conditions(1, {"labels": 2}), with_conditions(1, {})
        ({'sample': 1, 'labels': 2}, 1)
    """
    return {SAMPLE: sample, **conditions} if conditions else sample


def with_sample(samples, sample):
    """The samples with their sample replaced.

    Example:
        >>> with_sample({"sample": 1, "labels": 2}, 3)
        {'sample': 3, 'labels': 2}
    """
    return with_conditions(sample, conditions_of(samples))


def score_at(game, samples):
    """A game's score as a function of the sample alone; the conditions are those of `samples`."""
    return lambda sample: game.score(with_sample(samples, sample))
