"""Samples that do not come back as they were are anomalous."""

import numpy as np
import pytest
import sklearn.metrics

from tests.helpers.tiny_inference import linear_decoder, linear_encoder, points
from tfgan_zoo import losses, metrics, models


def test_the_score_is_the_distance_to_the_reconstruction_in_values_and_features():
    samples = points(5)

    def reconstruct(given):
        return given - [0.5, 0.0, -0.25]

    def features(given):
        return 2 * np.asarray(given)[:, :1]

    np.testing.assert_allclose(metrics.anomaly_scores(reconstruct, samples), 0.75, rtol=1e-6)
    scores = metrics.anomaly_scores(reconstruct, samples, features, feature_weight=0.25)
    np.testing.assert_allclose(scores, 0.75 * 0.75 + 0.25 * 1.0, rtol=1e-6)


def test_points_off_the_decoders_plane_are_found():
    decoder = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    game = models.Autoencoder(linear_encoder(decoder.T), linear_decoder(decoder), losses.GaussianLikelihood(1.0))
    samples = points(200)
    normal = samples * [1, 1, 0.1]
    area = metrics.area_under_curve(
        *(metrics.anomaly_scores(game.reconstruct, given.astype("float32")) for given in (normal, samples))
    )
    assert area > 0.9


def test_the_area_is_scikit_learns_also_with_ties():
    rng = np.random.default_rng(0)
    normal, anomalous = rng.integers(0, 6, 40), rng.integers(2, 8, 30)
    labels = np.repeat([0, 1], [40, 30])
    wanted = sklearn.metrics.roc_auc_score(labels, np.concatenate([normal, anomalous]))
    assert metrics.area_under_curve(normal, anomalous) == pytest.approx(wanted)
    assert metrics.area_under_curve(normal, normal) == pytest.approx(0.5)


@pytest.mark.parametrize("scores", [([], [1.0]), ([1.0], [float("nan")])])
def test_scores_that_are_none_or_not_finite_are_refused(scores):
    with pytest.raises(ValueError, match="expected at least one finite score of each"):
        metrics.area_under_curve(*scores)


def test_a_weight_out_of_range_and_another_shape_are_refused():
    with pytest.raises(ValueError, match="a number from 0 to 1"):
        metrics.anomaly_scores(lambda samples: samples, points(), feature_weight=2.0)
    with pytest.raises(ValueError, match=r"reconstructions of shape \(6, 2\)"):
        metrics.anomaly_scores(lambda samples: samples[:, :2], points())
