"""What a run hands on: which epochs are measured, which game is exported, how large the batches are."""

import importlib
import types

import numpy as np
import pytest

from tests.helpers.tiny import linear_players
from tfgan_zoo import data, models
from tfgan_zoo.runs import setup

train = importlib.import_module("tfgan_zoo.training.train")


@pytest.fixture
def run(monkeypatch):
    """A run at a step, whose game notes how it is trained."""
    monkeypatch.setattr(setup, "evaluation_batches", lambda *given: "real")
    monkeypatch.setattr(setup, "worker_batches", lambda *given: "batches")

    def at(steps, every):
        fits = []
        game = types.SimpleNamespace(
            evaluation_metrics=["a metric"],
            stop_training=False,
            fit=lambda batches, **options: fits.append(options),
        )
        game.steps = types.SimpleNamespace(numpy=lambda: steps)
        flags = {"steps": 10, "batch_size": 4, "evaluate_every": every}
        prepared = types.SimpleNamespace(game=game, real_data=None, train_data=None)
        return prepared, {"flags": flags, "steps_per_epoch": 2}, fits

    return at


@pytest.mark.parametrize(("every", "measured"), [(1, [1, 2, 3, 4, 5]), (2, [2, 4, 5]), (4, [4, 5])])
def test_fit_is_told_which_epochs_are_measured(run, every, measured):
    prepared, settings, fits = run(0, every)
    train.fit(prepared, settings, (0, 0), [])
    (options,) = fits
    assert (options["validation_data"], list(options["validation_freq"])) == ("real", measured)
    assert (options["initial_epoch"], options["epochs"], options["steps_per_epoch"]) == (0, 5, 2)


@pytest.mark.parametrize(("every", "real"), [(2, "real"), (3, None)])
def test_an_epoch_that_only_has_to_end_is_measured_where_its_number_says_so(run, monkeypatch, every, real):
    ends = []
    monkeypatch.setattr(train, "end_epoch", lambda game, epoch, batches, watchers: ends.append((epoch, batches)))
    prepared, settings, _ = run(4, every)
    train.fit(prepared, settings, (1, 2), [])
    assert ends == [(1, real)]


@pytest.mark.parametrize(
    ("stopped", "has_best", "exported"), [(True, True, "best"), (True, False, "last"), (False, True, "last")]
)
def test_a_run_that_a_problem_ended_exports_and_draws_its_best_game(monkeypatch, stopped, has_best, exported):
    used = []
    best = types.SimpleNamespace(exists=lambda: has_best)
    folder = types.SimpleNamespace(
        checkpoint=lambda name: best, saved_model="out", report="", write_settings=lambda settings: None
    )
    steps = types.SimpleNamespace(numpy=lambda: 4)
    games = {name: types.SimpleNamespace(name=name, steps=steps) for name in ("last", "best")}
    monkeypatch.setattr(train, "stopped_by_monitor", lambda *given: stopped)
    monkeypatch.setattr(setup, "load_game", lambda path: games["best"])
    monkeypatch.setattr(train, "export_game", lambda game, *given: used.append(game.name))
    monkeypatch.setattr(train, "write_sample_files", lambda folder, game, *given: used.append(game.name))
    monkeypatch.setattr(train, "write_pictures", lambda folder, source, drawn, given: used.append(drawn.game.name))
    monkeypatch.setattr(train, "write_report", lambda *given: None)
    train.finish(folder, None, {"flags": {"seed": 0}}, setup.RunSetup(games["last"], None, None))
    assert used == [exported] * 3


def test_a_batch_of_a_run_has_fresh_samples_for_every_step_of_the_discriminator():
    game = models.GAN(*linear_players(), discriminator_steps=3)
    points = data.from_arrays(np.zeros((100, 2), "float32"))
    batches = setup.training_batches(game, points, {"batch_size": 8, "seed": 0})
    assert next(iter(batches)).shape == (24, 2)
