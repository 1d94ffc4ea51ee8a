"""What an expert observed and did."""

import numpy as np
import pytest

from tfgan_zoo import data

EPISODES = np.repeat(np.arange(10), 3)
OBSERVATIONS = np.arange(60.0).reshape(30, 2)
ACTIONS = np.arange(30) % 3


@pytest.fixture
def stored(tmp_path):
    def store(**changed):
        arrays = {"observations": OBSERVATIONS, "actions": ACTIONS, "episodes": EPISODES, **changed}
        np.savez(tmp_path / "expert.npz", **{name: value for name, value in arrays.items() if value is not None})
        return tmp_path / "expert.npz"

    return store


def test_the_last_of_every_five_trajectories_is_for_testing(stored):
    train, test = (data.trajectories(stored(), split) for split in ("train", "test"))
    rows = np.isin(EPISODES, [4, 9])
    np.testing.assert_array_equal(test.conditions["observations"], OBSERVATIONS[rows])
    np.testing.assert_array_equal(train.samples, ACTIONS[~rows])
    assert train.modality.num_actions == 3
    assert train.conditions["observations"].dtype == np.float32


def test_a_number_of_trajectories_is_taken_whole_from_the_first_on(stored):
    few = data.trajectories(stored(), num_trajectories=2)
    np.testing.assert_array_equal(few.conditions["observations"], OBSERVATIONS[:6])


def test_a_table_is_read_as_the_arrays_are(stored, tmp_path):
    table = np.column_stack([EPISODES, OBSERVATIONS, ACTIONS])
    np.savetxt(tmp_path / "expert.csv", table, delimiter=",", header="episode,x,y,action", comments="")
    for split in ("train", "test"):
        one, other = (data.trajectories(tmp_path / name, split) for name in ("expert.csv", "expert.npz") if stored())
        np.testing.assert_array_equal(one.samples, other.samples)
        np.testing.assert_array_equal(one.conditions["observations"], other.conditions["observations"])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"actions": None}, "has no actions; expected arrays named observations, actions, episodes"),
        ({"actions": np.eye(3)[ACTIONS]}, "expert.npz .actions. has type float64 and shape .30, 3.; .*argmax"),
        ({"actions": ACTIONS + 0.5}, "expected one integer for each step"),
        ({"actions": ACTIONS[:-1]}, r"actions \(29,\) .*expected \(steps, size\)"),
        ({"observations": OBSERVATIONS[:, 0]}, "expected .steps, size."),
        ({"observations": OBSERVATIONS * np.nan}, "NaN or infinite"),
        ({"actions": ACTIONS - 1}, "actions from -1 to 1"),
        ({"actions": ACTIONS * 10**9}, "has the action 2000000000 in 30 steps; expected actions numbered from 0"),
    ],
)
def test_other_files_are_refused(stored, changed, message):
    with pytest.raises(ValueError, match=message):
        data.trajectories(stored(**changed))


def test_more_trajectories_than_there_are_are_refused(stored):
    with pytest.raises(ValueError, match="has 8 trajectories, fewer than 9"):
        data.trajectories(stored(), num_trajectories=9)
    with pytest.raises(ValueError, match="num_trajectories=0"):
        data.trajectories(stored(), num_trajectories=0)
    with pytest.raises(ValueError, match="actions from 0 to 2; expected 0 to 1"):
        data.trajectories(stored(), num_actions=2)


def test_a_table_that_is_none_is_refused(tmp_path):
    (tmp_path / "expert.csv").write_text("a,b,c\n1,2,x\n")
    with pytest.raises(ValueError, match="is not a table of numbers"):
        data.trajectories(tmp_path / "expert.csv")
    (tmp_path / "expert.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ValueError, match="has 2 columns"):
        data.trajectories(tmp_path / "expert.csv")


def test_the_leaning_expert_balances_and_stands_to_the_right():
    pytest.importorskip("gymnasium", reason="the expert acts in gymnasium's CartPole: tfgan-zoo[control]")
    train, test = (data.load_trajectories("leaning_cartpole", split) for split in ("train", "test"))
    assert (train.num_examples, test.num_examples) == (20 * 200, 5 * 200)
    positions = train.conditions["observations"].reshape(20, 200, 4)[:, 60:, 0]
    assert positions.mean() == pytest.approx(0.76, abs=0.03)
    assert np.abs(train.conditions["observations"][:, 2]).max() < 0.21  # no pole has fallen
    np.testing.assert_array_equal(train.samples, data.load("leaning_cartpole").samples)


def test_other_sets_of_this_package_hold_no_trajectories():
    with pytest.raises(ValueError, match="digits holds no trajectories"):
        data.load_trajectories("digits")
