"""A column is a class, and a row one noise."""

import numpy as np
import pytest

from tests.pictures.subjects import GameSubject, conditional_gan, gan, seen_rows
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import classes
from tfgan_zoo.pictures.requested_subject import RequestedSubject
from tfgan_zoo.serving import card, export


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


@pytest.fixture(scope="module")
def exported(subject, tmp_path_factory):
    return export.export_generator(subject.game, tmp_path_factory.mktemp("served") / "conditional")


def test_an_exported_generator_draws_what_its_game_does(subject, exported, monkeypatch):
    seen = seen_rows(monkeypatch)
    for each in (subject, RequestedSubject(str(exported))):
        classes.draw("", each, num=1)
    (of_game, *rest), (of_export, *rest_of_export) = (arguments[:3] for arguments in seen)
    assert rest == rest_of_export
    np.testing.assert_allclose(of_export, of_game, atol=1e-5)  # a SavedModel draws each row from a seed of its own


def test_rows_of_an_exported_generator_share_their_seed(exported, monkeypatch):
    seen = seen_rows(monkeypatch)
    found = RequestedSubject(str(exported), seed=4)
    classes.draw("", found, num=2, classes=[1])
    np.testing.assert_array_equal(seen[0][0][:, 0], found.source.sample(2, 4, {"labels": [1, 1]}))


def test_an_export_that_does_not_say_how_many_classes_it_has_is_named(exported, monkeypatch):
    text = (exported / card.MODALITY).read_text()
    (exported / card.MODALITY).write_text(text.replace('"num_classes": 3', '"num_classes": null'))
    with pytest.raises(NotApplicable, match="takes no labels"):
        classes.draw("", RequestedSubject(str(exported)), num=2)
    (exported / card.MODALITY).write_text(text.replace('"num_classes": 3', '"num_classes": "3"'))
    with pytest.raises(ValueError, match="num_classes is '3'"):
        classes.draw("", RequestedSubject(str(exported)), num=2)
