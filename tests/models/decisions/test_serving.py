"""Rankings and actions as SavedModels, in TensorFlow's C++ runtime, and on the command line."""

import numpy as np
import pytest
import tensorflow as tf

import tfgan_zoo
from tests.helpers.cpp_process import run_in_cpp
from tests.models.decisions.test_irgan import NUM_ITEMS, OWN, USERS, irgan
from tfgan_zoo import runs, serving
from tfgan_zoo.modalities.ranking import NUM_TOP


@pytest.fixture(scope="module")
def ranker(tmp_path_factory):
    game, folder = irgan(), tmp_path_factory.mktemp("ranker")
    game.remember(USERS, OWN)
    game.save(folder / "game.keras")
    return game, folder, serving.export_generator(game, folder / "served")


def test_a_server_ranks_what_a_user_has_not_seen(ranker, tmp_path):
    game, _, path = ranker
    users = np.array([2, 0, 1], "int32")
    expected = game.sample(users=users)
    np.testing.assert_array_equal(run_in_cpp(path, "serving_default", tmp_path, users=users)["items"], expected)
    np.testing.assert_array_equal(run_in_cpp(path, "top", tmp_path, users=users)["items"], expected[:, :NUM_TOP])
    assert expected.shape == (3, NUM_ITEMS)


def test_what_is_served_draws_nothing_so_that_it_cannot_be_sampled(ranker, tmp_path):
    with pytest.raises(ValueError, match="no signature 'sample', only serving_default, top: it needs inputs"):
        runs.sample(str(ranker[2]), tmp_path / "page.png", 2, given={"users": [0, 2]})


def test_a_server_refuses_users_that_it_does_not_know(ranker):
    serve = tf.saved_model.load(ranker[2]).signatures["serving_default"]
    with pytest.raises(tf.errors.InvalidArgumentError, match="received the user"):
        serve(users=tf.constant([3]))


def test_a_loaded_ranker_says_which_user_it_does_not_know(ranker):
    with pytest.raises(ValueError, match="received the user 3; expected 0 to 2"):
        tfgan_zoo.load(ranker[2]).sample(users=[0, 3])


def test_rankings_of_a_saved_game_are_drawn_and_written(ranker, tmp_path):
    game, folder, _ = ranker
    runs.sample(str(folder / "game.keras"), tmp_path / "page.png", 2, given={"users": [0, 2]})
    assert (tmp_path / "page.png").stat().st_size > 1000
    runs.sample(str(folder / "game.keras"), tmp_path / "lists", 2, given={"users": [0, 2]})
    items = [int(line) for line in (tmp_path / "lists/0001.txt").read_text().split()]
    assert items == [item for item in game.sample(users=[2])[0] if item >= 0]


@pytest.mark.slow
def test_a_server_gives_the_likeliest_action(tmp_path):
    pytest.importorskip("gymnasium", reason="GAIL's environments are gymnasium's: tfgan-zoo[control]")
    from tests.models.decisions.test_gail import SIZE, gail, normal

    game, observations = gail(), normal(5, SIZE, seed=3)
    path = serving.export_generator(game, tmp_path / "served")
    expected = game.sample(observations=observations)
    assert len(set(expected)) == 2
    found = run_in_cpp(path, "serving_default", tmp_path, observations=observations)["actions"]
    np.testing.assert_array_equal(found, expected)
    game.save(tmp_path / "game.keras")
    given = {"observations": [[0.0, 1, 2, 3], [3, 2, 1, 0]]}
    runs.sample(str(tmp_path / "game.keras"), tmp_path / "curves.png", 2, given=given)
    assert (tmp_path / "curves.png").stat().st_size > 1000
