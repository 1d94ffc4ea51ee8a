"""A page of lines."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import plots


def ink(path):
    return (np.asarray(Image.open(path).convert("L")) < 200).sum()


def test_every_line_is_on_the_page(tmp_path):
    plots.text_page(tmp_path / "one.png", ["mmmm", "", ""])
    plots.text_page(tmp_path / "three.png", ["mmmm", "mmmm", "mmmm"])
    assert ink(tmp_path / "three.png") == pytest.approx(3 * ink(tmp_path / "one.png"), rel=0.02)


def test_a_long_line_ends_within_the_page(tmp_path):
    plots.text_page(tmp_path / "long.png", ["m" * 500])
    picture = np.asarray(Image.open(tmp_path / "long.png").convert("L"))
    columns = np.flatnonzero((picture < 200).any(axis=0))
    assert 0.9 * picture.shape[1] < columns.max() < picture.shape[1] - 1


def test_a_dollar_sign_does_not_start_a_formula(tmp_path):
    plots.text_page(tmp_path / "page.png", ["costs $5 and $_ too"])
    assert ink(tmp_path / "page.png")


def test_an_empty_page_is_refused():
    with pytest.raises(ValueError, match="received no line"):
        plots.text_page("unused.png", [])
