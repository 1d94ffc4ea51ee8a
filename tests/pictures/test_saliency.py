"""The score is asked for under the conditions of the image it is of."""

import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, players
from tests.pictures.subjects import GameSubject, conditional_gan, labeled_images
from tfgan_zoo import models, networks, plots
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import saliency


def test_each_image_is_scored_with_its_own_label(monkeypatch):
    judged = []
    monkeypatch.setattr(plots, "saliency", lambda path, sets, title: judged.append(sets))
    subject = GameSubject(conditional_gan(), labeled_images())
    remark = saliency.draw("", subject, num=4)
    real, labels = (np.asarray(part) for part in subject.batch(4))
    images, shares, scores = judged[0]["real"]
    np.testing.assert_array_equal(images, real)
    expected = subject.game.score({"sample": real, "labels": labels}, training=False)
    np.testing.assert_allclose(scores, np.ravel(expected), atol=1e-5)
    black = subject.game.score({"sample": np.full_like(real, -1), "labels": labels}, training=False)
    np.testing.assert_allclose(shares.sum(axis=(1, 2, 3)), np.ravel(expected - black), atol=1e-3)
    np.testing.assert_allclose(judged[0]["generated"][0], subject.game.sample(4, seed=0, labels=labels), atol=1e-5)
    assert "within" in remark


def test_a_game_that_scores_several_images_at_once_has_no_such_picture():
    discriminator = networks.dcgan_discriminator((*SHAPE[:2], 2), 4)
    pacgan = models.PacGAN(players()[0], discriminator, pack_size=2)
    with pytest.raises(NotApplicable, match="several samples together"):
        saliency.draw("", GameSubject(pacgan, labeled_images()), num=4)
