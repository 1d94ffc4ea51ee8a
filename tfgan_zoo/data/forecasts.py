"""Windows of series as a past, which is given, and what follows it."""

import dataclasses

import numpy as np

from tfgan_zoo.checks import COUNT, check_range
from tfgan_zoo.data.examples import Examples

PAST = "past"  # the condition's name


def forecasts(examples, num_past):
    """The same windows, of which the first steps are given and the rest is to be made.

    Args:
        examples: `Examples` of series.
        num_past: steps at the beginning of each window that become the condition "past", in [-1, 1] as the samples.

    Returns:
        `Examples` of the remaining steps.

    Raises:
        ValueError: for examples of another kind, or where nothing remains.

    Example:
        >>> batches = forecasts(data.load("sines"), 16).batches(8)
        >>> {name: tuple(part.shape) for name, part in batches.element_spec.items()}
        {'sample': (8, 8, 5), 'past': (8, 16, 5)}
    """
    if not isinstance(examples, Examples) or examples.modality.name != "series":
        kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
        raise ValueError(f"received {kind}; expected Examples of series: data.series(...) or load('sines').")
    check_range("forecasts", COUNT, num_past=num_past)
    if num_past >= examples.shape[0]:
        raise ValueError(
            f"num_past={num_past} of windows of {examples.shape[0]} steps leaves nothing to make; expected at most "
            f"{examples.shape[0] - 1}: use longer windows."
        )
    past = np.asarray(examples.modality.to_model(examples.samples[:, :num_past]))
    following = dataclasses.replace(examples, samples=examples.samples[:, num_past:])
    return following.with_conditions(**{PAST: past})
