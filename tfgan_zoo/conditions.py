"""Samples and what belongs to them: labels, codes, a source picture.

A game hands samples round as a tensor or, where conditions belong to them, as a dict of named tensors of which
"sample" is the sample. Whatever changes a sample leaves its conditions with it.
"""

SAMPLE = "sample"


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
    """A sample together with its conditions.

    Example:
        >>> with_conditions(1, {"labels": 2}), with_conditions(1, {})
        ({'sample': 1, 'labels': 2}, 1)
    """
    return {SAMPLE: sample, **conditions} if conditions else sample


def with_sample(samples, sample):
    """The samples with another sample in place of their own.

    Example:
        >>> with_sample({"sample": 1, "labels": 2}, 3)
        {'sample': 3, 'labels': 2}
    """
    return with_conditions(sample, conditions_of(samples))


def score_at(game, samples):
    """A game's score as a function of the sample alone; the conditions are those of `samples`."""
    return lambda sample: game.score(with_sample(samples, sample))
