"""Evaluation with metrics that have one result, and with those that have several."""

import keras
import numpy as np

from tests.helpers.tiny import compiled, images, players
from tfgan_zoo import metrics, models


def test_evaluate_logs_every_result_of_every_metric():
    gan = compiled(models.GAN(*players()))
    real = images()
    samples = keras.Input(real.shape[1:])
    network = keras.Model(samples, keras.layers.Flatten()(samples), name="pixels")
    gan.evaluation_metrics = [metrics.PrecisionRecall(network), metrics.FrechetDistance(network)]
    logs = gan.evaluate(real, batch_size=10, verbose=0, return_dict=True)
    assert list(logs) == ["precision_pixels", "recall_pixels", "frechet_pixels"]
    assert [result.metric for result in gan.results] == list(logs)
    assert np.isfinite(list(logs.values())).all()
    assert {result.n_real for result in gan.results} == {len(real)}
