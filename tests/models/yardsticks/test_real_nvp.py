"""A flow's inverse, its determinant and its density, exactly."""

import keras
import numpy as np
import pytest
import scipy.stats
import tensorflow as tf

from tfgan_zoo import data, models, networks


def flow_of(shape, margin=None, dtype="float64", num_couplings=3, scale=0.8):
    """A flow far from the identity."""
    keras.utils.set_random_seed(0)
    flow = networks.real_nvp_flow(shape, num_couplings, width=8, depth=1, margin=margin, dtype=dtype)
    generator = np.random.default_rng(0)
    flow.set_weights([generator.normal(scale=scale, size=weight.shape) for weight in flow.get_weights()])
    return flow


def values(shape, count=5, seed=1):
    return np.random.default_rng(seed).uniform(0.02, 0.98, (count, *shape))


@pytest.mark.parametrize(("shape", "margin"), [((6,), None), ((2, 3, 1), 0.05)])
def test_the_log_determinant_is_that_of_the_jacobian(shape, margin):
    flow, inputs = flow_of(shape, margin), tf.constant(values(shape))
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        latents, log_determinants = flow(inputs)
    jacobian = tf.reshape(tape.batch_jacobian(latents, inputs), (len(inputs), 6, 6))
    np.testing.assert_allclose(log_determinants, tf.linalg.slogdet(jacobian)[1], atol=1e-8)
    assert np.abs(log_determinants).min() > 0.05


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-4), ("float64", 1e-10)])
def test_the_inverse_gives_the_samples_back(dtype, tolerance):
    flow, inputs = flow_of((4, 4, 1), 0.05, dtype), values((4, 4, 1)).astype(dtype)
    latents, log_determinants = flow(inputs)
    again, inverse_log_determinants = networks.inverse_flow(flow)(latents)
    np.testing.assert_allclose(again, inputs, atol=tolerance)
    np.testing.assert_allclose(inverse_log_determinants, -log_determinants, rtol=1e-4)


def test_a_coupling_keeps_one_half_and_changes_the_other_by_what_it_keeps():
    coupling, inputs = networks.AffineCoupling(8, 1, parity=0), values((4,), count=1).astype("float32")
    outputs = coupling(inputs)[0].numpy()
    np.testing.assert_array_equal((outputs == inputs)[0], [True, False, True, False])
    moved = coupling(inputs + np.array([1, 0, 0, 0], "float32"))[0].numpy()
    assert (moved != outputs)[0].tolist() == [True, True, False, True]


def test_a_density_in_the_plane_integrates_to_one():
    model = models.RealNVP(flow_of((2,), dtype="float32", scale=0.4), levels=None)
    ticks = np.linspace(-12, 12, 601)
    grid = np.stack(np.meshgrid(ticks, ticks), axis=-1).reshape(-1, 2).astype("float32")
    densities = np.exp(model.log_likelihoods(grid, (0, 1)).numpy().astype("float64"))
    assert densities.sum() * (ticks[1] - ticks[0]) ** 2 == pytest.approx(1, abs=1e-3)


def test_of_levels_the_bound_counts_their_width():
    """The mean density of a level's interval, times its width, is its probability: they sum to that of [0, 1]."""
    model = models.RealNVP(flow_of((2,), 0.05, "float32"), levels=3)
    levels = np.array([-1, 0, 1], "float32")
    samples = np.stack(np.meshgrid(levels, levels), axis=-1).reshape(-1, 2)
    draws = np.exp(model.log_likelihoods(np.repeat(samples, 4000, axis=0), (0, 1)).numpy())
    latents = np.random.default_rng(0).normal(size=(100_000, 2)).astype("float32")
    inside = np.asarray(networks.inverse_flow(model.network)(latents)[0])
    share = ((inside >= 0) & (inside <= 1)).all(axis=1).mean()
    assert draws.reshape(9, 4000).mean(axis=1).sum() == pytest.approx(share, abs=0.01)


def test_the_likelihood_of_a_gaussian_is_the_textbooks():
    flow = flow_of((2,), dtype="float32", num_couplings=2)
    flow.set_weights([0 * weight for weight in flow.get_weights()])  # the identity
    points = values((2,)).astype("float32")
    found = models.RealNVP(flow, levels=None).log_likelihoods(points, (0, 1))
    np.testing.assert_allclose(found, scipy.stats.norm.logpdf(points).sum(axis=1), rtol=1e-5)


@pytest.mark.parametrize("levels", [2, 256])
def test_a_sample_is_reconstructed_as_itself_and_generated_ones_have_the_levels(levels):
    model = models.RealNVP(flow_of((4, 4, 1), 0.05, "float32"), levels=levels)
    allowed = (np.linspace(-1, 1, levels)).astype("float32")
    samples = np.random.default_rng(0).choice(allowed, (3, 4, 4, 1))
    np.testing.assert_allclose(model.reconstruct(samples), samples, atol=1e-6)
    generated = model.sample(20)
    assert np.abs(generated[..., None] - allowed).min(axis=-1).max() < 1e-6


def test_it_learns_and_a_loaded_model_draws_the_next_noise(tmp_path):
    examples = data.binarized(data.load("digits", image_shape=(8, 8, 1)))
    model = models.RealNVP(networks.real_nvp_flow(examples.shape, 2, 16, 1, margin=0.05), levels=2)
    model.compile(optimizer=keras.optimizers.Adam(1e-2))
    batches = examples.batches(64)
    losses = model.fit(batches, epochs=3, steps_per_epoch=10, verbose=0).history["nll"]
    assert losses[-1] < losses[0] - 3
    model.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    real = next(iter(batches))
    terms = [float(each.likelihood_loss(real, each.next_seed())["nll"]) for each in (model, again, model)]
    assert terms[0] == terms[1] != terms[2]
    np.testing.assert_array_equal(model.sample(2), again.sample(2))


def test_a_network_without_an_inverse_is_refused():
    with pytest.raises(ValueError, match="has the layer .*dense.*, which has no inverse; expected a flow"):
        models.RealNVP(networks.mlp_generator((2,)))


def test_less_than_two_levels_or_couplings_are_refused():
    with pytest.raises(ValueError, match="RealNVP takes levels as an integer of at least 2, not 1"):
        models.RealNVP(flow_of((2,)), levels=1)
    with pytest.raises(ValueError, match="num_couplings is 1; expected at least 2"):
        networks.real_nvp_flow((2,), num_couplings=1)
