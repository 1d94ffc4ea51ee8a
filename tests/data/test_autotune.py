"""Pipelines without TensorFlow's tuner, for which the end of `fit` may wait."""

import numpy as np
import pytest

from tfgan_zoo import data

EXAMPLES = data.from_arrays(np.zeros((12, 8, 8, 1), "uint8"), labels=np.arange(12) % 3)


@pytest.mark.parametrize(
    "examples",
    [EXAMPLES, data.unpaired(EXAMPLES, EXAMPLES), data.partly_labeled(EXAMPLES, 3)],
    ids=["one set", "a pair", "few labels"],
)
def test_batches_of_every_kind_are_not_autotuned_and_stay_in_order(examples):
    options = examples.batches(4, labels=True).options()
    assert options.autotune.enabled is False
    assert options.deterministic is True
