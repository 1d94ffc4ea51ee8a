"""Metrics of features match reference implementations on the same features, where these are installed."""

import importlib.util
import json
import pathlib
import subprocess
import sys

import numpy as np
import pytest
import tensorflow as tf

from tests.metrics.feature_sets import GENERATED, REAL
from tfgan_zoo import metrics
from tfgan_zoo.metrics.laplacian_pyramid import laplacian_pyramid
from tfgan_zoo.metrics.sliced_wasserstein import distance_along

SCRIPT = pathlib.Path(__file__).with_name("torch_features.py")
SEED, SUBSETS, SUBSET_SIZE = 7, 5, 100  # as in the script
SETS = {name: rows.astype("float64") for name, rows in GENERATED.items()}
LOGITS = np.random.default_rng(0).normal(size=(123, 12)) * 3  # not divisible into splits

with_tfgan = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow_gan") is None, reason="the package tensorflow-gan is not installed"
)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """The results of torch-fidelity and clean-fid."""
    for module, package in (("torch_fidelity", "torch-fidelity"), ("cleanfid", "clean-fid")):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"the package {package} is not installed")
    folder = tmp_path_factory.mktemp("references")
    np.savez(folder / "features.npz", logits=LOGITS, **SETS)
    subprocess.run([sys.executable, SCRIPT, folder], check=True)
    return json.loads((folder / "results.json").read_text())


def subset_values(first, second):
    """Our statistic for the subsets of a reference."""
    generator = np.random.RandomState(SEED)  # noqa: NPY002, as they draw
    drawn = [
        [rows[generator.choice(len(rows), SUBSET_SIZE, replace=False)] for rows in (first, second)]
        for _ in range(SUBSETS)
    ]
    return [metrics.polynomial_discrepancy(*subsets) for subsets in drawn]


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATED)
def test_the_kernel_distance_matches_torch_fidelity(theirs, name):
    values = subset_values(SETS[name], SETS["same"])
    assert [np.mean(values), np.std(values)] == pytest.approx(theirs[name]["kid"], rel=1e-9)
    whole, _ = metrics.kernel_distance(SETS["same"], SETS[name], subsets=1, subset_size=len(REAL))
    assert whole == pytest.approx(theirs[name]["kid of all"], rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("name", GENERATED)
def test_the_kernel_distance_matches_clean_fid(theirs, name):
    assert np.mean(subset_values(SETS["same"], SETS[name])) == pytest.approx(theirs[name]["clean-fid's kid"], rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("blocked", ["blocked", "full"])
@pytest.mark.parametrize("name", GENERATED)
def test_precision_and_recall_match_torch_fidelity(theirs, name, blocked):
    ours = metrics.precision_recall(SETS["same"], SETS[name])
    assert ours == pytest.approx(theirs[name][f"precision and recall, {blocked}"], rel=1e-6)


@pytest.mark.slow
@pytest.mark.parametrize("splits", [1, 7, 10])
def test_the_inception_score_matches_torch_fidelity(theirs, splits):
    ours = metrics.inception_score(LOGITS, splits)
    assert ours == pytest.approx(theirs["scores"][str(splits)], rel=1e-9, abs=1e-12)


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
