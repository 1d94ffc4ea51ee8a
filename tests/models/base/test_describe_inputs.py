"""What people are told of the inputs that a game draws."""

import pytest

from tests.helpers.tiny import linear_players, players
from tfgan_zoo import latents, models, networks


def noise_contrastive():
    return models.NoiseContrastive(networks.gaussian_density(2), num_candidates=7)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: models.GAN(*linear_players()), ["2 numbers, standard normal"]),
        (lambda: models.GAN(*players(), latents=latents.uniform), ["6 numbers, uniform on [-1, 1)"]),
        (
            lambda: models.GSN(networks.denoiser((8,), width=4, depth=1), chain_steps=10),
            ["11 x 2 x 8 numbers, uniform on [0, 1)"],
        ),
        (noise_contrastive, ["7 x 2 numbers, standard normal", "a number, uniform on [0, 1)"]),
    ],
)
def test_each_input_is_described_by_its_shape_and_distribution(make, words):
    assert list(make().describe_inputs().values()) == words
