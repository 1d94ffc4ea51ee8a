"""A chain on a few bits, whose stationary distribution can be computed."""

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import models, networks
from tfgan_zoo.networks.denoiser import corrupted

SIZE = 8
EVERY = 2 * np.array(list(itertools.product((0, 1), repeat=SIZE)), "float32") - 1
PATTERNS = EVERY[[0, 15, 240, 255]]  # at least four bits apart


def gsn(network=None, **options):
    keras.utils.set_random_seed(0)
    network = network or networks.denoiser((SIZE,), width=64, depth=1)
    return models.GSN(network, **{"corruption": 0.3, "chain_steps": 30, **options})


def corrupting(corruption):
    """Probabilities of each corrupted sample, given each sample."""
    differing, flip = (EVERY[:, None] != EVERY).sum(axis=-1), corruption / 2
    return flip**differing * (1 - flip) ** (SIZE - differing)


def denoising(white):
    """Probabilities of each sample, given those of its bits, (corrupted samples, bits)."""
    return np.where(EVERY > 0, white[:, None], 1 - white[:, None]).prod(axis=-1)


def transitions(model):
    """The chain's exact matrix of transitions between all samples, [from, to]."""
    white = tf.sigmoid(model.network(EVERY)).numpy().astype("float64")
    return corrupting(model.corruption) @ denoising(white)


def best_transitions(corruption):
    """Those of the best denoiser of the patterns, by Bayes' theorem."""
    likelihoods = corrupting(corruption)[is_pattern()]
    return corrupting(corruption) @ denoising((likelihoods / likelihoods.sum(axis=0)).T @ ((PATTERNS + 1) / 2))


def is_pattern():
    return (EVERY[:, None] == PATTERNS).all(axis=-1).any(axis=1)


def distance(transitions):
    """Total variation between the chain's stationary distribution and the data."""
    found = np.linalg.matrix_power(transitions, 10_000)[0]
    return 0.5 * np.abs(found - is_pattern() / len(PATTERNS)).sum()


def test_salt_and_pepper_replace_a_share_of_the_values_by_fair_ones():
    uniforms = np.linspace(0, 1, 1000, endpoint=False)[None].astype("float32")
    for value, expected in ((1.0, 0.2), (-1.0, 0.2)):
        flipped = corrupted(tf.fill((1, 1000), value), uniforms, 0.4) != value
        assert float(tf.reduce_mean(tf.cast(flipped, tf.float32))) == pytest.approx(expected, abs=2e-3)


def test_the_samplers_chain_follows_the_transitions():
    network = networks.denoiser((SIZE,), width=4, depth=1)
    network.set_weights([np.random.default_rng(0).normal(size=weight.shape) for weight in network.get_weights()])
    model = gsn(network, chain_steps=3)
    count = 20_000
    bits = model.sampler(model.draw(count, (0, 1))["uniforms"]).numpy() > 0
    counts = np.bincount((bits @ (2 ** np.arange(SIZE - 1, -1, -1))).astype(int), minlength=len(EVERY))
    expected = count * np.linalg.matrix_power(transitions(model), 3).mean(axis=0)
    common = expected > 5
    assert np.mean((counts - expected)[common] ** 2 / expected[common]) < 1.7


def test_the_loss_sums_over_the_steps_and_no_gradient_passes_a_drawn_bit():
    model = gsn(walk_back_steps=3)
    uniforms = np.random.default_rng(0).uniform(size=(len(PATTERNS), 3, 2, SIZE)).astype("float32")
    with tf.GradientTape(persistent=True) as tape:
        loss = model.walk_back_loss(PATTERNS, uniforms)
        samples, parts = PATTERNS, []
        for step in range(3):
            logits = model.network(corrupted(samples, uniforms[:, step, 0], 0.3))
            entropies = keras.losses.binary_crossentropy((PATTERNS + 1) / 2, logits, from_logits=True)
            parts.append(SIZE * tf.reduce_mean(entropies))
            samples = np.where(uniforms[:, step, 1] < tf.sigmoid(logits).numpy(), 1.0, -1.0).astype("float32")
        expected = sum(parts)
    assert float(loss) == pytest.approx(float(expected), rel=1e-5)
    for variable in model.network.trainable_variables:
        found, alone = tape.gradient(loss, variable.value), tape.gradient(expected, variable.value)
        np.testing.assert_allclose(found, alone, atol=1e-5)


def test_bits_are_drawn_one_by_one_so_even_the_best_chain_is_not_the_datas_and_less_so_with_more_corruption():
    distances = [distance(best_transitions(corruption)) for corruption in (0.02, 0.1, 0.4)]
    np.testing.assert_allclose(distances, [0.002, 0.041, 0.509], atol=1e-3)


@pytest.mark.slow
def test_the_chain_learns_to_be_the_best_one():
    model = gsn(corruption=0.1, walk_back_steps=1)
    model.compile(optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.01, 1500)))
    batches = tf.data.Dataset.from_tensors(np.repeat(PATTERNS, 64, axis=0)).repeat()
    assert distance(transitions(model)) > 0.9
    model.fit(batches, steps_per_epoch=1500, verbose=0)
    assert distance(transitions(model)) < distance(best_transitions(0.1)) + 0.03


def test_other_shapes_and_corruptions_are_refused():
    with pytest.raises(ValueError, match="expected one for each value, as of networks.denoiser"):
        gsn(networks.mlp_discriminator((SIZE,)))
    with pytest.raises(ValueError, match="DenoisingChain takes corruption as a number in"):
        gsn(corruption=1.0)
