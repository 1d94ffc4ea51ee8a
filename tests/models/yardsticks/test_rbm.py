"""Boltzmann machines so small that all their states can be counted."""

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf
from scipy.special import expit, logsumexp

from tfgan_zoo import models, networks

VISIBLE, HIDDEN = 6, 4
EVERY = np.array(list(itertools.product((0, 1), repeat=VISIBLE)), "float32")  # bits
PATTERNS = 2 * EVERY[[0, 9, 21, 27, 36, 45, 54, 63]] - 1  # samples


def network_of(num_hidden=HIDDEN, scale=0.7, seed=0):
    network = networks.boltzmann_machine((VISIBLE,), num_hidden)
    generator = np.random.default_rng(seed)
    network.set_weights([generator.normal(scale=scale, size=weight.shape) for weight in network.get_weights()])
    return network


def rbm(network=None, **options):
    model = models.RBM(network or network_of(), **{"num_chains": 8, "chain_steps": 2, **options})
    model.compile(optimizer=keras.optimizers.SGD(0.1))
    return model


def energies(network, visible=EVERY):
    """-log of the sum over the hidden states of exp(b v + c h + v W h), float64."""
    kernel, visible_bias, hidden_bias = (weight.astype("float64") for weight in network.get_weights())
    hidden = np.array(list(itertools.product((0, 1), repeat=kernel.shape[1])))
    exponents = (visible @ visible_bias)[:, None] + hidden @ hidden_bias + visible @ kernel @ hidden.T
    return -logsumexp(exponents, axis=1)


def probabilities(network):
    logs = -energies(network)
    return np.exp(logs - logsumexp(logs))


def test_the_free_energy_sums_over_all_hidden_states():
    network = network_of()
    np.testing.assert_allclose(network(2 * EVERY - 1), energies(network), rtol=1e-5)


def test_the_gradient_is_that_of_the_likelihood():
    """With 100 000 chains in equilibrium, within four standard errors of the enumerated gradient, in every weight."""
    model, count = rbm(), 100_000
    network, p = model.network, probabilities(model.network)
    drawn = EVERY[np.random.default_rng(0).choice(len(EVERY), count, p=p)]
    with tf.GradientTape() as tape:
        loss = model.contrast(tf.constant(PATTERNS), tf.constant(drawn))
    kernel, visible_bias, hidden_bias = tape.gradient(loss, [v.value for v in network.trainable_variables])

    def statistics(visible):
        weights, _, bias = network.get_weights()
        hidden = expit(bias + visible @ weights)
        return visible[:, :, None] * hidden[:, None], visible, hidden

    found = (kernel, visible_bias, hidden_bias)
    for gradient, model_part, data_part in zip(found, statistics(EVERY), statistics((PATTERNS + 1) / 2), strict=True):
        mean = np.tensordot(p, model_part, 1)
        error = np.sqrt((np.tensordot(p, model_part**2, 1) - mean**2) / count)
        assert (np.abs(gradient - (mean - data_part.mean(axis=0))) < 4 * error + 1e-6).all()


def test_the_samplers_chain_reaches_the_models_distribution():
    model = rbm(chain_steps=60)
    count = 20_000
    bits = model.sampler(model.draw(count, (0, 1))["uniforms"]).numpy() > 0
    counts = np.bincount((bits @ (2 ** np.arange(VISIBLE - 1, -1, -1))).astype(int), minlength=len(EVERY))
    expected = count * probabilities(model.network)
    assert np.mean((counts - expected) ** 2 / expected) < 1.6


def test_log_z_by_annealing_is_that_of_enumeration():
    model = rbm(network_of(num_hidden=12))
    expected = logsumexp(-energies(model.network))
    assert model.log_partition(num_weights=200, num_temperatures=500) == pytest.approx(expected, abs=0.05)


def test_the_pseudo_likelihood_is_the_sum_of_the_conditionals_and_one_flip_estimates_it():
    model = rbm()
    logs = -energies(model.network).reshape((2,) * VISIBLE)
    expected = sum(logs - logsumexp(logs, axis=axis, keepdims=True) for axis in range(VISIBLE)).ravel()
    samples = 2 * EVERY - 1
    np.testing.assert_allclose(model.pseudo_likelihoods(samples), expected, rtol=1e-4)
    flips = [model.one_flip(samples, tf.constant(step, tf.int64)) for step in range(VISIBLE)]
    np.testing.assert_allclose(np.mean(flips, axis=0), expected, rtol=1e-4)


def test_persistent_chains_go_on_after_loading_and_contrastive_divergence_begins_at_the_data(tmp_path):
    model = rbm()
    model.fit(PATTERNS, batch_size=8, epochs=3, verbose=0)
    model.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    np.testing.assert_array_equal(model.chains, again.chains)
    assert 0 < model.chains.numpy().mean() < 1
    for each in (model, again):
        each.fit(PATTERNS, batch_size=8, epochs=2, verbose=0)
    np.testing.assert_array_equal(model.chains, again.chains)

    frozen = network_of()
    kernel, bias = 100 * np.eye(VISIBLE, HIDDEN), np.array([-50.0] * HIDDEN + [0.0] * (VISIBLE - HIDDEN))
    frozen.set_weights([kernel, bias, np.full(HIDDEN, -50.0)])  # copies its first bits
    ends = rbm(frozen, num_chains=None).model_samples(tf.constant(PATTERNS))
    np.testing.assert_array_equal(ends[:, :HIDDEN], (PATTERNS[:, :HIDDEN] + 1) / 2)


@pytest.mark.slow
def test_it_learns_eight_patterns():
    model = models.RBM(network_of(16, scale=0.01), gibbs_steps=5, num_chains=200, chain_steps=2)
    rate = keras.optimizers.schedules.PolynomialDecay(0.3, 3000, 0.0)
    model.compile(optimizer=keras.optimizers.SGD(rate))
    dataset = tf.data.Dataset.from_tensors(PATTERNS).repeat()
    model.fit(dataset, steps_per_epoch=3000, verbose=0)
    logs = -energies(model.network)
    likelihood = (logs - logsumexp(logs))[[0, 9, 21, 27, 36, 45, 54, 63]].mean()
    assert -np.log(8) - likelihood < 0.15  # the divergence of the data from the model


def test_networks_without_a_machine_and_counts_of_none_are_refused():
    with pytest.raises(ValueError, match="has 0 layers of the kind BoltzmannMachine; expected one"):
        models.RBM(networks.mlp_generator((2,)))
    with pytest.raises(ValueError, match="RBM takes gibbs_steps as an integer of at least 1, not 0"):
        rbm(gibbs_steps=0)
    with pytest.raises(ValueError, match="RBM takes num_chains as an integer of at least 1, not 0"):
        rbm(num_chains=0)
