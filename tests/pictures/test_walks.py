"""Walks through latents as GIF and as MP4."""

import sys

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny import linear_players
from tests.pictures.subjects import GameSubject, conditional_gan, gan
from tfgan_zoo import models, plots
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import film, walk
from tfgan_zoo.pictures.walking import STOPS, walk_frames


@pytest.fixture(scope="module")
def subject():
    return GameSubject(conditional_gan())


def test_a_walk_comes_by_its_latents_in_turn_and_keeps_the_classes(subject):
    frames = walk_frames(subject, num=2, steps=3)
    assert len(frames) == 3 * STOPS
    ends = subject.generator.latents(2 * STOPS, 0).reshape(STOPS, 2, -1)
    for frame, stop in ((0, STOPS - 1), (3, 0), (6, 1), (9, 2)):
        inputs = {"latents": ends[stop], "labels": np.array([0, 1], "int32")}
        made = np.asarray(subject.game.forward_pass(subject.game.sampler, inputs, training=False))
        np.testing.assert_allclose(frames[frame].astype(int), plots.image_grid(made), atol=1)


def test_the_gif_loops(tmp_path):
    told = walk.draw(tmp_path / "walk.gif", GameSubject(gan()), num=4)
    with Image.open(tmp_path / "walk.gif") as picture:
        assert told == f"{picture.n_frames} frames" and picture.info["loop"] == 0
        assert 1 < picture.n_frames <= 40


@pytest.mark.slow
def test_the_film_has_all_frames(subject, tmp_path):
    assert film.draw(tmp_path / "walk.mp4", subject, num=1) == "240 frames"
    assert imageio_ffmpeg.count_frames_and_secs(str(tmp_path / "walk.mp4")) == (240, pytest.approx(8.0))
    frames = imageio_ffmpeg.read_frames(str(tmp_path / "walk.mp4"))
    width, height = next(frames)["size"]
    first = np.frombuffer(next(frames), np.uint8).reshape(height, width, 3)
    expected = walk_frames(subject, 1, film.STEPS)[0].mean()
    assert abs(first.mean() - expected) < 8 and width % 2 == height % 2 == 0 and width >= 360


def test_frames_of_several_sizes_and_a_missing_library_are_said(tmp_path, monkeypatch):
    with pytest.raises(ValueError, match="received 0 frames"):
        plots.film(tmp_path / "a.mp4", [])
    with pytest.raises(ValueError, match="expected at least one, of one shape"):
        plots.film(tmp_path / "a.mp4", [np.zeros((2, 2, 1), "uint8"), np.zeros((2, 3, 1), "uint8")])
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    with pytest.raises(ValueError, match=r"pip install .tfgan-zoo\[film\]"):
        plots.film(tmp_path / "a.mp4", [np.zeros((2, 2, 1), "uint8")])
    assert not list(tmp_path.iterdir())


def test_points_have_no_walk():
    with pytest.raises(NotApplicable, match="shows image samples only"):
        walk_frames(GameSubject(models.GAN(*linear_players())), 2, 2)
