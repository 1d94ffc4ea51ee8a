"""The small classifier: it learns, is reproducible, and has features."""

import keras
import numpy as np
import pytest

from tfgan_zoo.metrics import FrechetDistance, features_of, train_classifier


@pytest.fixture(scope="module")
def bars():
    """Horizontal and vertical bars with noise: two classes, 160 images of 8 x 8."""
    generator = np.random.default_rng(0)
    images = generator.uniform(-1, -0.5, (160, 8, 8, 1)).astype("float32")
    labels = generator.integers(0, 2, 160)
    for image, label, position in zip(images, labels, generator.integers(0, 8, 160), strict=True):
        image[(slice(None), position) if label else (position, slice(None))] = 1.0
    return images, labels


@pytest.fixture(scope="module")
def classifier(bars):
    return train_classifier(*bars, num_classes=2, name="classifier-bars", epochs=15)


def test_it_learns_and_reports_its_accuracy(bars, classifier):
    predicted = classifier.predict(bars[0], verbose=0).argmax(axis=-1)
    assert np.mean(predicted == bars[1]) > 0.95
    assert 0.8 < classifier.held_out_accuracy <= 1.0


def test_its_accuracy_is_on_held_out_images(bars):
    wrong = bars[0][:20], 1 - bars[1][:20]
    classifier = train_classifier(*bars, num_classes=2, epochs=2, held_out=wrong)
    predicted = classifier.predict(wrong[0], verbose=0).argmax(axis=-1)
    assert classifier.held_out_accuracy == np.mean(predicted == wrong[1])


def test_it_is_not_trained_on_the_images_that_it_is_judged_on(bars, monkeypatch):
    trained, judged = [], []
    monkeypatch.setattr(keras.Model, "fit", lambda self, images, labels, **options: trained.extend(images))
    monkeypatch.setattr(
        keras.Model, "predict", lambda self, images, **options: judged.extend(images) or np.zeros((len(images), 2))
    )
    train_classifier(*bars, num_classes=2, epochs=1)
    assert (len(trained), len(judged)) == (144, 16)
    assert not {image.tobytes() for image in trained} & {image.tobytes() for image in judged}


@pytest.mark.slow
def test_the_same_seed_trains_the_same_classifier(bars):
    classifiers = []
    for seed in (3, 3, 4):
        classifiers.append(train_classifier(*bars, num_classes=2, epochs=1, seed=seed))
        keras.utils.set_random_seed(7)  # the caller's own, which must not matter
    first, second, other = classifiers
    np.testing.assert_allclose(first(bars[0][:5]), second(bars[0][:5]), rtol=1e-4, atol=1e-5)
    assert np.abs(first(bars[0][:5]) - other(bars[0][:5])).max() > 1e-3


def test_its_features_work_with_the_frechet_distance(bars, classifier):
    features = features_of(classifier)
    assert features.output_shape == (None, 128)
    metric = FrechetDistance(features)
    assert metric.name == "frechet_classifier-bars"
    metric.update(bars[0], bars[0][::-1])
    assert metric.result().value == pytest.approx(0.0, abs=1e-6)


def test_a_network_without_features_is_refused(classifier):
    with pytest.raises(ValueError, match="expected one named 'features'"):
        features_of(type(classifier)(classifier.input, classifier.layers[1].output, name="cut"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda images, labels: (images * 255, labels), r"Expected float32 in \[-1, 1\]"),
        (lambda images, labels: (images, labels + 1), "Expected integers from 0 to 1"),
        (lambda images, labels: (images, np.eye(2)[labels]), r"Expected \(n, height, width, channels\) and \(n,\)"),
        (lambda images, labels: (images[..., 0], labels), r"Expected \(n, height, width, channels\)"),
    ],
)
def test_wrong_input_is_refused(bars, change, message):
    with pytest.raises(ValueError, match=message):
        train_classifier(*change(*bars), num_classes=2)


def test_of_few_images_none_are_held_out_and_a_warning_says_so(bars):
    for count in (1, 2, 19):
        few = bars[0][:count], bars[1][:count]
        with pytest.warns(UserWarning, match=f"trained on {count} images, too few") as warned:
            classifier = train_classifier(*few, num_classes=2, epochs=1)
        assert len(warned) == 1
        predicted = classifier.predict(few[0], verbose=0).argmax(axis=-1)
        assert classifier.held_out_accuracy == np.mean(predicted == few[1])
