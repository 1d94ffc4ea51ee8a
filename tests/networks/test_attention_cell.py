"""A cell that looks back, against the same in NumPy."""

import keras
import numpy as np
import pytest

from tfgan_zoo import networks

LENGTH, UNITS = 6, 4


def cell(**options):
    return networks.AttentionCell(keras.layers.GRUCell(UNITS), LENGTH, **{"stddev": 1.0, **options})


def series(count=5):
    return np.random.default_rng(0).normal(size=(count, LENGTH, 3)).astype("float32")


def attended(hidden, score_kernel, kernel, bias):
    """The cell's outputs from those of the cell within, (batch, length, units)."""
    outputs = []
    for step in range(LENGTH):
        so_far, now = hidden[:, : step + 1], hidden[:, step]
        scores = np.exp(np.einsum("bu,uv,btv->bt", now, score_kernel, so_far))
        context = np.einsum("bt,btu->bu", scores / scores.sum(axis=1, keepdims=True), so_far)
        outputs.append(np.tanh(np.concatenate([context, now], axis=1) @ kernel + bias))
    return np.stack(outputs, axis=1)


def test_an_output_is_joined_with_the_weighted_mean_of_those_so_far():
    attentive = cell()
    found = keras.layers.RNN(attentive, return_sequences=True)(series())
    hidden = np.asarray(keras.layers.RNN(attentive.cell, return_sequences=True)(series()))
    weights = (np.asarray(weight) for weight in (attentive.score_kernel, attentive.kernel, attentive.bias))
    np.testing.assert_allclose(found, attended(hidden, *weights), atol=1e-5)


def test_a_cell_of_its_configuration_is_the_same():
    again = networks.AttentionCell.from_config(cell(stddev=0.5).get_config())
    assert (again.length, again.stddev, type(again.cell)) == (LENGTH, 0.5, keras.layers.GRUCell)


def test_in_half_precision_no_later_step_is_seen():
    attentive = networks.AttentionCell(
        keras.layers.GRUCell(UNITS, dtype="mixed_float16"), LENGTH, dtype="mixed_float16"
    )
    changed = series()
    changed[:, 3:] += 1.0
    recurrence = keras.layers.RNN(attentive, return_sequences=True, dtype="mixed_float16")
    one, other = np.asarray(recurrence(series())), np.asarray(recurrence(changed))
    assert np.isfinite(one).all()
    np.testing.assert_array_equal(one[:, :3], other[:, :3])
    assert (one[:, 3:] != other[:, 3:]).any()


@pytest.mark.parametrize("options", [{"length": 0}, {"stddev": -1.0}])
def test_numbers_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match=f"AttentionCell takes {next(iter(options))}"):
        networks.AttentionCell(keras.layers.GRUCell(UNITS), **{"length": LENGTH, **options})
