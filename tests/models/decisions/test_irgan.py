"""IRGAN on a few users and items, against NumPy."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, explain, modalities, models, networks
from tfgan_zoo.models.decisions import sampling
from tfgan_zoo.models.decisions.pairs import in_minibatches
from tfgan_zoo.networks.factor_ranker import factor_scores

NUM_USERS, NUM_ITEMS = 3, 6
USERS = np.array([0, 2], "int32")
OWN = np.array([[1, 4, 5], [0, 3, -1]], "int32")
TAKEN = {"num_draws": 2, "epochs_per_draw": 2, "generator_epochs": 2, "pairs_per_step": 2}


def softmax(logits):
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    return weights / weights.sum(-1, keepdims=True)


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def ranker(seed, limit=1.0):
    network = networks.factor_ranker(NUM_USERS, NUM_ITEMS, num_factors=2)
    draws = np.random.default_rng(seed)
    network.set_weights([draws.uniform(-limit, limit, weight.shape) for weight in network.weights])
    return network


def irgan(rate=0.1, **options):
    game = models.IRGAN(ranker(0), ranker(1), **{**TAKEN, **options})
    game.compile(*(keras.optimizers.SGD(rate) for _ in range(3)), run_eagerly=True)
    return game


def batch():
    return {"sample": OWN, "users": USERS}


def batches(steps=None):
    return tf.data.Dataset.from_tensors({name: tf.constant(value) for name, value in batch().items()}).repeat(steps)


def fit(game, steps):
    return game.fit(batches(), epochs=steps, steps_per_epoch=1, verbose=0).history


def arrays(network):
    return [weight.astype("float64") for weight in network.get_weights()]


def scores(network):
    users, items, biases = arrays(network)
    return users @ items.T + biases


# What is drawn


def uniform_grid(rows, count=20_000):
    return tf.constant(np.tile((np.arange(count) + 0.5) / count, (rows, 1)), tf.float32)


def shares(items):
    return np.stack([np.bincount(row, minlength=NUM_ITEMS) / len(row) for row in np.asarray(items)])


def test_even_numbers_draw_each_category_as_often_as_its_probability():
    p = softmax(np.random.default_rng(0).normal(size=(2, NUM_ITEMS)))
    drawn = sampling.inverse_cdf(tf.constant(p, tf.float32), uniform_grid(2))
    np.testing.assert_allclose(shares(drawn), p, atol=2e-4)


def test_a_category_without_probability_is_never_drawn_even_by_the_largest_number():
    p = tf.constant([[0.0, 0.3, 0.7, 0.0]])
    drawn = sampling.inverse_cdf(p, tf.constant([[0.0, np.nextafter(1, 0, dtype="float32")]]))
    assert drawn.numpy().tolist() == [[1, 2]]


def test_negatives_are_drawn_at_temperature_one_fifth_and_own_items_are_not_left_out(monkeypatch):
    game = irgan()
    monkeypatch.setattr("tfgan_zoo.models.decisions.irgan.uniform", lambda shape, seed: uniform_grid(2))
    drawn = game.drawn_negatives(tf.constant(USERS), tf.constant(OWN))
    expected = softmax(scores(game.generator)[USERS] / 0.2)
    np.testing.assert_allclose(shares(drawn), expected, atol=2e-4)
    assert not np.allclose(expected, softmax(scores(game.generator)[USERS]), atol=0.05)


def test_the_policys_items_come_from_its_softmax_at_temperature_one_mixed_with_a_fifth_of_own_ones():
    p = softmax(np.random.default_rng(1).normal(size=NUM_ITEMS))
    found = sampling.mixture(tf.constant(p, tf.float32), tf.constant([1, 4]), 0.2)
    expected = 0.8 * p
    expected[[1, 4]] += 0.2 / 2
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert float(tf.reduce_sum(found)) == pytest.approx(1.0)


def test_candidates_are_uniform_on_what_a_user_has_not_seen():
    seen = np.array([[0, 1, 0, 0, 1, 1], [1, 0, 0, 0, 0, 0]], "uint8")
    expected = (1 - seen) / (1 - seen.astype(float)).sum(1, keepdims=True)
    np.testing.assert_allclose(shares(sampling.others(tf.constant(seen), uniform_grid(2))), expected, atol=2e-4)


def test_the_hardest_of_many_candidates_is_the_highest_scored_unseen_item():
    game = irgan(num_candidates=200)
    game.remember(USERS, OWN)
    found = game.hard_negatives(tf.constant(USERS), tf.constant(OWN))
    masked = scores(game.generator)[USERS]
    for row, own in zip(masked, OWN, strict=True):
        row[own[own >= 0]] = -np.inf
    np.testing.assert_array_equal(found, np.tile(masked.argmax(1)[:, None], (1, OWN.shape[1])))


def test_pairs_keep_the_order_of_users_and_fill_the_last_minibatch_with_weight_0():
    users, own, others, weights = in_minibatches(tf.constant(USERS), tf.constant(OWN), tf.constant(OWN + 10), 2)
    np.testing.assert_array_equal(users, [[0, 0], [0, 2], [2, 0]])
    np.testing.assert_array_equal(own, [[1, 4], [5, 0], [3, 0]])
    np.testing.assert_array_equal(others, [[11, 14], [15, 10], [13, 0]])
    np.testing.assert_array_equal(weights, [[1, 1], [1, 1], [1, 0]])


# The discriminator's step


def authors_step(network, users, own, drawn, rate, decay):
    """One step as in `dis_model.py`: a vector of losses, to each element of which the decay of all rows is added."""
    u, v, b = arrays(network)
    users, items = np.tile(users, 2), np.concatenate([own, drawn])
    labels = np.repeat([1.0, 0.0], len(own))
    error = sigmoid((u[users] * v[items]).sum(1) + b[items]) - labels
    elements = len(items)
    gradients = [np.zeros_like(array) for array in (u, v, b)]
    for user, item, slope in zip(users, items, error, strict=True):
        gradients[0][user] += slope * v[item] + elements * decay * u[user]
        gradients[1][item] += slope * u[user] + elements * decay * v[item]
        gradients[2][item] += slope + elements * decay * b[item]
    return [array - rate * gradient for array, gradient in zip((u, v, b), gradients, strict=True)]


@pytest.mark.parametrize("count", [2, 1])
def test_a_step_of_the_discriminator_is_the_authors_also_on_an_incomplete_minibatch(count):
    """Their rate is of the sum over twice as many elements as pairs."""
    rate, decay = 0.02, 0.1
    game = irgan(rate * 4, regularization=decay)
    users, own, drawn = np.array([0, 2]), np.array([1, 3]), np.array([4, 3])
    expected = authors_step(game.discriminator, users[:count], own[:count], drawn[:count], rate, decay)
    weights = tf.constant([1.0, 1.0] if count == 2 else [1.0, 0.0])
    game.descend(lambda: game.discriminator_loss(users, own, drawn, weights), "discriminator")
    for found, wanted in zip(game.discriminator.get_weights(), expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-6)


# The policy's step


def test_the_policys_gradient_is_that_of_the_full_softmax_with_constant_importance_weights():
    game, user, own, rate = irgan(0.1), 2, [0, 3], 0.1
    uniforms = tf.constant([0.05, 0.3, 0.55, 0.9])
    u, v, b = arrays(game.generator)
    p = softmax(u[user] @ v.T + b)
    mixed = 0.8 * p
    mixed[own] += 0.1
    items = np.searchsorted(np.cumsum(mixed), uniforms.numpy())
    rewards = 2 * (sigmoid(scores(game.discriminator)[user][items]) - 0.5) * p[items] / mixed[items]
    slope = np.zeros(NUM_ITEMS)  # of -mean log p(item) r, in the logits
    for item, reward in zip(items, rewards, strict=True):
        slope += reward * (p - np.eye(NUM_ITEMS)[item]) / len(items)
    expected = [u.copy(), v - rate * np.outer(slope, u[user]), b - rate * slope]
    expected[0][user] -= rate * slope @ v
    before = game.discriminator.get_weights()
    terms = game.policy_turn(tf.constant(user), tf.constant(own), uniforms)
    for found, wanted in zip(game.generator.get_weights(), expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-6)
    assert float(terms["policy"]) == pytest.approx(-(np.log(p[items]) * rewards).mean(), rel=1e-5)
    for one, two in zip(game.discriminator.get_weights(), before, strict=True):
        np.testing.assert_array_equal(one, two)


# Rounds


def test_a_round_is_the_discriminators_epochs_then_a_step_of_the_policy_for_each_user():
    game, turns = irgan(), []
    descend = game.descend
    game.descend = lambda objective, player: turns.append(player) or descend(objective, player)
    fit(game, 1)
    minibatches = 3  # five pairs in twos
    assert turns == 2 * 2 * minibatches * ["discriminator"] + 2 * 2 * ["policy"]


def test_items_are_drawn_anew_only_once_in_so_many_epochs():
    game, seen = irgan(), []
    loss = game.discriminator_loss
    game.discriminator_loss = lambda *pairs: seen.append(np.asarray(pairs[2])) or loss(*pairs)
    fit(game, 1)
    epochs = np.reshape(seen, (4, 3, 2))
    np.testing.assert_array_equal(epochs[0], epochs[1])
    np.testing.assert_array_equal(epochs[2], epochs[3])
    assert not np.array_equal(epochs[1], epochs[2])


@pytest.mark.slow
def test_each_phase_moves_its_player_and_logs_its_terms():
    game = irgan(pretraining_steps=1)
    generator, discriminator = arrays(game.generator), arrays(game.discriminator)
    assert sorted(fit(game, 1)) == ["pretraining"]
    assert not np.array_equal(arrays(game.generator)[1], generator[1])
    np.testing.assert_array_equal(arrays(game.discriminator)[1], discriminator[1])
    history = fit(game, 1)
    assert sorted(history) == ["discriminator", "policy", "regularization", "reward"]
    assert -1 < history["reward"][0] < 1
    assert not np.array_equal(arrays(game.discriminator)[1], discriminator[1])


@pytest.mark.parametrize(("steps", "players"), [(0, ["generator"]), (1, ["policy", "discriminator"])])
def test_the_gradients_shown_are_of_one_turn_of_each_player_and_not_of_a_whole_round(steps, players):
    game, turns = irgan(pretraining_steps=1), []
    game.steps.assign(steps)
    before = [variable.numpy() for variable in game.variables]
    loss = game.gradients
    game.gradients = lambda *arguments: turns.append(arguments[1]) or loss(*arguments)
    gradients = explain.player_gradients(game, batch())
    assert sorted(turns) == sorted(gradients) == sorted(players)
    assert all(np.abs(found).max() > 0 for player in gradients.values() for found in player.values())
    for variable, value in zip(game.variables, before, strict=True):
        np.testing.assert_array_equal(variable, value)


def test_without_pretraining_the_first_round_is_adversarial():
    assert irgan().phase.name == "adversarial"


@pytest.mark.slow
def test_pretraining_lifts_own_items_above_others():
    game = irgan(1.0, pretraining_steps=30)
    game.compile(*game.optimizers.values())
    game.fit(batches(), steps_per_epoch=30, verbose=0)
    for user, own in zip(USERS, OWN, strict=True):
        own = own[own >= 0]
        others = np.setdiff1d(np.arange(NUM_ITEMS), own)
        assert scores(game.generator)[user][own].min() > scores(game.generator)[user][others].max()


@pytest.mark.slow
def test_compiled_rounds_are_the_eager_ones():
    games = [irgan(), irgan()]
    games[1].compile(*games[1].optimizers.values(), run_eagerly=False)
    for game in games:
        fit(game, 2)
    for one, two in zip(*(game.variables for game in games), strict=True):
        np.testing.assert_allclose(one, two, atol=1e-5, err_msg=one.path)


# What is served


def test_all_unseen_items_are_ranked_by_score_and_seen_ones_are_left_out():
    game = irgan()
    fit(game, 1)
    ranking = game.sample(users=[0, 1, 2])
    assert ranking.dtype == "int32"
    for user, row in enumerate(ranking):
        own = OWN[list(USERS).index(user)] if user in USERS else []
        best_first = [item for item in np.argsort(-scores(game.generator)[user]) if item not in own]
        assert row.tolist() == best_first + [-1] * (NUM_ITEMS - len(best_first))


def test_a_game_with_a_trained_generator_is_told_what_users_have_seen():
    game = irgan()
    assert (game.sample(users=[0]) >= 0).all()
    game.remember([0], [[1, 4, -1]])
    assert set(game.sample(users=[0])[0]) == {0, 2, 3, 5, -1}


@pytest.mark.slow
def test_a_saved_game_resumes_bitwise_in_either_phase(tmp_path):
    whole, stopped = (irgan(pretraining_steps=2) for _ in range(2))
    fit(whole, 4)
    fit(stopped, 1)
    stopped.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    fit(again, 2)
    again.save(tmp_path / "later.keras")
    again = models.load(tmp_path / "later.keras")
    fit(again, 1)
    for one, two in zip(whole.variables, again.variables, strict=True):
        np.testing.assert_array_equal(one, two, err_msg=one.path)
    np.testing.assert_array_equal(whole.sample(users=USERS), again.sample(users=USERS))


# What is refused


@pytest.mark.parametrize("users", [[0, 3], [-1, 0]])
def test_users_out_of_range_are_refused_eagerly_and_in_a_graph(users):
    game = irgan()
    with pytest.raises(ValueError, match="received the user -?[0-9]; expected 0 to 2"):
        game.sample(users=users)
    with pytest.raises(ValueError, match="received the user"):
        game.samples({"sample": tf.constant(OWN), "users": tf.constant(users)})
    with pytest.raises(tf.errors.InvalidArgumentError, match="expected 0 to 2"):
        tf.function(game.sampler)(tf.constant(users))


def test_items_out_of_range_are_refused():
    with pytest.raises(ValueError, match="items from 0 to 6; expected 0 to 5"):
        data.from_arrays(np.array([[0, 6]]), modality=modalities.Ranking(NUM_ITEMS))


def test_networks_for_other_data_are_refused():
    other = networks.factor_ranker(NUM_USERS, NUM_ITEMS + 1)
    with pytest.raises(ValueError, match="ranks 6 items for 3 users, but the discriminator takes 7 and 3"):
        models.IRGAN(ranker(0), other)
    with pytest.raises(ValueError, match="ranks 6 items, but the modality has 9"):
        models.IRGAN(ranker(0), ranker(1), modality=modalities.Ranking(9))


def test_a_network_without_factors_is_refused():
    with pytest.raises(ValueError, match="0 layers of the kind FactorScores"):
        models.IRGAN(keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]), ranker(1))


def test_several_devices_are_refused():
    with tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"]).scope(), pytest.raises(ValueError, match="train it on one"):
        models.IRGAN(ranker(0), ranker(1))


def test_a_file_of_factors_of_other_data_is_refused(tmp_path):
    file = tmp_path / "factors.npz"
    np.savez(file, *ranker(0).get_weights())
    loaded = networks.factor_ranker(NUM_USERS, NUM_ITEMS, num_factors=2, file=file)
    np.testing.assert_array_equal(factor_scores(loaded).item_factors, factor_scores(ranker(0)).item_factors)
    with pytest.raises(ValueError, match="has arrays of the shapes .* expected"):
        networks.factor_ranker(NUM_USERS, NUM_ITEMS, num_factors=3, file=file)
