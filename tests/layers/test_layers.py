"""What every layer must support: saving, mixed precision, unknown batch sizes, XLA, gradients, errors."""

import inspect

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import layers


def normal(*shape):
    return np.random.default_rng(0).normal(size=shape).astype("float32")


MAPS, FEATURES, LABELS = normal(4, 6, 6, 4), normal(4, 10), np.array([2, 0, 1, 2])
COLORS, SOUNDS = normal(4, 5, 5, 3), normal(4, 12, 3)
WIDE_MAPS = normal(4, 4, 4, 8)

# A layer with its options, and a batch of four for it.
CASES = [
    (layers.BatchNormalization, {}, (MAPS,)),
    (layers.ColorScaling, {"means": (0.1, 0.2, 0.3), "deviations": (0.5, 1.0, 2.0)}, (COLORS,)),
    (layers.ConditionalBatchNormalization, {"num_classes": 3}, (MAPS, LABELS)),
    (layers.ConditionalInstanceNormalization, {"num_classes": 3}, (MAPS, LABELS)),
    (layers.VectorBatchNormalization, {}, (MAPS, FEATURES)),
    (layers.ClipInInference, {}, (MAPS / 8,)),
    (layers.EqualizedConv2D, {"filters": 3, "kernel_size": 3, "strides": 2, "gain": 1.0}, (MAPS,)),
    (layers.EqualizedConv2DTranspose, {"filters": 3, "kernel_size": 4, "strides": 2}, (MAPS,)),
    (layers.EqualizedDense, {"units": 3, "activation": "relu"}, (FEATURES,)),
    (layers.EqualizedDense, {"units": 3, "rate": 0.1}, (FEATURES,)),
    (layers.Blur2D, {"padding": 1, "strides": 2}, (MAPS,)),
    (layers.FilteredUpSampling2D, {}, (MAPS,)),
    (layers.FadeIn, {"initial_share": 0.25}, (MAPS, MAPS[::-1])),
    (layers.Dropout, {"rate": 0.0}, (FEATURES,)),
    (layers.GaussianNoise, {"stddev": 0.0}, (FEATURES,)),
    (layers.Highway, {}, (FEATURES,)),
    (layers.LearnedConstant, {"shape": (3, 3, 2)}, (FEATURES,)),
    (layers.ModulatedConv2D, {"filters": 3}, (MAPS, FEATURES)),
    (layers.ModulatedConv2D, {"filters": 3, "upsample": True}, (MAPS, FEATURES)),
    (layers.NoiseInjection, {}, (MAPS, normal(4, 6, 6, 1))),
    (layers.StyleTruncation, {"num_layers": 3}, (FEATURES,)),
    (layers.MonteCarloDropout, {"rate": 0.0}, (FEATURES,)),
    (layers.Maxout, {"num_pieces": 2}, (MAPS,)),
    (layers.MinibatchDiscrimination, {"num_kernels": 3, "kernel_size": 2}, (FEATURES,)),
    (layers.MinibatchStandardDeviation, {"group_size": 2}, (MAPS,)),
    (layers.MinibatchStandardDeviation, {"group_size": None}, (MAPS,)),
    (layers.PhaseShuffle, {"max_shift": 0}, (SOUNDS,)),
    (layers.PixelNormalization, {}, (MAPS,)),
    (layers.PixelShuffle, {"factor": 2}, (MAPS,)),
    (layers.ReferenceBatch, {"size": 3}, (MAPS,)),
    (layers.ReferenceRemoval, {"size": 3}, (MAPS,)),
    (layers.RowActivation, {"blocks": [("place", 1), ("one_hot", 4)]}, (normal(4, 5), normal(4, 5))),
    (layers.SelfAttention, {}, (WIDE_MAPS,)),
    (layers.SPADE, {"hidden": 5}, (MAPS, normal(4, 12, 12, 3))),
    (layers.SpectralConv2D, {"filters": 3, "kernel_size": 3, "padding": "same"}, (MAPS,)),
    (layers.SpectralConv2DTranspose, {"filters": 3, "kernel_size": 4, "strides": 2}, (MAPS,)),
    (layers.SpectralDense, {"units": 3, "activation": "relu"}, (FEATURES,)),
    (layers.SpectralEmbedding, {"input_dim": 5, "output_dim": 3}, (LABELS,)),
    (layers.Spread, {}, (FEATURES, MAPS)),
    (layers.Spread, {}, (FEATURES, MAPS[:, 0])),
    (layers.VirtualBatchNormalization, {"reference_size": 2}, (MAPS,)),
]
NAMES = [f"{kind.__name__}-{number}" for number, (kind, _, _) in enumerate(CASES)]
ONLY_SHAPES = {layers.LearnedConstant: {0}, layers.Spread: {1}}  # which inputs give a layer nothing but a shape


def network_of(layer, inputs, batch_size=None):
    entries = [keras.Input(array.shape[1:], batch_size, dtype=array.dtype.name) for array in inputs]
    return keras.Model(entries, layer(*entries))


def perturbed(network):
    """The network with noise added to every trainable weight, so that none is zero."""
    for variable in network.trainable_variables:
        variable.assign(variable + 0.1 * normal(*variable.shape))
    return network


@pytest.fixture(scope="module", params=CASES, ids=NAMES)
def case(request):
    """A layer's class, its options, a batch, and a network of the layer that its tests share and none trains."""
    kind, options, inputs = request.param
    return kind, options, inputs, perturbed(network_of(kind(**options), inputs))


def test_every_layer_has_a_case():
    assert {kind for kind, _, _ in CASES} == {kind for kind in vars(layers).values() if isinstance(kind, type)}


def test_the_output_has_the_computed_output_shape(case):
    kind, options, inputs, network = case
    outputs = network(list(inputs))
    computed = network_of(kind(**options), inputs, batch_size=4).output_shape
    assert computed == outputs.shape
    assert network.output_shape == (None, *outputs.shape[1:])
    assert outputs.dtype == "float32"
    assert np.isfinite(outputs).all()


def test_a_loaded_layer_computes_the_same(case, tmp_path):
    *_, inputs, network = case
    network.save(tmp_path / "network.keras")
    loaded = keras.saving.load_model(tmp_path / "network.keras")
    np.testing.assert_array_equal(loaded(list(inputs)), network(list(inputs)))
    assert [variable.name for variable in loaded.variables] == [variable.name for variable in network.variables]
    for mine, other in zip(network.get_weights(), loaded.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, other)


@pytest.mark.parametrize("policy, tolerance", [("mixed_float16", 0.02), ("mixed_bfloat16", 0.15)])
def test_half_precision_is_close_to_single(case, policy, tolerance):
    kind, options, inputs, whole = case
    half = network_of(kind(**options, dtype=policy), inputs)
    half.set_weights(whole.get_weights())
    outputs = half(list(inputs))
    assert outputs.dtype == policy.removeprefix("mixed_")
    assert {variable.dtype for variable in half.trainable_variables} <= {"float32"}
    np.testing.assert_allclose(tf.cast(outputs, "float32"), whole(list(inputs)), atol=tolerance, rtol=tolerance)


def takes_training(kind):
    """Whether a layer is told if it trains; the others, none of which has layers that are, compute one graph."""
    return "training" in inspect.signature(kind.call).parameters


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind, options, inputs, training",
    [
        pytest.param(*case, training, id=f"{name}-{training}")
        for case, name in zip(CASES, NAMES, strict=True)
        for training in ((False, True) if takes_training(case[0]) else (False,))
    ],
)
def test_the_layer_and_its_gradients_are_the_same_under_xla(kind, options, inputs, training):
    network = perturbed(network_of(kind(**options), inputs))

    def outputs_and_gradients(*inputs):
        watched = [
            tensor
            for number, tensor in enumerate(inputs)
            if tensor.dtype.is_floating and number not in ONLY_SHAPES.get(kind, set())
        ]
        watched += [variable.value for variable in network.trainable_variables]
        with tf.GradientTape(watch_accessed_variables=False) as tape:
            tape.watch(watched)
            outputs = network(list(inputs), training=training)
            waves = tf.cos(tf.range(tf.size(outputs), dtype="float32"))
            total = tf.reduce_sum(outputs * tf.reshape(waves, outputs.shape))
        return outputs, tape.gradient(total, watched)

    tensors = [tf.constant(array) for array in inputs]
    outputs, gradients = outputs_and_gradients(*tensors)
    compiled, compiled_gradients = tf.function(outputs_and_gradients, jit_compile=True)(*tensors)
    np.testing.assert_allclose(compiled, outputs, atol=1e-5, rtol=1e-4)
    for gradient, other in zip(gradients, compiled_gradients, strict=True):
        assert np.abs(gradient).max() > 1e-4
        np.testing.assert_allclose(other, gradient, atol=1e-4, rtol=1e-3)


@pytest.mark.parametrize(
    "layer, inputs",
    [
        (layers.ColorScaling((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)), (COLORS,)),
        (layers.ConditionalBatchNormalization(3), (MAPS, LABELS)),
        (layers.ConditionalInstanceNormalization(3), (MAPS, LABELS)),
        (layers.ClipInInference(), (MAPS,)),
        (layers.EqualizedDense(2), (FEATURES,)),
        (layers.Blur2D(), (MAPS,)),
        (layers.FilteredUpSampling2D(), (MAPS,)),
        (layers.ModulatedConv2D(2), (MAPS, FEATURES)),
        (layers.NoiseInjection(), (MAPS, MAPS)),
        (layers.StyleTruncation(2), (FEATURES,)),
        (layers.FadeIn(), (MAPS, MAPS)),
        (layers.Highway(), (FEATURES,)),
        (layers.MonteCarloDropout(0.5), (FEATURES,)),
        (layers.Maxout(2), (MAPS,)),
        (layers.MinibatchDiscrimination(3, 2), (FEATURES,)),
        (layers.MinibatchStandardDeviation(2), (MAPS,)),
        (layers.PhaseShuffle(2), (SOUNDS,)),
        (layers.PixelNormalization(), (MAPS,)),
        (layers.SpectralConv2D(2, 3), (MAPS,)),
        (layers.SpectralConv2DTranspose(2, 3), (MAPS,)),
        (layers.VectorBatchNormalization(), (MAPS, FEATURES)),
        (layers.VirtualBatchNormalization(2), (MAPS,)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_integers_in_place_of_samples_are_refused(layer, inputs):
    with pytest.raises(ValueError, match="floating point inputs, not int32"):
        layer(inputs[0].astype("int32"), *inputs[1:])


@pytest.mark.parametrize(
    "make",
    [
        lambda: layers.ConditionalBatchNormalization(0),
        lambda: layers.Blur2D(strides=0),
        lambda: layers.LearnedConstant((2, 0)),
        lambda: layers.ModulatedConv2D(0),
        lambda: layers.StyleTruncation(0),
        lambda: layers.Maxout(0),
        lambda: layers.MinibatchDiscrimination(0, 2),
        lambda: layers.MinibatchDiscrimination(2, 1.5),
        lambda: layers.MinibatchStandardDeviation(0),
        lambda: layers.PixelShuffle(-1),
        lambda: layers.ReferenceBatch(0),
        lambda: layers.ReferenceRemoval(0),
        lambda: layers.VirtualBatchNormalization(True),
    ],
)
def test_a_count_below_one_is_refused(make):
    with pytest.raises(ValueError, match="integer of at least 1"):
        make()
