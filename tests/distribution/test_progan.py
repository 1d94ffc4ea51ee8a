"""ProGAN on two replicas is ProGAN on one, from before a fade, through its reset optimizers, to after it."""

import numpy as np
import pytest
import tensorflow as tf

from tests.distribution import games
from tfgan_zoo import models, networks

STEPS = 4  # settling, fading, fading, settled


@pytest.mark.slow
def test_a_fade_is_the_same_on_two_replicas_as_on_one(short_lived_call):
    short_lived_call(check_a_fade)


def check_a_fade():
    def make():
        pair = networks.progan_generator(games.SHAPE, 2, 4, 5), networks.progan_discriminator(games.SHAPE, 2, 4, 2)
        return models.ProGAN(*pair, settling_steps=1, fading_steps=2)

    real = np.random.default_rng(0).uniform(-1, 1, (games.BATCH_SIZE, *games.SHAPE)).astype("float32")
    dataset = tf.data.Dataset.from_tensors(real).repeat()
    alone, _ = games.trained(make, steps=STEPS, dataset=dataset)
    shared, _ = games.trained(make, games.two_replicas(), steps=STEPS, dataset=dataset)
    assert shared.phase.name == "8x8" and int(shared.steps.numpy()) == STEPS
    assert [float(fade.share.numpy()) for fade in networks.fades_of(shared.generator)] == [1.0]
    games.assert_close(shared, alone, 1e-3)  # second derivatives amplify rounding, 2e-4 after the fourth step
    untrained = make()
    assert not np.allclose(untrained.get_weights()[0], shared.get_weights()[0], atol=1e-3)
