"""The losses of a writer of sequences, by hand and by enumeration of all sequences."""

import itertools

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses


def test_a_tokens_log_probability_is_that_of_its_softmax():
    logits = np.log([[[0.2, 0.3, 0.5], [0.1, 0.8, 0.1]]])
    actual = losses.token_log_probabilities(logits.astype("float32"), [[2, 0]])
    np.testing.assert_allclose(actual, np.log([[0.5, 0.1]]), rtol=1e-6)


def test_a_token_of_vanishing_probability_has_a_finite_log():
    assert float(losses.token_log_probabilities([[[0.0, 200.0]]], [[0]])[0, 0]) == -200.0


def test_the_policy_loss_is_summed_over_places_and_averaged_over_sequences():
    log_probabilities, rewards = [[-1.0, -2.0], [-3.0, -4.0]], [[0.5, 1.0], [0.0, 0.25]]
    assert float(losses.policy_gradient(log_probabilities, rewards)) == (0.5 + 2.0 + 0.0 + 1.0) / 2


def test_no_gradient_passes_through_the_rewards():
    log_probabilities, rewards = tf.constant([[-1.0, -2.0]]), tf.constant([[0.5, 3.0]])
    with tf.GradientTape() as tape:
        tape.watch([log_probabilities, rewards])
        loss = losses.policy_gradient(log_probabilities, rewards)
    of_log_probabilities, of_rewards = tape.gradient(loss, [log_probabilities, rewards])
    np.testing.assert_array_equal(of_log_probabilities, -rewards)
    assert of_rewards is None


def test_the_policy_gradients_expectation_is_the_gradient_of_the_expected_reward():
    """All nine sequences of two tokens out of three, each as often as the policy writes it."""
    generator = np.random.default_rng(0)
    first, second = (tf.Variable(generator.normal(size=shape)) for shape in ((3,), (3, 3)))
    reward = generator.uniform(size=(3, 3))
    sequences = np.array(list(itertools.product(range(3), repeat=2)))

    def log_probabilities():
        one = tf.gather(tf.nn.log_softmax(first), sequences[:, 0])
        two = tf.gather_nd(tf.nn.log_softmax(second), sequences)
        return tf.stack([one, two], axis=1)

    with tf.GradientTape() as tape:
        probabilities = tf.exp(tf.reduce_sum(log_probabilities(), axis=1))
        expected_reward = tf.reduce_sum(probabilities * reward.ravel())
    expected = tape.gradient(expected_reward, [first, second])

    after_first = (tf.nn.softmax(second).numpy() * reward).sum(axis=1)  # what a sequence that begins so may expect
    rewards = np.stack([after_first[sequences[:, 0]], reward.ravel()], axis=1)
    how_often = 9 * probabilities.numpy()[:, None]  # the loss is a mean over nine
    with tf.GradientTape() as tape:
        loss = losses.policy_gradient(log_probabilities(), how_often * rewards)
    for actual, gradient in zip(tape.gradient(loss, [first, second]), expected, strict=True):
        np.testing.assert_allclose(actual, -gradient, atol=1e-6)


@pytest.mark.parametrize("rewards", [[[1.0], [2.0]], [1.0, 2.0], [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]])
def test_rewards_of_another_shape_are_refused(rewards):
    with pytest.raises(ValueError, match="give a reward for each token"):
        losses.policy_gradient([[-1.0, -2.0], [-1.0, -2.0]], rewards)


@pytest.mark.parametrize("tokens", [[[0.0, 1.0]], [[0, 1, 0]], [0, 1]])
def test_tokens_that_do_not_fit_their_logits_are_refused(tokens):
    with pytest.raises(ValueError, match="one integer for each position"):
        losses.sequence_nll([[[0.0, 1.0], [2.0, 3.0]]], tokens)
