"""A column is a class, and a row one noise."""

import numpy as np
import pytest

from tests.pictures.subjects import GameSubject, conditional_gan, gan, seen_rows
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import classes


@pytest.fixture(scope="module")
def subject():
    return GameSubject(conditional_gan())


def test_rows_share_their_noise_and_columns_their_class(subject, monkeypatch):
    seen = seen_rows(monkeypatch)
    classes.draw("", subject, num=2)
    ((found, _, columns, _),) = seen
    assert columns == ["class 0", "class 1", "class 2"]
    for label in range(3):
        expected = subject.game.sample(2, seed=0, labels=np.full(2, label, "int32"))
        np.testing.assert_allclose(found[:, label], expected, atol=1e-5)


def test_classes_can_be_selected_and_must_exist(subject, monkeypatch):
    seen = seen_rows(monkeypatch)
    classes.draw("", subject, num=2, classes=[2, 0])
    assert seen[0][2] == ["class 2", "class 0"]
    with pytest.raises(ValueError, match="no class 3: they are counted from 0 to 2"):
        classes.draw("", subject, num=2, classes=[3])


def test_points_have_a_panel_for_each_class(tmp_path, monkeypatch):
    from tfgan_zoo import plots

    seen = []
    monkeypatch.setattr(plots, "scatter_panels", lambda path, panels, title: seen.append(panels))
    classes.draw("", GameSubject(conditional_gan((2,))), num=2)
    assert list(seen[0]) == ["class 0", "class 1", "class 2"]
    assert seen[0]["class 1"]["generated"].shape == (500, 2)


def test_a_game_without_labels_has_no_classes():
    with pytest.raises(NotApplicable, match="takes no labels"):
        classes.draw("", GameSubject(gan()), num=2)
