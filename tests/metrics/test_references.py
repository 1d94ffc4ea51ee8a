"""Metrics of features match reference implementations on the same features.

The results of torch-fidelity and clean-fid are recorded by `torch_features.py`; TF-GAN runs where it is installed.
"""

import importlib.util
import json
import pathlib

import numpy as np
import pytest
import tensorflow as tf

from tests.metrics.feature_sets import GENERATED, LOGITS, REAL
from tfgan_zoo import metrics
from tfgan_zoo.metrics.laplacian_pyramid import laplacian_pyramid
from tfgan_zoo.metrics.sliced_wasserstein import distance_along

SEED, SUBSETS, SUBSET_SIZE = 7, 5, 100  # as in `torch_features.py`
SETS = {name: rows.astype("float64") for name, rows in GENERATED.items()}
RECORDED = json.loads(pathlib.Path(__file__).with_name("torch_features.json").read_text())
FEATURES = RECORDED["features"]

with_tfgan = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow_gan") is None, reason="the package tensorflow-gan is not installed"
)


def subset_values(first, second):
    """Our statistic for the subsets of a reference."""
    generator = np.random.RandomState(SEED)  # noqa: NPY002, as they draw
    drawn = [
        [rows[generator.choice(len(rows), SUBSET_SIZE, replace=False)] for rows in (first, second)]
        for _ in range(SUBSETS)
    ]
    return [metrics.polynomial_discrepancy(*subsets) for subsets in drawn]


@pytest.mark.parametrize("name", GENERATED)
def test_the_kernel_distance_matches_torch_fidelity(name):
    values = subset_values(SETS[name], SETS["same"])
    assert [np.mean(values), np.std(values)] == pytest.approx(FEATURES[name]["kid"], rel=1e-9)
    whole, _ = metrics.kernel_distance(SETS["same"], SETS[name], subsets=1, subset_size=len(REAL))
    assert whole == pytest.approx(FEATURES[name]["kid of all"], rel=1e-9)


@pytest.mark.parametrize("name", GENERATED)
def test_the_kernel_distance_matches_clean_fid(name):
    assert np.mean(subset_values(SETS["same"], SETS[name])) == pytest.approx(
        FEATURES[name]["clean-fid's kid"], rel=1e-9
    )


@pytest.mark.parametrize("blocked", ["blocked", "full"])
@pytest.mark.parametrize("name", GENERATED)
def test_precision_and_recall_match_torch_fidelity(name, blocked):
    ours = metrics.precision_recall(SETS["same"], SETS[name])
    assert ours == pytest.approx(FEATURES[name][f"precision and recall, {blocked}"], rel=1e-6)


@pytest.mark.parametrize("splits", [1, 7, 10])
def test_the_inception_score_matches_torch_fidelity(splits):
    ours = metrics.inception_score(LOGITS, splits)
    assert ours == pytest.approx(RECORDED["scores"][str(splits)], rel=1e-9, abs=1e-12)


@with_tfgan
def test_the_inception_score_matches_tf_gan():
    theirs = float(metrics.tensorflow_gan().eval.classifier_score_from_logits(tf.constant(LOGITS)))
    assert metrics.inception_score(LOGITS, splits=1)[0] == pytest.approx(theirs, rel=1e-12)


@with_tfgan
def test_the_laplacian_pyramid_matches_tf_gan():
    metrics.tensorflow_gan()
    from tensorflow_gan.python.eval.sliced_wasserstein import laplacian_pyramid as theirs

    images = np.random.default_rng(0).uniform(-1, 1, (2, 32, 32, 3)).astype("float32")
    for ours, level in zip(laplacian_pyramid(images, 3), theirs(tf.constant(images), 3), strict=True):
        np.testing.assert_allclose(ours, level, atol=1e-6)


@with_tfgan
def test_the_sliced_wasserstein_distance_matches_tf_gan_for_the_same_directions(monkeypatch):
    metrics.tensorflow_gan()
    from tensorflow_gan.python.eval.sliced_wasserstein import _sliced_wasserstein as theirs

    directions = np.random.default_rng(0).normal(size=(5, 40)).astype("float32")
    monkeypatch.setattr(tf.random, "normal", lambda shape: tf.constant(directions))
    fake = GENERATED["dropped"]
    ours = distance_along(REAL, fake, directions / np.linalg.norm(directions, axis=0))
    assert ours == pytest.approx(float(theirs(tf.constant(REAL), tf.constant(fake), 1, 40)), rel=1e-5)
