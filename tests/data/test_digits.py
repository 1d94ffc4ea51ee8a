"""The digits that need no network."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from tfgan_zoo import data


def test_train_and_test_are_disjoint_complete_and_stratified():
    source = load_digits()
    train, test = data.load("digits", image_shape=(8, 8, 1)), data.load("digits", "test", image_shape=(8, 8, 1))
    assert (train.num_examples, test.num_examples) == (1497, 300)
    assert np.bincount(test.labels).tolist() == [30] * 10
    both = np.concatenate([train.samples, test.samples])
    wanted = np.rint(source.images * 255 / 16).astype("uint8")[..., None]
    assert sorted(image.tobytes() for image in both) == sorted(image.tobytes() for image in wanted)


def test_labels_belong_to_their_digits():
    source = load_digits()
    examples = data.load("digits", "test", image_shape=(8, 8, 1))
    scaled = np.rint(source.images * 255 / 16).astype("uint8")
    known = {image.tobytes(): label for image, label in zip(scaled, source.target, strict=True)}
    assert [known[image.tobytes()] for image in examples.samples] == examples.labels.tolist()


def test_the_default_is_28x28_gray_with_a_black_background_and_bright_ink():
    examples = data.load("digits")
    assert examples.shape == (28, 28, 1) and examples.num_classes == 10
    assert examples.samples.dtype == np.uint8
    assert examples.samples[:, 0, 0].mean() < 1 and (examples.samples.max(axis=(1, 2, 3)) > 200).all()


def test_three_channels_repeat_the_gray():
    gray, color = data.load("digits", "test"), data.load("digits", "test", image_shape=(28, 28, 3))
    np.testing.assert_array_equal(color.samples, np.repeat(gray.samples, 3, axis=-1))


@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 2), (0, 28, 1), "28", (28.0, 28, 1)])
def test_a_wrong_image_shape_is_refused(shape):
    with pytest.raises(ValueError, match="expected \\(height, width, 1 or 3\\)"):
        data.load("digits", image_shape=shape)
