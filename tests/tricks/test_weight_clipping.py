import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tfgan_zoo import models, tricks


def test_only_the_discriminators_weights_are_clipped_after_each_of_its_steps():
    seen = []

    class Watcher(models.GAN):
        def discriminator_loss(self, real, fake):
            seen.append(self.discriminator.layers[-1].kernel.numpy().ravel())
            return super().discriminator_loss(real, fake)

    gan = Watcher(*linear_players((3.0, -4.0)), discriminator_steps=2, tricks=[tricks.WeightClipping(0.25)])
    gan.generator.layers[-1].bias.assign([5.0, 5.0])
    compiled(gan, learning_rate=1e-4, run_eagerly=True).fit(images(8, (2,)), batch_size=8, verbose=0)
    np.testing.assert_array_equal(seen[0], [3.0, -4.0])
    np.testing.assert_array_equal(seen[1], [0.25, -0.25])
    assert np.abs(gan.discriminator.layers[-1].kernel.numpy()).max() == 0.25
    assert gan.generator.layers[-1].bias.numpy().min() > 4.9


@pytest.mark.parametrize("limit", [0.0, -0.01])
def test_a_limit_that_is_not_positive_is_refused(limit):
    with pytest.raises(ValueError, match="WeightClipping takes limit as a number above 0"):
        tricks.WeightClipping(limit)
