"""The Fréchet distance as a metric: what it accumulates, what it prints, what it refuses to compare."""

import dataclasses

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo.metrics import FrechetDistance, feature_statistics, frechet_distance_of


def pixels(name="pixels"):
    images = keras.Input((2, 2, 1))
    return keras.Model(images, keras.layers.Flatten()(images), name=name)


def dense(name, seed):
    images = keras.Input((2, 2, 1))
    initializer = keras.initializers.GlorotUniform(seed=seed)
    outputs = keras.layers.Dense(3, kernel_initializer=initializer)(keras.layers.Flatten()(images))
    return keras.Model(images, outputs, name=name)


@pytest.fixture
def images():
    generator = np.random.default_rng(0)
    return tuple(generator.uniform(-1, 1, (60, 2, 2, 1)).astype("float32") ** power for power in (1, 3))


def test_the_metric_equals_the_distance_of_all_features_at_once(images):
    real, fake = images
    metric = FrechetDistance(pixels())
    metric.update(real[:50], fake[:20])
    metric.update(real[50:], fake[20:])
    expected = frechet_distance_of(real.reshape(60, 4), fake.reshape(60, 4))
    assert metric.result().value == pytest.approx(expected, abs=1e-12)


def test_the_order_of_the_batches_does_not_matter(images):
    values = []
    for step in (1, -1):
        metric = FrechetDistance(pixels())
        for start in range(0, 60, 20)[::step]:
            metric.update(images[0][start : start + 20], images[1][start : start + 20])
        values.append(metric.result().value)
    assert values[0] == pytest.approx(values[1], abs=1e-12)


def test_it_works_inside_a_graph_as_outside(images):
    inside, outside = FrechetDistance(pixels()), FrechetDistance(pixels())
    tf.function(inside.update, autograph=False)(*map(tf.constant, images))
    outside.update(*images)
    assert inside.result().value == pytest.approx(outside.result().value, abs=1e-12)


def test_the_result_has_its_settings(images):
    metric = FrechetDistance(pixels(), split="validation")
    metric.update(images[0], images[1][:40])
    result = metric.result()
    assert (result.metric, result.network, result.n_real, result.n_fake, result.split) == (
        "frechet_pixels",
        "pixels",
        60,
        40,
        "validation",
    )


@pytest.mark.parametrize(
    ("network", "name"),
    [
        ("inception-2015-12-05-2048", "fid"),
        ("inception-2015-12-05-768", "fid_768"),
        ("untrained-inception-768", "frechet_untrained-inception-768"),
        ("classifier-digits", "frechet_classifier-digits"),
    ],
)
def test_only_inception_with_2048_features_is_called_fid(network, name):
    assert FrechetDistance(pixels(network)).name == name


def test_reset_discards_both_sides(images):
    metric = FrechetDistance(pixels())
    metric.update(images[0] + 1, images[1] - 1)
    metric.reset()
    metric.update(*images)
    assert metric.result().n_fake == 60
    assert metric.result().value == pytest.approx(frechet_distance_of(*(x.reshape(60, 4) for x in images)), abs=1e-12)


def test_real_statistics_can_be_computed_once_and_passed(images):
    network = dense("features", seed=0)
    both = FrechetDistance(network)
    both.update(*images)
    statistics = feature_statistics(network, [images[0][:35], images[0][35:]])
    given = FrechetDistance(network, real=statistics)
    given.update(None, images[1])
    given.reset()
    given.update(None, images[1])
    assert given.result().value == pytest.approx(both.result().value, rel=1e-6)
    assert given.result().n_real == 60


def test_statistics_that_do_not_match_are_refused(images):
    network = dense("features", seed=0)
    statistics = feature_statistics(network, [images[0]])
    with pytest.raises(ValueError, match="statistics do not match"):
        FrechetDistance(pixels(), real=statistics)
    with pytest.raises(ValueError, match="statistics do not match"):
        FrechetDistance(network, real=statistics, split="train")
    with pytest.raises(ValueError, match="statistics do not match"):
        FrechetDistance(network, real=dataclasses.replace(statistics, mean=np.zeros(5)))


def test_two_trainings_of_one_network_do_not_match(images):
    statistics = feature_statistics(dense("features", seed=0), [images[0]])
    with pytest.raises(ValueError, match="statistics do not match"):
        FrechetDistance(dense("features", seed=1), real=statistics)
    FrechetDistance(dense("features", seed=0), real=statistics)


def test_a_network_that_outputs_feature_maps_is_refused():
    images = keras.Input((4, 4, 1))
    with pytest.raises(ValueError, match=r"Expected \(batch, features\)"):
        FrechetDistance(keras.Model(images, keras.layers.AveragePooling2D(2)(images), name="maps"))


def test_a_single_sample_is_refused(images):
    metric = FrechetDistance(pixels())
    metric.update(images[0], images[1][:1])
    with pytest.raises(ValueError, match="seen 1 samples"):
        metric.result()


def test_fewer_samples_than_features_give_a_warning(images):
    metric = FrechetDistance(pixels())
    metric.update(images[0], images[1][:4])
    with pytest.warns(UserWarning, match="60 real and 4 generated samples for 4 features"):
        metric.result()


def test_images_with_nan_are_refused(images):
    broken = images[1].copy()
    broken[3, 0, 0, 0] = np.nan
    metric = FrechetDistance(pixels())
    metric.update(images[0], broken)
    with pytest.raises(ValueError, match="not finite"):
        metric.result()
