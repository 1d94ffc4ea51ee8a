import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tfgan_zoo import models, tricks


def test_the_terms_are_squared_distances_from_the_mean_of_past_values():
    gan = models.GAN(*linear_players(), tricks=[tricks.HistoricalAveraging(0.5)])
    real, fake = images(4, (2,)), images(4, (2,), seed=1)
    assert float(gan.discriminator_terms(real, fake)["discriminator_averaging"]) == 0
    past = []
    for weights in ((1.0, 2.0), (3.0, 8.0), (2.0, -1.0)):
        past.append(weights)
        gan.discriminator.layers[-1].kernel.assign(np.array(weights)[:, None])
        gan.after_step({})
    gan.discriminator.layers[-1].kernel.assign([[7.0], [7.0]])
    gan.generator.layers[-1].bias.assign([3.0, 4.0])
    expected = 0.5 * np.sum((7.0 - np.mean(past, axis=0)) ** 2)
    assert float(gan.discriminator_terms(real, fake)["discriminator_averaging"]) == pytest.approx(expected, rel=1e-6)
    assert float(gan.generator_terms(real, fake)["generator_averaging"]) == pytest.approx(0.5 * 25, rel=1e-6)


def test_the_term_has_a_gradient_for_its_own_player():
    """The gradient of 5 |w - mean|^2 with a mean of 0 is 10 w."""
    trick = tricks.HistoricalAveraging(5.0)
    gan = models.GAN(*linear_players((0.0, 0.0)), tricks=[trick])
    gan.after_step({})
    kernel = gan.discriminator.layers[-1].kernel
    kernel.assign([[2.0], [1.0]])
    with gan.tape("discriminator") as tape:
        term = trick.discriminator_terms(gan, None, None)["discriminator_averaging"]
    np.testing.assert_allclose(tape.gradient(term, kernel.value), [[20.0], [10.0]], rtol=1e-6)


def test_the_means_are_over_all_training_steps():
    trick = tricks.HistoricalAveraging(0.1)
    gan = compiled(models.GAN(*linear_players(), tricks=[trick]), learning_rate=0.1)
    past = []
    for _ in range(3):
        gan.fit(images(10, (2,)), batch_size=10, verbose=0)
        past.append(gan.generator.layers[-1].kernel.numpy())
    np.testing.assert_allclose(trick.generator_averages[0].numpy(), np.mean(past, axis=0), rtol=1e-5)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="HistoricalAveraging takes weight as a number of at least 0"):
        tricks.HistoricalAveraging(-1.0)
