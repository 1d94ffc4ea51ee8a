"""The figures of a search are written for hyperparameters of any type."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import plots

VALUES = [9.0, 12.0, 7.5, 300.0]
PRUNED = [False, True, False, True]


@pytest.mark.parametrize("pruned", [PRUNED, [False] * 4, [True] * 4])
def test_a_history_is_drawn_with_and_without_pruned_trials(tmp_path, pruned):
    plots.search_history(tmp_path / "history.png", range(4), VALUES, pruned, "fid_768", higher_is_better=True)
    assert np.asarray(Image.open(tmp_path / "history.png").convert("L")).std() > 5


@pytest.mark.parametrize("count", [1, 4])
def test_slices_have_a_panel_for_each_hyperparameter_of_any_type(tmp_path, count):
    settings = {
        "network": ["a very long word indeed", "b", "b", "c"],
        "rate": [1e-4, 1e-2, 1e-3, 1e-3],
        "averaged": [True, False, True, True],
        "momentum": [None, 0.5, 0.9, None],
    }
    settings = dict(list(settings.items())[:count])
    remarks = {"rate": "importance 0.90"}
    plots.search_slices(tmp_path / "slices.png", settings, ["rate"], VALUES, PRUNED, "fid_768", remarks)
    assert np.asarray(Image.open(tmp_path / "slices.png").convert("L")).std() > 5
