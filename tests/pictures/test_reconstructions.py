"""Real samples stand above what becomes of them, where there is an encoder."""

import types

import numpy as np
import pytest

from tests.helpers.tiny import images
from tests.pictures.subjects import GameSubject, gan, labeled_images, seen_rows
from tfgan_zoo import data, modalities, plots
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import reconstructions
from tfgan_zoo.pictures.subject import Subject


class Halved(Subject):
    """A subject whose game reconstructs half of everything."""

    name, seed = "halved", 0

    def __init__(self, modality, train_data, held_out_data=None):
        self.train_data = train_data
        self.held_out_data = held_out_data
        self.game = types.SimpleNamespace(
            encoder="an encoder",
            modality=modality,
            labeled=False,
            samples=lambda batch: batch,
            target_of=lambda samples: samples,
            reconstruct=lambda samples: samples / 2,
        )


def test_held_out_images_stand_above_their_reconstructions(monkeypatch):
    seen = seen_rows(monkeypatch)
    held_out = labeled_images("test", 1)
    remark = reconstructions.draw("", Halved(modalities.Image(), labeled_images(), held_out), num=4)
    ((found, rows, _, _),) = seen
    assert rows == ["real", "reconstructed"]
    np.testing.assert_allclose(found[1], found[0] / 2)
    np.testing.assert_array_equal(found[0], next(iter(held_out.batches(4))))
    assert remark == f"the mean squared error is {np.mean(np.square(found[1])):.3g}"


def test_points_and_their_reconstructions_share_a_panel(monkeypatch):
    seen = []
    monkeypatch.setattr(plots, "clouds", lambda path, panels, title: seen.append(panels))
    reconstructions.draw("", Halved(modalities.Points(), data.from_arrays(images(60, (2,)))), num=20)
    ((panel,),) = (panels.values() for panels in seen)
    np.testing.assert_allclose(panel["reconstructed"], panel["real"] / 2)


def test_a_game_without_an_encoder_reconstructs_nothing():
    with pytest.raises(NotApplicable, match="has no encoder"):
        reconstructions.draw("", GameSubject(gan(), labeled_images()), num=4)
