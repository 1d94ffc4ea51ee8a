import warnings

import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, conditional_linear_players, images, labeled_points, linear_players, players
from tfgan_zoo import losses, models, networks


def test_a_linear_discriminator_is_penalized_by_its_weights_norm():
    dragan = models.DRAGAN(*linear_players((3.0, 4.0)), penalty_weight=10.0)
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    terms = dragan.discriminator_loss(real, fake)
    assert float(terms["gradient_penalty"]) == pytest.approx(10 * (5.0 - 1) ** 2, rel=1e-5)
    expected = losses.minimax_discriminator(real @ [[3.0], [4.0]], fake @ [[3.0], [4.0]])
    assert float(terms["discriminator"]) == pytest.approx(float(expected), rel=1e-5)


def test_the_gradient_is_taken_near_real_samples_only():
    """D(x) = |x|^2 has the gradient norm 2 |x|."""
    dragan = models.DRAGAN(*linear_players(), penalty_weight=1.0, noise_scale=0.0)
    dragan.score = lambda samples: tf.reduce_sum(samples**2, axis=-1, keepdims=True)
    real, fake = tf.constant([[2.0, 0.0], [0.0, -2.0]]), tf.fill((2, 2), 100.0)
    assert float(dragan.discriminator_loss(real, fake)["gradient_penalty"]) == pytest.approx((2 * 2 - 1) ** 2, rel=1e-4)
    dragan.noise_scale = 0.5
    near = float(dragan.discriminator_loss(real, fake)["gradient_penalty"])
    assert near != pytest.approx((2 * 2 - 1) ** 2, rel=1e-3)
    assert 1 < near < 36  # the noise is at most half a standard deviation, 0.7, on either axis


def test_batch_normalization_in_the_discriminator_warns():
    with pytest.warns(UserWarning, match="mixes the examples") as caught:
        models.DRAGAN(players()[0], networks.infogan_discriminator(SHAPE, width=4))
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        models.DRAGAN(*players(normalization=None))


@pytest.mark.parametrize("options", [{"penalty_weight": -1.0}, {"noise_scale": -0.1}])
def test_negative_numbers_are_refused(options):
    with pytest.raises(ValueError, match=f"DRAGAN takes {next(iter(options))} as a number of at least 0"):
        models.DRAGAN(*linear_players(), **options)


def test_the_gradient_uses_the_labels_of_the_real_samples():
    dragan = models.DRAGAN(*conditional_linear_players([(3.0, 4.0), (0.0, 1.0)]), num_classes=2, penalty_weight=10.0)
    terms = dragan.discriminator_loss(labeled_points([0, 1, 1, 1]), labeled_points([0, 1, 1, 1], seed=1))
    assert float(terms["gradient_penalty"]) == pytest.approx(10 * (5.0 - 1) ** 2 / 4, rel=1e-4)
