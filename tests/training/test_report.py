"""The report of a run names the phases of a game that has several."""

from tfgan_zoo.training.report import phases


def rows(*names):
    return [{"epoch": str(number + 1), "phase": name} for number, name in enumerate(names)]


def test_several_phases_are_named_with_their_last_epoch():
    (line,) = phases(rows("pretraining", "pretraining", "game"))
    assert line == "Phases: pretraining (to epoch 2), game (to epoch 3)."


def test_a_single_phase_or_none_is_not_spoken_of():
    assert phases(rows("game", "game")) == phases([{"epoch": "1"}]) == phases([]) == []
