"""The spectral norm against NumPy's singular values, and when its estimate is updated."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import layers, models, networks


def dense(units=6, **options):
    layer = layers.SpectralDense(units, **options)
    layer.build((None, 9))
    return layer


def convolution():
    layer = layers.SpectralConv2D(5, (3, 2))
    layer.build((None, 8, 8, 4))
    return layer


def transposed():
    layer = layers.SpectralConv2DTranspose(5, (3, 2))
    layer.build((None, 8, 8, 4))
    return layer


def embedding():
    layer = layers.SpectralEmbedding(7, 4)
    layer.build((None,))
    return layer


def largest_singular_value(weight, output_axis=-1):
    matrix = np.moveaxis(np.asarray(weight, "float64"), output_axis, 0)
    return np.linalg.svd(matrix.reshape(len(matrix), -1), compute_uv=False)[0]


EVERY = pytest.mark.parametrize(
    "make, output_axis",
    [(dense, -1), (convolution, -1), (transposed, -2), (embedding, -1)],
    ids=["dense", "convolution", "transposed", "embedding"],
)


@EVERY
def test_the_estimate_converges_to_the_largest_singular_value(make, output_axis):
    layer = make()
    layer.raw_weight.assign(np.random.default_rng(3).normal(size=layer.raw_weight.shape))
    layer.update_estimate(iterations=1000)
    value = largest_singular_value(layer.raw_weight, output_axis)
    assert float(layer.spectral_norm()) == pytest.approx(value, rel=1e-6)
    used = layer.effective_weight()
    assert largest_singular_value(used, output_axis) == pytest.approx(1, rel=1e-6)
    np.testing.assert_allclose(used, layer.raw_weight.numpy() / value, rtol=1e-5)


@EVERY
def test_the_initial_estimate_is_close(make, output_axis):
    layer = make()
    value = largest_singular_value(layer.raw_weight, output_axis)
    assert 0.9 * value < float(layer.spectral_norm()) <= value * (1 + 1e-6)


def test_a_power_iteration_matches_the_paper():
    layer = dense()
    weight, u = layer.raw_weight.numpy().T, layer.singular_vector.numpy()  # W: outputs by inputs
    layer.update_estimate()
    v = weight.T @ u / np.linalg.norm(weight.T @ u)
    u = weight @ v / np.linalg.norm(weight @ v)
    np.testing.assert_allclose(layer.singular_vector, u, atol=1e-6)
    assert float(layer.spectral_norm()) == pytest.approx(np.linalg.norm(weight.T @ u), rel=1e-6)


def test_outputs_match_the_keras_layer_with_the_normalized_weight():
    maps = np.random.default_rng(0).normal(size=(2, 8, 8, 4)).astype("float32")
    for layer, plain in (
        (convolution(), keras.layers.Conv2D(5, (3, 2))),
        (transposed(), keras.layers.Conv2DTranspose(5, (3, 2))),
    ):
        plain.build(maps.shape)
        plain.set_weights([layer.raw_weight.numpy() / float(layer.spectral_norm()), layer.bias.numpy()])
        np.testing.assert_allclose(layer(maps), plain(maps), atol=1e-5)


def test_the_gradient_passes_through_sigma_with_u_and_v_constant():
    layer = dense(use_bias=False)
    inputs = np.random.default_rng(1).normal(size=(3, 9)).astype("float32")
    errors = np.random.default_rng(2).normal(size=(3, 6)).astype("float32")  # the gradient that arrives
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(layer(inputs) * errors)
    gradient = tape.gradient(total, layer.raw_weight.value)
    kernel, u = layer.raw_weight.numpy().astype("float64"), layer.singular_vector.numpy().astype("float64")
    sigma = np.linalg.norm(kernel @ u)
    v = kernel @ u / sigma
    plain = inputs.T @ errors / sigma
    expected = plain - np.sum(plain * kernel) / sigma * np.outer(v, u)  # eq. 12
    np.testing.assert_allclose(gradient, expected, atol=1e-5)
    # The normalized weight does not depend on the norm of the raw weight, and neither does the output.
    assert np.sum(gradient.numpy() * kernel) == pytest.approx(0, abs=1e-4)


def test_a_zero_weight_outputs_zeros_and_does_not_break_the_estimate():
    layer = dense(kernel_initializer="zeros", use_bias=False)
    assert np.linalg.norm(layer.singular_vector) == pytest.approx(1, rel=1e-6)
    np.testing.assert_array_equal(layer(np.ones((2, 9), "float32")), np.zeros((2, 6)))
    layer.raw_weight.assign(np.random.default_rng(0).normal(size=(9, 6)))
    layer.update_estimate(300)
    assert float(layer.spectral_norm()) == pytest.approx(largest_singular_value(layer.raw_weight), rel=1e-6)


@pytest.mark.parametrize("length", [1e-9, 1e7])
def test_in_half_precision_the_weight_is_divided_in_float32(length):
    layer = dense(dtype="mixed_float16")
    inputs = np.random.default_rng(0).normal(size=(3, 9)).astype("float32")
    outputs = layer(inputs)
    layer.raw_weight.assign(length * layer.raw_weight)  # beyond what float16 can hold
    np.testing.assert_allclose(layer(inputs), outputs, atol=2e-3)


def test_calls_do_not_change_the_state():
    layer = dense()
    before = [variable.numpy() for variable in layer.variables]
    for training in (True, False, None):
        layer(np.ones((2, 9), "float32"), training=training)
    for variable, value in zip(layer.variables, before, strict=True):
        np.testing.assert_array_equal(variable, value)


def spectral_discriminator(*widths):
    points = keras.Input((2,))
    hidden = points
    for width in widths:
        hidden = keras.layers.LeakyReLU(0.2)(layers.SpectralDense(width)(hidden))
    return keras.Model(points, layers.SpectralDense(1)(hidden))


def game(**options):
    return models.GAN(networks.mlp_generator((2,), 8), spectral_discriminator(8), **options)


def test_the_estimate_is_updated_once_per_discriminator_step():
    for discriminator_steps in (1, 3):
        gan = games.compiled(game(discriminator_steps=discriminator_steps))
        layer = gan.discriminator.layers[1]
        updates, update_estimate = [], layer.update_estimate
        layer.update_estimate = lambda updates=updates, update=update_estimate: updates.append(1) or update()
        gan.run_eagerly = True
        gan.fit(games.batches(gan), steps_per_epoch=2, verbose=0)
        assert len(updates) == 2 * discriminator_steps


def test_real_and_generated_samples_are_scored_with_the_same_weight():
    gan = games.compiled(game())
    layer, kernels = gan.discriminator.layers[1], []
    score = gan.score

    def recorded(samples):
        kernels.append(layer.kernel.numpy())
        return score(samples)

    gan.score = recorded
    gan.run_eagerly = True
    gan.fit(games.batches(gan), steps_per_epoch=2, verbose=0)
    of_real, of_fake, of_generator, next_real = kernels[:4]
    np.testing.assert_array_equal(of_real, of_fake)
    assert not np.array_equal(of_fake, of_generator)  # the discriminator was updated
    np.testing.assert_array_equal(of_generator, next_real)


EXECUTIONS = [
    {},
    *(pytest.param(options, marks=pytest.mark.slow) for options in ({"jit_compile": True}, {"skip_nonfinite": True})),
]


@pytest.mark.parametrize("execution", EXECUTIONS, ids=str)
def test_every_layers_norm_stays_one_in_training(execution):
    gan = game()
    gan.compile(keras.optimizers.Adam(0.01), keras.optimizers.Adam(0.01), **execution)
    before = gan.discriminator.get_weights()
    gan.fit(games.batches(gan), steps_per_epoch=60, verbose=0)
    assert not np.allclose(before[0], gan.discriminator.get_weights()[0], atol=0.05)
    for layer in gan.discriminator.layers:
        if isinstance(layer, layers.SpectralDense):
            assert largest_singular_value(layer.kernel) == pytest.approx(1, abs=0.01)


def test_in_plain_keras_training_the_estimate_is_updated_and_the_layers_own_constraint_holds():
    layer = layers.SpectralDense(3, kernel_constraint=keras.constraints.NonNeg(), use_bias=False)
    network = keras.Sequential([keras.Input((4,)), layer])
    network.compile(keras.optimizers.SGD(0.1), "mse", jit_compile=False)
    data = np.random.default_rng(0).normal(size=(2, 64, 4)).astype("float32")
    network.fit(data[0], data[1, :, :3], verbose=0, epochs=20)
    assert layer.raw_weight.numpy().min() >= 0
    assert float(layer.spectral_norm()) == pytest.approx(largest_singular_value(layer.raw_weight), rel=1e-3)


@pytest.mark.slow
def test_two_replicas_train_as_one_with_spectral_normalization():
    alone, _ = games.trained(game)
    shared, _ = games.trained(game, games.two_replicas())
    games.assert_close(shared, alone, 1e-5)


@pytest.mark.slow
def test_the_estimate_and_the_constraint_survive_saving(tmp_path):
    gan = games.compiled(game(ema_momentum=0.9))
    gan.fit(games.batches(gan), steps_per_epoch=2, verbose=0)
    gan.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    games.assert_close(loaded, gan, 0)
    for either in (gan, loaded):
        either.fit(games.batches(either), steps_per_epoch=2, verbose=0)
    games.assert_close(loaded, gan, 0)


def test_lora_is_refused():
    with pytest.raises(ValueError, match="LoRA"):
        dense(lora_rank=2)


def test_zero_iterations_are_refused():
    with pytest.raises(ValueError, match="iterations as an integer of at least 1"):
        dense().update_estimate(0)
