"""The judge of colored digits reads pairs that it was never shown."""

import numpy as np

from tfgan_zoo import data, metrics


def bars(count=160):
    """Labeled horizontal and vertical bars, as gray digits of two kinds."""
    draws = np.random.default_rng(0)
    images, labels = np.zeros((count, 8, 8), "float32"), draws.integers(0, 2, count)
    for image, label, position in zip(images, labels, draws.integers(0, 8, count), strict=True):
        image[(slice(None), position) if label else (position, slice(None))] = draws.uniform(0.5, 1)
    return images[..., None], labels


def test_it_reads_pairs_of_color_and_shape_that_it_was_not_shown():
    light, shapes = bars()
    colors = np.array(list(data.COLORS.values())) / 255
    chosen = np.random.default_rng(1).integers(0, len(colors), len(light))
    images = (2 * light * colors[chosen][:, None, None] - 1).astype("float32")
    shown = (chosen + shapes) % 2 == 0  # of each color one shape alone
    labels = 2 * chosen + shapes
    judge = metrics.train_colored_classifier(images[shown], labels[shown], 2, data.COLORS.values(), epochs=15)
    assert judge.output_shape == (None, 12)
    found = judge.predict(images[~shown], verbose=0).argmax(axis=1)
    np.testing.assert_array_equal(found // 2, chosen[~shown])
    assert np.mean(found == labels[~shown]) > 0.95
