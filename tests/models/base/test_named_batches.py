"""Batches as TensorFlow Datasets has them are understood, or refused in words."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import compiled, conditional_linear_players, images, linear_players
from tfgan_zoo import models
from tfgan_zoo.models.base.named_batches import named_batch


def test_an_image_and_its_label_are_the_sample_and_the_labels_and_what_else_there_is_is_left_out():
    batch = {"id": 0, "image": 1, "label": 2, "file_name": 3}
    assert named_batch(batch, ("labels",)) == {"sample": 1, "labels": 2}
    assert named_batch({"audio": 1, "source": 2}, ("source",)) == {"sample": 1, "source": 2}
    assert named_batch({"images": 1, "labels": 2}, ()) == {"sample": 1, "labels": 2}


def test_a_batch_with_a_sample_is_taken_as_it_is():
    batch = {"sample": 1, "image": 2, "codes": 3}
    assert named_batch(batch, ("codes",)) == batch


def test_an_image_that_is_a_condition_is_not_the_sample():
    assert named_batch({"image": 1, "audio": 2}, ("image",)) == {"sample": 2, "image": 1}


@pytest.mark.parametrize(
    ("batch", "message"),
    [
        ({"image": 1, "images": 2}, "a batch has image and images, each of which can be the sample"),
        ({"image": 1, "label": 2, "labels": 3}, "a batch has labels and label, each of which can be the labels"),
    ],
)
def test_what_is_ambiguous_is_refused(batch, message):
    with pytest.raises(ValueError, match=message):
        named_batch(batch, ())


def fitted(game, batches):
    return game.fit(batches, verbose=0, shuffle=False).history


def test_a_game_learns_the_same_from_either_kind_of_batch():
    samples, labels = images(8, (2,)), np.arange(8) % 2

    def game():
        keras.utils.set_random_seed(0)
        return compiled(models.CGAN(*conditional_linear_players(), num_classes=2))

    expected = fitted(game(), tf.data.Dataset.from_tensors((samples, labels)))
    entries = {"image": samples, "label": labels, "id": [b"x"] * 8}
    assert fitted(game(), tf.data.Dataset.from_tensors(entries)) == expected


def test_a_game_without_labels_learns_from_images_with_labels():
    samples = images(8, (2,))

    def game():
        keras.utils.set_random_seed(0)
        return compiled(models.GAN(*linear_players()))

    expected = fitted(game(), tf.data.Dataset.from_tensors(samples))
    entries = {"image": samples, "label": np.arange(8)}
    assert fitted(game(), tf.data.Dataset.from_tensors(entries)) == expected


def test_a_batch_without_a_known_sample_is_refused_in_words():
    game = compiled(models.GAN(*linear_players()))
    with pytest.raises(ValueError, match="with their sample, but a batch has only points and label"):
        fitted(game, tf.data.Dataset.from_tensors({"points": images(8, (2,)), "label": np.arange(8)}))
