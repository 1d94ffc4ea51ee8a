"""GAIL: its losses by hand, its environment's limits, its order, and that it resumes to the bit."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import gym_environments, losses, models, networks
from tfgan_zoo.data.trajectories import leaning

gymnasium = pytest.importorskip("gymnasium", reason="GAIL's environments are gymnasium's: tfgan-zoo[control]")

SIZE, NUM_ACTIONS = 4, 2
FEW = {"num_environments": 2, "num_steps": 12, "num_epochs": 2, "num_minibatches": 3, "max_episode_steps": 20}


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def normal(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape).astype("float32")


def gail(rate=1e-3, **options):
    keras.utils.set_random_seed(0)
    builders = networks.policy_network, networks.imitation_discriminator
    policy, discriminator = (build(SIZE, NUM_ACTIONS, width=5) for build in builders)
    game = models.GAIL(policy, discriminator, networks.value_network(SIZE, width=5), **{**FEW, **options})
    for number, network in enumerate((policy, discriminator, game.value)):
        last = network.trainable_variables[-2]  # zero at first
        last.assign(normal(*last.shape, seed=number))
    game.compile(*(keras.optimizers.Adam(rate) for _ in range(4)))
    return game


def expert(count=24):
    return {"sample": tf.constant(np.arange(count) % 2, tf.int32), "observations": tf.constant(normal(count, SIZE))}


def fit(game, steps):
    batches = tf.data.Dataset.from_tensors(expert()).repeat()
    return game.fit(batches, epochs=steps, steps_per_epoch=1, verbose=0).history


# Losses


def test_advantages_bootstrap_where_an_episode_was_cut_off_and_not_where_it_terminated():
    rewards = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])
    values = np.array([[0.5, 0.5], [1.0, 1.0], [1.5, 1.5]])
    following = np.array([[1.0, 1.0], [7.0, 7.0], [4.0, 4.0]])  # of the second step: what its episode ended at
    terminated = np.array([[False, False], [True, False], [False, False]])
    ended = np.array([[False, False], [True, True], [False, False]])
    gamma, decay = 0.9, 0.5
    last = 3 + gamma * 4 - 1.5  # cut off by the end of what was collected
    after_termination, after_limit = 2 - 1.0, 2 + gamma * 7 - 1.0
    first = 1 + gamma * 1.0 - 0.5
    expected = [
        [first + gamma * decay * after_termination, first + gamma * decay * after_limit],
        [after_termination, after_limit],
        [last, last],
    ]
    found = losses.generalized_advantages(rewards, values, following, terminated, ended, gamma, decay)
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_the_clipped_objective_pays_no_more_beyond_the_clip_but_charges_all():
    ratios, advantages = np.array([1.5, 0.5, 1.5, 0.5]), np.array([1.0, 1.0, -1.0, -1.0])
    found = losses.clipped_policy(np.log(ratios), np.zeros(4), advantages, 0.2)
    assert float(found) == pytest.approx(-(1.2 + 0.5 - 1.5 - 0.8) / 4, rel=1e-6)


def test_the_clipped_objectives_gradient_is_the_policy_gradient_at_the_old_policy_and_none_beyond():
    new = tf.constant([0.0, np.log(1.5), np.log(0.5)], tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(new)
        loss = losses.clipped_policy(new, tf.zeros(3), tf.constant([2.0, 2.0, -2.0]), 0.2)
    np.testing.assert_allclose(tape.gradient(loss, new), [-2 / 3, 0, 0], atol=1e-6)


def test_the_discriminator_learns_one_for_the_expert_and_zero_for_the_policy_with_its_entropy_rewarded():
    game = gail(entropy_weight=0.1)
    acted = {"sample": tf.constant([1, 1, 0]), "observations": tf.constant(normal(3, SIZE, seed=7))}
    real, fake = (game.score(pairs).numpy().astype("float64") for pairs in (expert(3), acted))
    terms = game.discriminator_loss(expert(3), acted)
    expected = -np.log(sigmoid(real)).mean() - np.log(1 - sigmoid(fake)).mean()
    assert float(terms["discriminator"]) == pytest.approx(expected, rel=1e-5)
    p = sigmoid(np.concatenate([real, fake]))
    entropy = -(p * np.log(p) + (1 - p) * np.log(1 - p)).mean()
    assert float(terms["discriminator_entropy"]) == pytest.approx(-0.1 * entropy, rel=1e-5)
    assert float(game.accuracy(expert(3), acted)) == pytest.approx(np.mean([*(real > 0), *(fake <= 0)]))


def test_the_reward_is_minus_log_of_one_minus_d_of_the_action_taken():
    game = gail()
    steps = {name: values[None] for name, values in (("observations", normal(3, SIZE)), ("rewards", np.ones(3)))}
    steps["actions"] = np.array([[0, 1, 1]], "int32")
    steps = {name: tf.constant(values) for name, values in steps.items()}
    every_action = keras.Model(game.discriminator.inputs, game.discriminator.layers[-1].input[0])
    inputs = {"actions": steps["actions"][0], "observations": steps["observations"][0]}
    logits = np.take_along_axis(every_action(inputs).numpy(), steps["actions"].numpy()[0][:, None], 1)
    np.testing.assert_allclose(game.rewards(steps), -np.log(1 - sigmoid(logits.T)), rtol=1e-5)
    np.testing.assert_array_equal(gail(constant_reward=1.0).rewards(steps), np.ones((1, 3)))


# Networks


def test_output_layers_are_zero_so_that_every_action_is_as_likely_and_all_rewards_are_equal():
    policy = networks.policy_network(SIZE, NUM_ACTIONS)
    np.testing.assert_array_equal(policy(normal(5, SIZE)), np.zeros((5, NUM_ACTIONS)))
    discriminator = networks.imitation_discriminator(SIZE, NUM_ACTIONS)
    inputs = {"actions": np.array([0, 1, 1]), "observations": normal(3, SIZE)}
    np.testing.assert_array_equal(discriminator(inputs), np.zeros((3, 1)))


def test_inputs_are_standardized_by_the_experts_data():
    observations = normal(50, SIZE) * [1, 10, 0.1, 0] + [5, 0, 0, 3]
    mean, variance = observations.mean(axis=0), observations.var(axis=0)
    network = networks.policy_network(SIZE, NUM_ACTIONS, mean, variance)
    (layer,) = (layer for layer in network.layers if isinstance(layer, keras.layers.Normalization))
    found = layer(observations.astype("float32"))
    np.testing.assert_allclose(
        found[:, :3], ((observations - mean) / observations.std(axis=0).clip(1e-9))[:, :3], 1e-3, 1e-4
    )
    np.testing.assert_allclose(found[:, 3], np.zeros(50), atol=1e-5)  # what never changes is only centered


# Steps in the environment


def test_steps_lead_from_one_observation_to_the_next_and_an_ended_episode_begins_anew():
    game = gail(num_steps=60)
    steps = {name: values.numpy() for name, values in game.rollout().items()}
    assert steps["ended"][:-1].any()
    for copy in range(2):
        for number in range(59):
            reached, current = steps["next_observations"][number, copy], steps["observations"][number + 1, copy]
            assert np.array_equal(reached, current) != steps["ended"][number, copy]
            if steps["ended"][number, copy]:
                assert np.abs(current).max() <= 0.05  # CartPole's own first observations


def test_only_a_fall_terminates_and_a_limit_cuts_off():
    environments = gym_environments.Environments("CartPole-v1", 1, 20)
    observations, flags = environments.reset([0]), []
    for _ in range(20):
        _, observations, _, terminated, ended = environments.step(leaning(observations))
        flags.append((bool(terminated[0]), bool(ended[0])))
    assert flags == 19 * [(False, False)] + [(False, True)]
    environments.reset([0])
    flags = [tuple(bool(flag[0]) for flag in environments.step([0])[3:]) for _ in range(12)]
    assert (True, True) in flags
    assert (False, True) not in flags


def test_every_iteration_is_of_fresh_episodes_that_its_seeds_settle():
    game, again = gail(), gail()
    first, second = game.rollout(), game.rollout()
    assert not np.array_equal(first["observations"][0], second["observations"][0])
    gym_environments.cached("CartPole-v1", 2, 20).step([0, 1])  # whatever has happened to the copies
    for name, values in again.rollout().items():
        np.testing.assert_array_equal(values, first[name])


# Iterations


@pytest.mark.slow
def test_an_iteration_is_the_policy_then_one_step_of_the_discriminator_then_the_value():
    game, turns = gail(), []
    game.compile(*game.optimizers.values(), run_eagerly=True)
    descend = game.descend
    game.descend = lambda objective, player: turns.append(player) or descend(objective, player)
    history = fit(game, 1)
    assert turns == 2 * 3 * ["policy"] + ["discriminator"] + 2 * 3 * ["value"]
    assert sorted(history) == sorted(game.phase.terms)


def test_the_discriminator_sees_as_many_of_the_experts_pairs_as_the_policys():
    game = gail()
    drawn = game.drawn_pairs(expert(5), 48)
    assert drawn["sample"].shape == (48,)
    known = {tuple(row) for row in expert(5)["observations"].numpy()}
    assert {tuple(row) for row in drawn["observations"].numpy()} == known


def test_cloning_moves_the_policy_alone_and_learns_the_experts_actions():
    game = gail(rate=0.05, cloning_steps=60)
    actions = (expert()["observations"][:, 0] > 0).numpy().astype("int32")
    before = [network.get_weights() for network in (game.discriminator, game.value)]
    batches = tf.data.Dataset.from_tensors({**expert(), "sample": tf.constant(actions)}).repeat()
    history = game.fit(batches, steps_per_epoch=60, verbose=0).history
    assert sorted(history) == ["cloning"]
    np.testing.assert_array_equal(game.sample(observations=expert()["observations"].numpy()), actions)
    for network, weights in zip((game.discriminator, game.value), before, strict=True):
        for one, two in zip(network.get_weights(), weights, strict=True):
            np.testing.assert_array_equal(one, two)
    assert game.phase.name == "adversarial"


@pytest.mark.slow
def test_a_saved_game_resumes_bitwise_with_the_same_episodes(tmp_path):
    keras.utils.set_random_seed(0)
    whole = gail(cloning_steps=1)
    keras.utils.set_random_seed(0)
    stopped = gail(cloning_steps=1)
    fit(whole, 4)
    fit(stopped, 2)
    stopped.save(tmp_path / "game.keras")
    again = models.load(tmp_path / "game.keras")
    fit(again, 2)
    mine, other = (
        [*game.variables, *(slot for optimizer in game.optimizers.values() for slot in optimizer.variables)]
        for game in (whole, again)
    )
    for one, two in zip(mine, other, strict=True):
        np.testing.assert_array_equal(one, two, err_msg=one.path)


def test_the_likeliest_action_is_served():
    game = gail()
    observations = normal(6, SIZE)
    found = game.sample(observations=observations)
    assert found.dtype == "int32"
    np.testing.assert_array_equal(found, game.policy(observations).numpy().argmax(-1))


# What is refused


def test_an_environment_that_is_not_installed_is_refused():
    with pytest.raises(ValueError, match="gymnasium cannot make the environment 'CartPole-v9'"):
        gail(environment="CartPole-v9")


def test_without_gymnasium_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "gymnasium", None)
    with pytest.raises(ValueError, match=r"pip install 'tfgan-zoo\[control\]'"):
        gym_environments.Environments("CartPole-v1")


@pytest.mark.parametrize("name", ["Pendulum-v1", "MountainCarContinuous-v0"])
def test_an_environment_with_continuous_actions_is_refused(name):
    with pytest.raises(ValueError, match="actions of the kind Box"):
        gail(environment=name)


def test_networks_for_another_environment_are_refused():
    with pytest.raises(ValueError, match="takes observations of 4 numbers and has 2 actions, but MountainCar-v0 has"):
        gail(environment="MountainCar-v0")


@pytest.mark.parametrize(
    ("batch", "message"),
    [
        ({"sample": tf.zeros(3), "observations": tf.zeros((3, SIZE))}, "must be integers"),
        ({"sample": tf.zeros(3, tf.int32)}, "learns from samples with their sample and observations|observations"),
        ({"sample": tf.zeros(3, tf.int32), "observations": tf.zeros((3, 2))}, "expected .None, 4"),
        ({"sample": tf.zeros((3, 2), tf.int32), "observations": tf.zeros((3, SIZE))}, "actions of shape .3, 2."),
        ({"sample": tf.constant([0, 2]), "observations": tf.zeros((2, SIZE))}, "actions from 0 to 2; expected 0 to 1"),
    ],
)
def test_actions_and_observations_of_another_kind_are_refused(batch, message):
    with pytest.raises(ValueError, match=message):
        gail().samples(batch)


@pytest.mark.parametrize("options", [{"discount": 1.5}, {"clip": 1.0}, {"num_steps": 0}, {"entropy_weight": -1.0}])
def test_numbers_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match=f"GAIL takes {next(iter(options))} as"):
        gail(**options)


def test_xla_over_a_whole_iteration_is_refused():
    with pytest.raises(ValueError, match="XLA cannot compile a round of GAIL"):
        gail().compile(jit_compile=True)
