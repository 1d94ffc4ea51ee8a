"""Real samples are above their reconstructions, if there is an encoder."""

import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, images
from tests.pictures.subjects import GameSubject, gan, labeled_images, seen_rows
from tfgan_zoo import data, models, networks, plots
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import reconstructions


def autoencoder(shape=SHAPE):
    return models.Autoencoder(networks.dense_encoder(shape, 2, 4), networks.dense_decoder(shape, 2, 4))


def test_held_out_images_are_above_their_reconstructions(monkeypatch):
    seen = seen_rows(monkeypatch)
    game, held_out = autoencoder(), labeled_images("test", 1)
    remark = reconstructions.draw("", GameSubject(game, labeled_images(), held_out), num=4)
    ((found, rows, _, _),) = seen
    assert rows == ["real", "reconstructed"]
    np.testing.assert_array_equal(found[0], next(iter(held_out.batches(4))))
    np.testing.assert_allclose(found[1], game.reconstruct(found[0]), atol=1e-6)
    assert remark == f"the mean squared error is {np.mean(np.square(found[1] - found[0])):.3g}"


def test_points_and_their_reconstructions_share_a_panel(monkeypatch):
    seen = []
    monkeypatch.setattr(plots, "scatter_panels", lambda path, panels, title: seen.append(panels))
    game = autoencoder((2,))
    reconstructions.draw("", GameSubject(game, data.from_arrays(images(60, (2,)))), num=20)
    ((panel,),) = (panels.values() for panels in seen)
    np.testing.assert_allclose(panel["reconstructed"], game.reconstruct(panel["real"]), atol=1e-6)


def test_a_game_without_an_encoder_reconstructs_nothing():
    with pytest.raises(NotApplicable, match="has no encoder"):
        reconstructions.draw("", GameSubject(gan(), labeled_images()), num=4)
