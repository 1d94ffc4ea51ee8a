"""Observations of an environment as pictures and files."""

import numpy as np

from tfgan_zoo.modalities import Observations


def test_each_number_has_a_panel_with_what_was_predicted_and_what_was_observed(tmp_path, monkeypatch):
    from tfgan_zoo import plots

    drawn = {}
    monkeypatch.setattr(plots, "curves", lambda path, x, panels, *rest, **options: drawn.update(panels))
    Observations().draw(tmp_path / "page.png", np.zeros((5, 2)), real=np.ones((9, 2)))
    assert list(drawn) == ["number 0", "number 1"]
    assert {name: (len(values), values[0]) for name, values in drawn["number 1"].items()} == {
        "observed": (5, 1.0),
        "predicted": (5, 0.0),
    }
