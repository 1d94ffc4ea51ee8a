"""Histograms are written, and training does not notice."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.checks import state_of
from tests.helpers.tiny import compiled, dataset, images, players
from tfgan_zoo import models, tricks
from tfgan_zoo.callbacks import GradientHistograms


def trained(*callbacks):
    keras.utils.set_random_seed(0)
    gan = compiled(
        models.GAN(*players(), ema_momentum=0.9, tricks=[tricks.SamplePool(16), tricks.InstanceNoise(0.1, 9)])
    )
    history = gan.fit(dataset(), epochs=3, steps_per_epoch=2, shuffle=False, verbose=0, callbacks=list(callbacks))
    return gan, history.history


def test_training_is_bitwise_the_same_with_and_without_it(tmp_path):
    gan, losses = trained()
    watched, watched_losses = trained(GradientHistograms(tmp_path, images(10, seed=5)))
    assert watched_losses == losses
    for value, other in zip(state_of(watched), state_of(gan), strict=True):
        np.testing.assert_array_equal(value, other, err_msg=value.path)


def test_every_second_epoch_has_a_histogram_of_every_variable_at_its_step(tmp_path):
    gan, _ = trained(GradientHistograms(tmp_path, images(10), every=2))
    steps = {}
    for path in tmp_path.iterdir():
        for event in tf.compat.v1.train.summary_iterator(str(path)):
            for value in event.summary.value:
                steps.setdefault(value.tag, []).append(event.step)
    variables = gan.players.items()
    for kind in ("gradients", "zero_gradients"):
        expected = {f"{kind}/{player}/{variable.path}" for player, found in variables for variable in found}
        assert expected == {tag for tag in steps if tag.startswith(f"{kind}/")}
    assert set(map(tuple, steps.values())) == {(4,)}


def test_an_interval_of_zero_epochs_is_refused():
    with pytest.raises(ValueError, match="takes every as an integer of at least 1, not 0"):
        GradientHistograms("events", images(2), every=0)
