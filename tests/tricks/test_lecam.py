import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import linear_players
from tfgan_zoo import models, tricks


def points(first):
    return tf.constant([[first, 0.0], [first + 2, 0.0]])


def test_the_term_is_the_distance_from_the_other_kinds_moving_average():
    trick = tricks.LeCam(0.5, decay=0.75)
    gan = models.HingeGAN(*linear_players((1.0, 0.0)), tricks=[trick])
    first = gan.discriminator_terms(points(3.0), points(-2.0))["lecam"]
    # real logits 3 and 5, fake ones -2 and 0; the averages start at their means, 4 and -1
    assert float(first) == pytest.approx(0.5 * ((16 + 36) / 2 + (36 + 16) / 2))
    second = gan.discriminator_terms(points(7.0), points(-2.0))["lecam"]
    assert float(trick.real_average) == pytest.approx(0.75 * 4 + 0.25 * 8)
    # real ones 7 and 9 from -1, fake ones -2 and 0 from 5
    assert float(second) == pytest.approx(0.5 * ((64 + 100) / 2 + (49 + 25) / 2))


def test_the_averages_get_no_gradient():
    trick = tricks.LeCam(1.0, decay=0.0)
    gan = models.HingeGAN(*linear_players((1.0, 0.0)), tricks=[trick])
    kernel = gan.discriminator.layers[-1].kernel
    with gan.tape("discriminator") as tape:
        term = trick.discriminator_terms(gan, points(3.0), points(-2.0))["lecam"]
    # d/dw of mean (x w - a)^2 is 2 mean x (x w - a): real 2 (3 * 4 + 5 * 6) / 2, fake 2 (-2 * -6 + 0) / 2
    np.testing.assert_allclose(tape.gradient(term, kernel.value), [[42.0 + 12.0], [0.0]], rtol=1e-6)


def test_a_nonfinite_step_does_not_change_the_averages():
    trick = tricks.LeCam(decay=0.5)
    gan = models.HingeGAN(*linear_players((1.0, 0.0)), tricks=[trick])
    for first in (3.0, float("nan"), 3.0):
        term = gan.discriminator_terms(points(first), points(-2.0))["lecam"]
    assert np.isfinite(float(term))
    assert float(trick.real_average) == 4


@pytest.mark.parametrize(("options", "message"), [({"weight": -1}, "at least 0"), ({"decay": 1.0}, r"in \[0, 1\)")])
def test_arguments_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        tricks.LeCam(**options)
