"""How well classifiers trained on generated and on real images classify real ones."""

import numpy as np
import pytest

from tfgan_zoo import metrics


def bars(count, seed, classes=(0, 1)):
    """Horizontal and vertical bars with noise."""
    generator = np.random.default_rng(seed)
    images = generator.uniform(-1, -0.5, (count, 8, 8, 1)).astype("float32")
    labels = generator.choice(classes, count)
    for image, label, position in zip(images, labels, generator.integers(0, 8, count), strict=True):
        image[(slice(None), position) if label else (position, slice(None))] = 1.0
    return images, labels


REAL, TEST = bars(120, 0), bars(100, 1)


def score(fake, real=REAL, **options):
    return metrics.classification_accuracy_score(real, fake, TEST, num_classes=2, epochs=8, **options)


def test_good_samples_score_as_high_as_the_data_and_results_have_their_settings():
    actual, mark = score(bars(120, 2))
    assert actual.value > 0.9
    assert mark.value > 0.9
    assert (actual.metric, actual.n_real, actual.n_fake, actual.split) == (
        "classification_accuracy_score",
        100,
        120,
        "test",
    )
    assert actual.network == "classifier of 120 generated images, 8 epochs"
    assert (mark.metric, mark.n_real, mark.n_fake) == ("classification_accuracy_of_real", 100, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fake", "most"), [((REAL[0], 1 - REAL[1]), 0.1), (bars(120, 3, classes=(1,)), np.mean(TEST[1] == 1) + 0.01)]
)
def test_confused_and_missing_classes_score_lower(fake, most):
    actual, _ = score(fake)
    assert actual.value <= most


def test_images_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match=r"real images of shape \(8, 8, 1\), generated ones of \(9, 9, 1\)"):
        score((np.zeros((4, 9, 9, 1)), np.zeros(4, int)))
