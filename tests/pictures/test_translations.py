"""Pictures stand above what is made of them."""

import types

import numpy as np
import pytest

from tests.helpers import tiny_cyclegan
from tests.helpers.tiny import images
from tests.pictures.subjects import GameSubject, gan, labeled_images, seen_rows
from tfgan_zoo import modalities
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import translations


def test_inputs_are_above_their_translations(monkeypatch):
    seen = seen_rows(monkeypatch)
    train = tiny_cyclegan.dataset()
    translations.draw("", GameSubject(tiny_cyclegan.model(train), train), num=3)
    ((found, rows, _, _),) = seen
    assert rows == ["input", "output", "real"]
    assert found.shape == (3, 3, 8, 8, 3)
    assert found.dtype == np.uint8


def test_small_pictures_are_enlarged_and_gray_ones_become_colors():
    small, large = np.array([[[[1], [2]], [[3], [4]]]], np.uint8), np.zeros((1, 4, 6, 3), np.uint8)
    enlarged, same = translations.alike([small, large])
    assert enlarged.shape == same.shape == (1, 4, 6, 3)
    assert enlarged[0, :, :, 1].tolist() == [[1, 1, 1, 2, 2, 2]] * 2 + [[3, 3, 3, 4, 4, 4]] * 2


def test_a_game_that_draws_latents_translates_nothing():
    with pytest.raises(NotApplicable, match="draws latents, and does not translate"):
        translations.draw("", GameSubject(gan(), labeled_images()), num=3)


def test_inputs_that_are_not_pictures_are_refused():
    game = types.SimpleNamespace(
        drawn_inputs=(),
        labeled=False,
        modality=modalities.Image(),
        samples=lambda batch: batch,
        given_of=lambda samples: {"caption": np.zeros((3, 7))},
        sample=lambda num, seed, caption: images(num),
        target_of=lambda samples: samples,
    )
    subject = types.SimpleNamespace(game=game, name="tiny", seed=0, batch=lambda num, held_out: images(num))
    with pytest.raises(NotApplicable, match="other inputs than pictures"):
        translations.draw("", subject, num=3)
