"""Copies of training images are said to be copies."""

import re
import types

import numpy as np
import pytest

from tests.helpers.tiny import images
from tests.pictures.subjects import GameSubject, conditional_gan, labeled_images
from tfgan_zoo import explain
from tfgan_zoo.pictures import comparison
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.comparison import described, described_examples, description, first_samples
from tfgan_zoo.pictures.kinds import neighbors


class Copies(GameSubject):
    """A subject whose samples are its training images."""

    def samples(self, num):
        return first_samples(self.train_data, num)


@pytest.fixture
def subject():
    return Copies(conditional_gan(), labeled_images(), labeled_images("test", 1))


def test_copies_of_training_images_are_reported(subject, tmp_path):
    found = neighbors.draw(tmp_path / "a.png", subject, num=3, space="pixels", compared=20)
    assert found.near_as_held_out == 1.0
    assert found.n_fake == 20
    assert (tmp_path / "a.png").exists()


def test_the_nearest_of_a_copy_is_its_original(subject, monkeypatch):
    from tfgan_zoo import plots

    seen = []
    monkeypatch.setattr(plots, "neighbors", lambda *arguments: seen.append(arguments))
    neighbors.draw("", subject, num=3, space="pixels", compared=20, limit=30)
    _, fake, nearest, distances, title = seen[0]
    np.testing.assert_array_equal(nearest[:, 0], fake)
    np.testing.assert_array_equal(distances[:, 0], 0)
    assert "of 20 samples, 100.0% are near to one training image alone,\nas the nearest 5 % of held-out" in title


@pytest.mark.parametrize(("of_held_out", "said"), [(0.2, "20.0%.*held-out"), (None, "40.0%.*training")])
def test_held_out_images_are_the_baseline_if_there_are_any(of_held_out, said):
    found = explain.Memorization(of_held_out, near_as_training=0.4, n_fake=20, n_train=60, n_held_out=60)
    assert re.search(said, " ".join(neighbors.share_of_copies(found).split("\n")))


def test_points_are_not_compared_as_images():
    with pytest.raises(NotApplicable, match="'points'; this picture shows image samples only"):
        neighbors.draw("", GameSubject(conditional_gan((2,))), num=3, space="pixels")


def test_the_first_samples_are_in_the_games_format():
    found = first_samples(labeled_images(), 5)
    np.testing.assert_allclose(found, images(60)[:5], atol=1 / 127)
    assert len(first_samples(labeled_images(), 1000)) == 60


def test_large_images_are_averaged_before_they_are_compared():
    large = images(3, (130, 70, 3))
    expected = large[:, :, :69].reshape(3, 26, 5, 23, 3, 3).mean(axis=(2, 4)).reshape(3, -1)
    np.testing.assert_allclose(described(large, None), expected, atol=1e-6)
    assert description(None, large.shape[1:]) == "pixels, averaged to 26x23"
    assert described(images(2, (32, 32, 1)), None).shape == (2, 32 * 32)
    assert description(None, (32, 32, 1)) == "pixels"


def test_examples_are_read_a_block_at_a_time_and_no_more_than_asked_for(monkeypatch):
    monkeypatch.setattr(comparison, "BLOCK", 8)
    examples = labeled_images()
    read = []

    class Watched:
        def __getitem__(self, rows):
            read.append(len(examples.samples[rows]))
            return examples.samples[rows]

    watched = types.SimpleNamespace(samples=Watched(), num_examples=60, modality=examples.modality)
    monkeypatch.setattr(comparison.data, "parts_of", lambda examples: (examples,))
    found = described_examples(watched, None, limit=20)
    np.testing.assert_allclose(found, examples.first_samples(20).reshape(20, -1))
    assert read == [8, 8, 4]
