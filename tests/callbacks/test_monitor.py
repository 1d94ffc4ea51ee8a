"""The monitor records its signals, reports a problem once, and resumes where it was."""

import dataclasses
import math

import keras
import numpy as np
import pytest

from tests.helpers import tiny
from tfgan_zoo import callbacks, models, plots
from tfgan_zoo.callbacks import Monitor, Table, read_signals
from tfgan_zoo.monitor import Problem, Signals


def points(count=32, seed=0):
    return np.random.default_rng(seed).normal(size=(count, 2)).astype("float32")


def game():
    keras.utils.set_random_seed(0)
    gan = models.GAN(*tiny.linear_players())
    gan.compile(keras.optimizers.SGD(0.01), keras.optimizers.SGD(0.01))
    return gan


def fit(gan, monitor_callback, epochs, initial_epoch=0):
    batches = tiny.tf.data.Dataset.from_tensors(points(8)).repeat()
    gan.fit(
        batches, epochs=epochs, initial_epoch=initial_epoch, steps_per_epoch=2, callbacks=[monitor_callback], verbose=0
    )


@pytest.fixture
def problem_from_step_4(monkeypatch):
    """Every game has a problem from that step on."""
    problem = Problem("test", lambda history: "it shows" if history[-1].steps >= 4 else None, "nothing", patience=1)
    monkeypatch.setattr("tfgan_zoo.monitor.findings.PROBLEMS", (problem,))


def test_each_epoch_has_a_row_in_the_table_and_curves_are_drawn(tmp_path):
    monitor_callback = Monitor(tmp_path / "signals.csv", points(), points(seed=1))
    fit(game(), monitor_callback, 3)
    first, *others = read_signals(Table(tmp_path / "signals.csv"))
    assert [signals.steps for signals in (first, *others)] == [2, 4, 6]
    assert math.isnan(first.movement) and all(signals.movement > 0 for signals in others)
    assert (tmp_path / "signals.png").exists()


def test_every_second_epoch_is_checked(tmp_path):
    fit(game(), Monitor(tmp_path / "signals.csv", points(), every=2), 4)
    assert [row["steps"] for row in Table(tmp_path / "signals.csv").rows()] == ["4", "8"]
    with pytest.raises(ValueError, match="Monitor takes every as an integer of at least 1, not 0"):
        Monitor(tmp_path / "signals.csv", points(), every=0)


def test_a_problem_is_reported_once_and_training_continues(tmp_path, capsys, problem_from_step_4):
    gan, monitor_callback = game(), Monitor(tmp_path / "signals.csv", points())
    fit(gan, monitor_callback, 4)
    assert capsys.readouterr().out.count("Monitor: Test, since step 4: it shows. Try: nothing") == 1
    assert [finding.problem for finding in monitor_callback.findings] == ["test"]
    assert int(gan.steps.numpy()) == 8


def test_a_problem_stops_training_if_requested(tmp_path, problem_from_step_4):
    gan = game()
    fit(gan, Monitor(tmp_path / "signals.csv", points(), stop=True), 4)
    assert int(gan.steps.numpy()) == 4


def test_the_game_with_the_closest_samples_is_saved(tmp_path):
    gan = game()
    fit(gan, Monitor(tmp_path / "signals.csv", points(), keep=tmp_path / "nearest.keras"), 3)
    distances = [signals.distance for signals in read_signals(Table(tmp_path / "signals.csv"))]
    kept = models.load(tmp_path / "nearest.keras")
    assert int(kept.steps.numpy()) == 2 * (1 + int(np.argmin(distances)))


@pytest.mark.slow
def test_a_resumed_training_has_the_table_of_an_uninterrupted_one(tmp_path):
    fit(game(), Monitor(tmp_path / "whole.csv", points()), 4)
    gan = game()
    fit(gan, Monitor(tmp_path / "parts.csv", points()), 2)
    fit(gan, Monitor(tmp_path / "parts.csv", points()), 4, initial_epoch=2)
    assert (tmp_path / "parts.csv").read_text() == (tmp_path / "whole.csv").read_text()


@pytest.mark.slow
def test_a_repeated_epoch_compares_with_the_one_before_it(tmp_path):
    path = tmp_path / "signals.csv"
    fit(game(), Monitor(path, points()), 2)
    whole = path.read_text()
    Table(path).truncate(2)  # as a run does that was killed before it saved its second epoch
    gan = game()
    fit(gan, Monitor(tmp_path / "other.csv", points()), 1)
    fit(gan, Monitor(path, points()), 2, initial_epoch=1)
    assert path.read_text() == whole


def test_a_foreign_table_is_refused_and_not_changed(tmp_path):
    Table(tmp_path / "signals.csv").append([{"steps": 1, "generator": 0.5}])
    with pytest.raises(ValueError, match="has no signals of a monitor"):
        fit(game(), Monitor(tmp_path / "signals.csv", points()), 1)
    assert len(Table(tmp_path / "signals.csv").rows()) == 1


def test_a_table_from_before_a_signal_is_read_and_added_to(tmp_path):
    table = Table(tmp_path / "signals.csv")
    needed = [field.name for field in dataclasses.fields(Signals) if field.default is dataclasses.MISSING]
    table.write([{name: "1" for name in needed}])
    assert [signals.has_score for signals in read_signals(table)] == [1]
    table.append([{**{name: "2" for name in needed}, "has_score": "0"}])
    assert [signals.has_score for signals in read_signals(table)] == [1, 0]


def test_signals_that_a_game_does_not_have_are_not_drawn(tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(plots, "curves", lambda path, steps, panels, title: drawn.append(panels))
    names = [field.name for field in dataclasses.fields(Signals)]
    missing = dict.fromkeys(("separation", "confidence", "memorization"), float("nan"))
    callbacks.draw_signals(tmp_path / "a.png", [Signals(**{**dict.fromkeys(names, 1), **missing})])
    assert list(drawn[0]) == ["samples, of the data's", "distance, movement", "norms of gradients"]
