"""No game is measured by a network that it has learned from."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import metrics, models, networks

SHAPE = (32, 32, 3)


def game(perceptual):
    generator, discriminator = networks.unet_generator(SHAPE, 3, width=2), networks.patchgan_discriminator(SHAPE, 2, 2)
    return models.Pix2Pix(generator, discriminator, perceptual=perceptual)


def test_a_metric_by_the_network_that_a_game_learns_from_is_refused_whichever_layers_either_has():
    judge = metrics.untrained_lpips()
    teacher = metrics.untrained_squeezenet(["fire3"])
    for layer in teacher.layers:
        layer.set_weights(judge.get_layer(layer.name).get_weights())
    with pytest.raises(ValueError, match="perceptual_untrained-lpips is measured by 'untrained-lpips', which is the"):
        game(teacher).compile(metrics=[metrics.PairedL1(), metrics.LPIPS(judge)])


def test_metrics_without_a_network_or_by_another_are_taken():
    pictures = keras.Input(SHAPE)
    judge = keras.Model(pictures, keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3)(pictures)))
    teacher = metrics.untrained_squeezenet(["fire3"])
    chosen = [metrics.PairedL1(), metrics.FrechetDistance(judge), metrics.LPIPS(metrics.untrained_lpips())]
    taught = game(teacher)
    taught.compile(metrics=chosen)
    assert taught.evaluation_metrics == chosen


def test_a_game_without_a_perceptual_distance_is_measured_by_any():
    judge = metrics.LPIPS(metrics.untrained_lpips())
    plain = game(None)
    plain.compile(metrics=[judge])
    assert plain.evaluation_metrics == [judge]
    assert np.isfinite(judge.similarity(images(1, SHAPE), images(1, SHAPE, seed=1))).all()
