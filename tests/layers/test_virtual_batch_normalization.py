import keras
import numpy as np
import pytest

from tfgan_zoo import layers

REFERENCE = np.random.default_rng(1).normal(2.0, 3.0, size=(5, 3, 3, 2)).astype("float32")
SAMPLES = np.random.default_rng(2).normal(size=(4, 3, 3, 2)).astype("float32")


def normalized(reference, samples):
    layer = layers.VirtualBatchNormalization(len(reference), epsilon=0.0)
    return np.asarray(layer(np.concatenate([reference, samples])))


def test_the_reference_is_normalized_with_its_own_statistics():
    outputs = normalized(REFERENCE, SAMPLES)[:5]
    np.testing.assert_allclose(outputs, (REFERENCE - REFERENCE.mean((0, 1, 2))) / REFERENCE.std((0, 1, 2)), atol=1e-5)


def test_each_sample_is_normalized_together_with_the_reference():
    outputs = normalized(REFERENCE, SAMPLES)[5:]
    for sample, output in zip(SAMPLES, outputs, strict=True):
        joint = np.concatenate([REFERENCE, sample[None]])
        np.testing.assert_allclose(output, (sample - joint.mean((0, 1, 2))) / joint.std((0, 1, 2)), atol=1e-5)


def test_vectors_by_hand():
    # 0, 2 and the sample 4 have mean 2 and variance 8/3; 0, 2 and -2 have mean 0.
    outputs = normalized(np.array([[0.0], [2.0]], "float32"), np.array([[4.0], [-2.0]], "float32"))
    np.testing.assert_allclose(outputs[:, 0], [-1, 1, 2 / np.sqrt(8 / 3), -2 / np.sqrt(8 / 3)], atol=1e-6)


def test_a_large_mean_does_not_affect_the_variance():
    outputs = normalized(REFERENCE, SAMPLES)
    np.testing.assert_allclose(normalized(REFERENCE + 1000, SAMPLES + 1000), outputs, atol=1e-3)


def test_gamma_and_beta_are_per_channel():
    layer = layers.VirtualBatchNormalization(5)
    inputs = np.concatenate([REFERENCE, SAMPLES])
    plain = np.asarray(layer(inputs))
    layer.gamma.assign([2.0, -1.0])
    layer.beta.assign([0.5, 3.0])
    np.testing.assert_allclose(layer(inputs), plain * [2, -1] + [0.5, 3], atol=1e-5)


def generator():
    latents = keras.Input((6,))
    hidden = layers.ReferenceBatch(8)(latents)
    for _ in range(2):
        hidden = keras.layers.Dense(5, use_bias=False)(hidden)
        hidden = keras.layers.ReLU()(layers.VirtualBatchNormalization(8)(hidden))
    return keras.Model(latents, keras.layers.Dense(2)(layers.ReferenceRemoval(8)(hidden)))


def test_each_output_of_a_network_depends_only_on_its_own_input(tmp_path):
    network = generator()
    latents = np.random.default_rng(0).normal(size=(7, 6)).astype("float32")
    together = network(latents)
    assert network.output_shape == (None, 2)
    assert together.shape == (7, 2)
    for index in range(7):
        np.testing.assert_allclose(network(latents[index : index + 1])[0], together[index], atol=1e-5)
    np.testing.assert_allclose(network(latents, training=True), together)
    network.save(tmp_path / "generator.keras")
    np.testing.assert_array_equal(keras.saving.load_model(tmp_path / "generator.keras")(latents), together)


def test_a_batch_without_a_reference_is_refused():
    with pytest.raises(ValueError, match="ReferenceBatch\\(5\\)"):
        layers.VirtualBatchNormalization(5)(SAMPLES)


def test_a_single_axis_is_refused():
    with pytest.raises(ValueError, match="channels"):
        layers.VirtualBatchNormalization(2)(np.ones(4, "float32"))
