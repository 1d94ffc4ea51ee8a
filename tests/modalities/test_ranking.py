"""Lists of items, and actions."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import modalities

LISTS = np.array([[4, 2, -1], [0, 1, 3]])


def test_a_page_names_users_and_a_star_marks_real_items(tmp_path, monkeypatch):
    pages = []
    monkeypatch.setattr("tfgan_zoo.plots.text_page", lambda path, lines, title: pages.append((lines, title)))
    modalities.Ranking(5).draw("x.png", LISTS, real=np.array([[2, -1], [4, 2]]), given={"users": [7, 30]})
    ((lines, title),) = pages
    assert [line.split() for line in lines] == [["user", "7", "4", "2*"], ["user", "30", "0", "1", "3"]]
    assert title == "* is among the real ones"


def test_a_page_is_drawn_without_users_and_real_lists(tmp_path):
    modalities.Ranking(5).draw(tmp_path / "page.png", LISTS)
    assert Image.open(tmp_path / "page.png").size[0] > 100


def test_a_list_is_written_an_item_a_line(tmp_path):
    paths = modalities.Ranking(5).write(tmp_path, LISTS)
    assert [path.read_text() for path in paths] == ["4\n2\n", "0\n1\n3\n"]


@pytest.mark.parametrize(
    ("items", "message"), [(LISTS + 1, "items from 0 to 5"), (LISTS - 1.0, "rankings are integer")]
)
def test_other_items_are_refused(items, message):
    with pytest.raises(ValueError, match=message):
        modalities.Ranking(5).checked(items, "lists")


def test_a_server_returns_the_first_ten_items():
    name, first = modalities.Ranking(50).encoders((50,))["top"]
    assert name == "items"
    assert first(np.arange(100).reshape(2, 50)).shape == (2, 10)


def test_actions_are_drawn_over_the_experts_and_written_one_a_file(tmp_path):
    actions = modalities.Actions(2)
    steps = np.arange(6) % 2
    actions.draw(tmp_path / "curves.png", steps, real=1 - steps, given={"observations": np.zeros((6, 3))})
    assert Image.open(tmp_path / "curves.png").size[1] > 500
    assert actions.write(tmp_path, steps)[1].read_text() == "1\n"


@pytest.mark.parametrize(
    ("actions", "message"),
    [(np.array([0, 2]), "actions from 0 to 2; expected 0 to 1"), (np.eye(2), "one integer for each step")],
)
def test_other_actions_are_refused(actions, message):
    with pytest.raises(ValueError, match=message):
        modalities.Actions(2).checked(actions, "moves")
