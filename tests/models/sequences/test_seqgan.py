"""SeqGAN on three tokens, where all sequences can be counted."""

import contextlib
import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

from recipes import seqgan as recipe
from tfgan_zoo import data, modalities, models, networks
from tfgan_zoo.distribution import strategies
from tfgan_zoo.models.sequences.rollouts import over_others, rollout_rewards

VOCABULARY, LENGTH = 3, 3
EVERY_SEQUENCE = np.array(list(itertools.product(range(VOCABULARY), repeat=LENGTH)), "int32")


def seqgan(length=LENGTH, stddev=1.0, dropout=0.25, cell="lstm", width=3, **options):
    generator = networks.recurrent_generator(
        VOCABULARY, length, width=width, embedding_size=2, stddev=stddev, cell=cell
    )
    discriminator = networks.text_discriminator(VOCABULARY, length, share=0.01, embedding_size=3, dropout=dropout)
    for kernel in (layer.kernel for layer in discriminator.layers[-3:-1]):
        kernel.assign(50 * kernel)  # so that it does not take all sequences for alike
    few = {"batches_per_round": 1, "likelihood_steps": 1, "pretraining_steps": 1, "num_rollouts": 1}
    return models.SeqGAN(generator, discriminator, **{**few, **options})


def compiled(game, **execution):
    """Played eagerly: its steps are few and small, and three phases take long to trace."""
    adam = keras.optimizers.Adam
    players = adam(0.01, global_clipnorm=5.0), adam(0.01, global_clipnorm=5.0), adam(0.01)
    game.compile(*players, **{"run_eagerly": True, **execution})
    return game


def batches(game, batch_size=2):
    sequences = np.random.default_rng(0).integers(0, VOCABULARY, (40, LENGTH))
    real = data.from_arrays(sequences, modality=modalities.Text(vocabulary_size=VOCABULARY))
    return real.batches(batch_size * game.batches_per_step, skip=int(game.steps.numpy()))


def fit(game, steps):
    return game.fit(batches(game), epochs=steps, steps_per_epoch=1, verbose=0, shuffle=False).history


def weights_of(game):
    return [np.concatenate([weight.ravel() for weight in network.get_weights()]) for network in networks_of(game)]


def networks_of(game):
    return game.generator, game.discriminator


def probabilities_of(game):
    """Of every sequence, float64."""
    log_p = keras.ops.log_softmax(game.generator(EVERY_SEQUENCE)).numpy().astype("float64")
    return np.exp(np.take_along_axis(log_p, EVERY_SEQUENCE[..., None], -1).sum((1, 2)))


def expected_rewards(game):
    """For every sequence and place: the expected realness of sequences that begin as it does up to there."""
    p, realness = probabilities_of(game), game.realness(EVERY_SEQUENCE).numpy()
    expected = np.empty(EVERY_SEQUENCE.shape)
    for row, sequence in enumerate(EVERY_SEQUENCE):
        for place in range(LENGTH):
            alike = (EVERY_SEQUENCE[:, : place + 1] == sequence[: place + 1]).all(axis=1)
            expected[row, place] = (p * realness)[alike].sum() / p[alike].sum()
    return expected


# The gradient that no backpropagation gives


def test_the_policys_expected_gradient_is_that_of_the_expected_realness():
    """Every sequence as often as the policy writes it, each token with its expected reward."""
    game = seqgan()
    variables = [variable.value for variable in game.players["policy"]]
    p, realness = probabilities_of(game), game.realness(EVERY_SEQUENCE)
    with tf.GradientTape() as tape:
        log_p = keras.ops.log_softmax(game.generator(EVERY_SEQUENCE))
        of_tokens = tf.gather(log_p, EVERY_SEQUENCE, batch_dims=2)
        expected_realness = tf.reduce_sum(tf.exp(tf.reduce_sum(of_tokens, axis=1)) * realness)
    wanted = tape.gradient(expected_realness, variables)
    how_often = len(EVERY_SEQUENCE) * p[:, None]  # the loss is a mean
    with tf.GradientTape() as tape:
        loss = game.policy_loss(EVERY_SEQUENCE, (how_often * expected_rewards(game)).astype("float32"))
    for found, gradient in zip(tape.gradient(loss, variables), wanted, strict=True):
        assert np.abs(gradient).max() > 1e-5
        np.testing.assert_allclose(found, -gradient, atol=1e-6)


def test_the_gradient_of_the_expected_realness_matches_finite_differences():
    game = seqgan()
    variables = [variable.value for variable in game.players["policy"]]
    p = probabilities_of(game)
    rewards = (len(EVERY_SEQUENCE) * p[:, None] * expected_rewards(game)).astype("float32")
    with tf.GradientTape() as tape:
        loss = game.policy_loss(EVERY_SEQUENCE, rewards)
    gradients = tape.gradient(loss, variables)
    norm = float(tf.linalg.global_norm(gradients))
    expected = []
    for step in (-0.01, 0.02):
        for variable, gradient in zip(variables, gradients, strict=True):
            variable.assign_sub(step * gradient / norm)
        expected.append((probabilities_of(game) * game.realness(EVERY_SEQUENCE).numpy()).sum())
    assert (expected[1] - expected[0]) / 0.02 == pytest.approx(norm, rel=0.01)


def test_rollouts_of_even_numbers_give_the_expected_reward():
    """A grid of numbers in place of random ones draws each last token as often as its probability says."""
    game, count = seqgan(), 4000
    uniforms = np.full((len(EVERY_SEQUENCE), LENGTH - 1, count, LENGTH), 0.5, "float32")
    uniforms[..., -1] = (np.arange(count) + 0.5) / count
    complete = networks.language_model(game.generator).complete
    rewards = rollout_rewards(EVERY_SEQUENCE, tf.constant(uniforms), complete, game.realness).numpy()
    expected = expected_rewards(game)
    np.testing.assert_allclose(rewards[:, -2], expected[:, -2], atol=3 / count)
    np.testing.assert_allclose(rewards[:, -1], expected[:, -1], rtol=1e-5)


def test_rewards_are_the_expected_ones_in_the_mean():
    game = seqgan(num_rollouts=3000)
    expected = expected_rewards(game)
    np.testing.assert_allclose(game.rewards(tf.constant(EVERY_SEQUENCE)), expected, atol=0.02)
    assert expected.std(axis=0).min() > 0.02  # what is compared differs


def test_a_baseline_is_the_mean_reward_of_the_others_at_the_same_place():
    rewards = np.random.default_rng(0).random((5, LENGTH)).astype("float32")
    others = [np.delete(rewards, row, axis=0).mean(axis=0) for row in range(5)]
    np.testing.assert_allclose(over_others(tf.constant(rewards)), rewards - others, atol=1e-6)
    np.testing.assert_array_equal(over_others(tf.constant([[0.5, 0.7]])), [[0.0, 0.0]])


@pytest.mark.parametrize("baseline", [False, True])
def test_the_policy_learns_by_rewards_relative_to_the_baseline_if_there_is_one(baseline):
    game, seen = compiled(seqgan(baseline=baseline)), []
    rewards = tf.constant(np.arange(6, dtype="float32").reshape(2, LENGTH))
    game.rewards = lambda tokens: rewards
    policy_loss = game.policy_loss
    game.policy_loss = lambda tokens, given: seen.append(given.numpy()) or policy_loss(tokens, given)
    terms = game.policy_turn(tf.constant(EVERY_SEQUENCE[:2]))
    np.testing.assert_allclose(seen[0], [[-3.0] * 3, [3.0] * 3] if baseline else rewards)
    assert float(terms["reward"]) == pytest.approx(3.5)  # what is reported is the discriminator's judgment


def test_every_rollout_begins_as_its_sequence_and_no_other():
    game, seen = seqgan(num_rollouts=5), []

    def reward(sequences):
        seen.append(sequences.numpy())
        return tf.zeros(len(sequences))

    uniforms = tf.random.stateless_uniform((27, LENGTH - 1, 5, LENGTH), (0, 1), alg="philox")
    rollout_rewards(tf.constant(EVERY_SEQUENCE), uniforms, networks.language_model(game.generator).complete, reward)
    itself, *others = seen
    np.testing.assert_array_equal(itself, EVERY_SEQUENCE)
    assert [len(sequences) for sequences in others] == [135, 135]
    for place, sequences in enumerate(others, 1):
        np.testing.assert_array_equal(sequences[:, :place], np.tile(EVERY_SEQUENCE, (5, 1))[:, :place])
        assert (sequences[:, place:] != np.tile(EVERY_SEQUENCE, (5, 1))[:, place:]).any()


def test_a_sequence_of_one_token_is_its_own_only_rollout():
    game = seqgan(length=1)
    tokens = tf.constant([[0], [1], [2]])
    np.testing.assert_allclose(game.rewards(tokens)[:, 0], game.realness(tokens))


def test_rewards_are_computed_without_dropout():
    game = seqgan(num_rollouts=1, length=1)
    tokens = tf.constant([[0], [1]])
    np.testing.assert_array_equal(game.rewards(tokens), game.rewards(tokens))
    assert not np.array_equal(game.score(tokens), game.score(tokens))


# Losses and players


def test_the_discriminators_loss_is_the_softmaxs_over_both_halves_and_its_own_decay():
    game = seqgan()
    real, fake = EVERY_SEQUENCE[:4], EVERY_SEQUENCE[4:8]
    score, logits = game.score, [game.score(half, training=False).numpy() for half in (real, fake)]
    game.score = lambda samples, training=True: score(samples, training=False)  # without dropout
    terms = game.discriminator_loss(real, fake)
    signed = np.concatenate([logits[0], -logits[1]]).astype("float64")
    assert float(terms["discriminator"]) == pytest.approx(np.log1p(np.exp(-signed)).mean(), rel=1e-5)
    assert float(terms["regularization"]) == pytest.approx(float(sum(game.discriminator.losses)))


def test_a_discriminator_without_decay_has_none():
    generator = networks.recurrent_generator(VOCABULARY, LENGTH, width=3)
    game = models.SeqGAN(generator, networks.text_discriminator(VOCABULARY, LENGTH, share=0.01, decay=0.0))
    assert float(game.discriminator_loss(EVERY_SEQUENCE, EVERY_SEQUENCE)["regularization"]) == 0.0


def test_the_policys_optimizer_begins_with_fresh_moments():
    game = compiled(seqgan())
    fit(game, 2)
    assert int(game.generator_optimizer.iterations.numpy()) == 1
    assert int(game.policy_optimizer.iterations.numpy()) == 0
    fit(game, 1)
    assert int(game.policy_optimizer.iterations.numpy()) == 1
    assert int(game.generator_optimizer.iterations.numpy()) == 1


@pytest.mark.slow
def test_g_steps_of_the_policy_and_d_times_k_epochs_of_the_discriminator_make_a_round():
    game = compiled(seqgan(generator_steps=3, discriminator_steps=2, discriminator_epochs=2))
    turns, descend = [], game.descend
    game.descend = lambda objective, player: turns.append(player) or descend(objective, player)
    fit(game, 3)
    pretraining = ["generator"] + 2 * ["discriminator"]
    assert turns == pretraining + 3 * ["policy"] + 2 * 2 * ["discriminator"]


def test_the_discriminator_goes_through_the_same_written_sequences_in_every_epoch():
    game, seen = compiled(seqgan(batches_per_round=2, discriminator_epochs=2)), []
    loss = game.discriminator_loss

    def noted(real, fake):
        seen.append((real.numpy(), fake.numpy()))
        return loss(real, fake)

    game.discriminator_loss = noted
    real = tf.constant(EVERY_SEQUENCE[:8])
    game.discriminator_turn(game.parts(real))
    first, second = seen[:2], seen[2:]
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal([pair[0] for pair in first], [EVERY_SEQUENCE[0:8:2], EVERY_SEQUENCE[1:8:2]])
    assert not np.array_equal(first[0][1], first[1][1])


def test_each_phase_moves_its_players_and_logs_its_terms():
    game = compiled(seqgan())
    before = weights_of(game)
    assert sorted(fit(game, 1)) == ["likelihood"]
    likelihood = weights_of(game)
    assert game.phase.name == "discriminator"
    assert sorted(fit(game, 1)) == ["discriminator", "regularization"]
    pretrained = weights_of(game)
    assert game.phase.name == "adversarial"
    history = fit(game, 1)
    assert sorted(history) == ["discriminator", "policy", "regularization", "reward"]
    assert all(np.isfinite(values).all() for values in history.values())
    assert all(0 < value < 1 for value in history["reward"])
    after = weights_of(game)
    moved = [
        [not np.array_equal(*pair) for pair in zip(one, next_one, strict=True)]
        for one, next_one in itertools.pairwise([before, likelihood, pretrained, after])
    ]
    assert moved == [[True, False], [False, True], [True, True]]


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["lstm", "gru", "attention"])
def test_likelihood_training_learns_what_comes_next(cell):
    game = compiled(seqgan(stddev=0.1, cell=cell, width=8))
    game.generator_optimizer.learning_rate = 0.1
    sequences = tf.constant([[0, 1, 2], [1, 2, 0]])
    likelihoods = [
        float(game.descend(lambda: {"likelihood": game.nll(sequences)}, "generator")["likelihood"]) for _ in range(40)
    ]
    assert likelihoods[0] == pytest.approx(np.log(3), abs=0.1)
    assert likelihoods[-1] == pytest.approx(np.log(2) / 3, abs=0.05)  # half of the first token cannot be known


def test_a_rewarded_token_becomes_more_frequent():
    game = compiled(seqgan(stddev=0.1))
    rewards = (EVERY_SEQUENCE == 2).astype("float32")
    game.policy_optimizer.learning_rate = 0.1
    for _ in range(5):
        game.descend(lambda: {"policy": game.policy_loss(EVERY_SEQUENCE, rewards)}, "policy")
    assert (game.sample(200) == 2).mean() > 0.6


def test_the_rollouts_policy_follows_the_generator_by_its_momentum():
    game = compiled(seqgan(rollout_momentum=0.8))
    fit(game, 2)
    before = game.generator.get_weights()
    for copy, weight in zip(game.rollout_generator.get_weights(), before, strict=True):
        np.testing.assert_array_equal(copy, weight)
    fit(game, 1)
    pairs = zip(game.rollout_generator.get_weights(), before, game.generator.get_weights(), strict=True)
    for copy, old, new in pairs:
        np.testing.assert_allclose(copy, 0.8 * old + 0.2 * new, rtol=1e-5)


# Sampling and saving


def test_a_seed_settles_the_samples():
    game = seqgan()
    samples = game.sample(40)
    assert samples.dtype == "int32"
    assert samples.shape == (40, LENGTH)
    assert set(np.unique(samples)) == {0, 1, 2}
    np.testing.assert_array_equal(samples, game.sample(40))
    assert not np.array_equal(samples, game.sample(40, seed=1))


@pytest.mark.slow
def test_a_game_at_another_temperature_samples_by_it_and_trains_at_1(tmp_path):
    game = seqgan()
    cold = game.at_temperature(0.2)
    uniforms = game.sampler_inputs(200, seed=0)["uniforms"]
    expected = networks.token_sampler(game.generator, 0.2)(uniforms)
    np.testing.assert_array_equal(cold.sample(200), expected)
    assert not np.array_equal(game.sample(200), expected)
    for one, other in zip(cold.generate_fake(EVERY_SEQUENCE), game.generate_fake(EVERY_SEQUENCE), strict=True):
        np.testing.assert_array_equal(one, other)
    compiled(cold).save(tmp_path / "cold.keras")
    np.testing.assert_array_equal(models.load(tmp_path / "cold.keras").sample(200), expected)
    with pytest.raises(ValueError, match="temperature as a number above 0"):
        game.at_temperature(0)


@pytest.mark.parametrize(
    ("steps", "cell"),
    [
        (3, "lstm"),
        *(pytest.param(3, cell, marks=pytest.mark.slow) for cell in ("gru", "attention")),
        *(pytest.param(steps, "lstm", marks=pytest.mark.slow) for steps in (1, 2)),
    ],
)
def test_a_saved_game_resumes_bitwise_in_the_middle_of_any_phase(steps, cell, tmp_path):
    options = {"rollout_momentum": 0.5, "likelihood_steps": 2, "cell": cell}
    keras.utils.set_random_seed(0)
    whole = compiled(seqgan(**options))
    keras.utils.set_random_seed(0)
    stopped = compiled(seqgan(**options))
    fit(whole, 4)
    fit(stopped, steps)
    stopped.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    fit(again, 4 - steps)
    assert int(again.steps.numpy()) == 4
    mine, other = (
        [*game.variables, *(slot for optimizer in game.optimizers.values() for slot in optimizer.variables)]
        for game in (whole, again)
    )
    for one, two in zip(mine, other, strict=True):
        np.testing.assert_array_equal(one, two, err_msg=one.path)
    np.testing.assert_array_equal(whole.sample(20), again.sample(20))


@pytest.mark.slow
def test_compiled_and_eager_rounds_are_the_same():
    games = []
    for run_eagerly in (True, False):
        keras.utils.set_random_seed(0)
        games.append(compiled(seqgan(batches_per_round=2, generator_steps=2), run_eagerly=run_eagerly))
        fit(games[-1], 4)
    for one, two in zip(*(game.variables for game in games), strict=True):
        np.testing.assert_allclose(one, two, atol=1e-5, err_msg=one.path)


@pytest.mark.slow
def test_two_devices_play_the_rounds_of_one():
    played = []
    for strategy in (None, strategies.local_devices()):  # the two logical CPUs of the tests
        keras.utils.set_random_seed(0)
        with strategy.scope() if strategy else contextlib.nullcontext():
            game = seqgan(dropout=0.0, batches_per_round=2)
            game.compile(*(keras.optimizers.SGD(0.05, global_clipnorm=0.5) for _ in game.players))
        game.fit(batches(game, 8), epochs=3, steps_per_epoch=1, verbose=0, shuffle=False)
        played.append(game)
    for one, two in zip(*(game.variables for game in played), strict=True):
        np.testing.assert_allclose(one, two, atol=1e-5, err_msg=one.path)


# What is refused


@pytest.mark.parametrize(
    "name",
    ["likelihood_steps", "pretraining_steps", "batches_per_round", "num_rollouts", "generator_steps"]
    + ["discriminator_steps", "discriminator_epochs"],
)
def test_a_count_of_nothing_is_refused(name):
    with pytest.raises(ValueError, match=f"SeqGAN takes {name} as an integer of at least 1, not 0"):
        seqgan(**{name: 0})


def test_networks_for_sequences_of_different_lengths_are_refused():
    discriminator = networks.text_discriminator(VOCABULARY, 5, share=0.01)
    with pytest.raises(ValueError, match="build both for the same length"):
        models.SeqGAN(networks.recurrent_generator(VOCABULARY, LENGTH), discriminator)


def test_a_modality_of_another_number_of_tokens_is_refused():
    with pytest.raises(ValueError, match="makes 3 different tokens, but the modality has 4"):
        seqgan(modality=modalities.Text(vocabulary_size=4))


def test_a_batch_that_cannot_be_cut_into_a_rounds_parts_is_refused():
    with pytest.raises(ValueError, match="a batch of 27 cannot be split into 2 equal parts"):
        seqgan(batches_per_round=2).parts(EVERY_SEQUENCE)


def test_real_samples_that_are_no_tokens_are_refused():
    with pytest.raises(ValueError, match="must be integers, not float32"):
        seqgan().samples(tf.zeros((4, LENGTH)))


def test_the_recipe_measures_texts_by_bleu_and_sequences_by_their_oracle(tmp_path):
    (tmp_path / "dogs.txt").write_text("a dog runs\na dog sat\n" * 10)
    train, test = (recipe.dataset(str(tmp_path / "dogs.txt"), split, length=4) for split in ("train", "test"))
    game = recipe.model(train, cell="gru")
    assert [metric.name for metric in recipe.evaluation_metrics(game, train, test)] == ["held_out_nll", "bleu_2"]
    own = data.from_arrays(EVERY_SEQUENCE, modality=modalities.Text(vocabulary_size=VOCABULARY), name="oracle")
    measured = recipe.evaluation_metrics(seqgan(), own, own, length=LENGTH)
    assert [metric.name for metric in measured] == ["oracle_nll", "held_out_nll"]
