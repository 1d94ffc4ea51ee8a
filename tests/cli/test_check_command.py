"""`tfgan-zoo check` says so where it can hardly see anything."""

import importlib

import pytest

from tfgan_zoo import cli, evaluation
from tfgan_zoo.evaluation.significance import compare_draws

command = importlib.import_module("tfgan_zoo.cli.check")
NOISY, STEADY = [0.1, -0.2, 0.5], [10.0, 10.2, 9.8]


def result(values, better="lower"):
    made = {"network": "none", "n_real": 10, "n_fake": 10, "split": "test"}
    return {"metric": "kid", **made, "better": better, "values": values, "mean": sum(values) / 3, "spread": 0.3}


@pytest.fixture(autouse=True)
def no_run(monkeypatch):
    """What is looked for on disk is there."""
    for name in ("check_run", "check_generator", "read_record"):
        monkeypatch.setattr(command, name, lambda *given: None)


@pytest.mark.parametrize(("values", "warned"), [(NOISY, True), (STEADY, False)])
def test_a_check_whose_margin_exceeds_the_recorded_result_warns(monkeypatch, capsys, values, warned):
    monkeypatch.setattr(
        evaluation, "check", lambda *given: (result(values), compare_draws(values, values)), raising=False
    )
    assert cli.main(["check", "runs/none"]) == 0
    told = capsys.readouterr().out
    assert ("exceeds the recorded result itself, 0.1333" in told) == warned
    assert ("Warning" in told) == warned


@pytest.mark.parametrize(
    ("values", "better", "warned"), [(NOISY, "lower", True), (STEADY, "lower", False), (NOISY, None, False)]
)
def test_so_does_a_record(monkeypatch, capsys, values, better, warned):
    monkeypatch.setattr(evaluation, "record", lambda *given: {"results": [result(values, better)]}, raising=False)
    assert cli.main(["check", "runs/none", "--record"]) == 0
    assert ("Warning: of kid, the margin of" in capsys.readouterr().out) == warned
