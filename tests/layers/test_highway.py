import numpy as np
import pytest

from tfgan_zoo import layers

INPUTS = np.random.default_rng(0).normal(size=(4, 3)).astype("float32")


def test_closed_gates_let_everything_pass_unchanged():
    np.testing.assert_allclose(layers.Highway(gate_bias=-50.0)(INPUTS), INPUTS, atol=1e-6)


def test_open_gates_leave_a_dense_layer():
    layer = layers.Highway(gate_bias=50.0)
    np.testing.assert_allclose(layer(INPUTS), layer.transformation(INPUTS), atol=1e-6)


def test_between_them_it_is_the_papers_equation():
    layer = layers.Highway()
    outputs = layer(INPUTS)
    (weights, bias), (gate_weights, gate_bias) = layer.transformation.get_weights(), layer.gate.get_weights()
    gate = 1 / (1 + np.exp(-(INPUTS @ gate_weights + gate_bias)))
    np.testing.assert_allclose(
        outputs, gate * np.maximum(0, INPUTS @ weights + bias) + (1 - gate) * INPUTS, rtol=1e-5, atol=1e-6
    )


def test_inputs_that_are_no_vectors_are_refused():
    with pytest.raises(ValueError, match="flatten them first"):
        layers.Highway()(INPUTS[:, None])
