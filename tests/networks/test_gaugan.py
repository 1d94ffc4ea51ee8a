"""What of GauGAN's networks is normalized how, and what they are given."""

import numpy as np
import pytest

from tfgan_zoo import networks
from tfgan_zoo.layers import SPADE, SpectralConv2D

MAPS = np.eye(3, dtype="float32")[np.random.default_rng(0).integers(3, size=(2, 16, 16))]
PICTURES = np.random.default_rng(1).uniform(-1, 1, size=(2, 16, 16, 3)).astype("float32")


def test_the_convolutions_of_the_blocks_are_spectral_and_those_inside_of_spade_are_not():
    generator = networks.spade_generator((16, 16, 3), width=2, depth=2, hidden=4)
    spades = [layer for layer in generator.layers if isinstance(layer, SPADE)]
    # Four blocks, of which the last has another width and so a third, projecting, convolution.
    assert len(spades) == len([layer for layer in generator.layers if isinstance(layer, SpectralConv2D)]) == 9
    assert not any(isinstance(layer, SpectralConv2D) for spade in spades for layer in spade.layers)
    assert generator(MAPS).shape == (2, 16, 16, 3)


def test_with_latents_the_generator_begins_with_a_dense_layer_of_them_and_still_sees_the_map():
    generator = networks.spade_generator((16, 16, 3), width=2, depth=2, hidden=4, latent_size=5)
    assert [tensor.name for tensor in generator.inputs] == ["latents", "source"]
    dense = next(layer for layer in generator.layers if "dense" in layer.name)
    assert dense.units == 4 * 4 * 2 * 2
    first, second = (np.full((2, 5), value, "float32") for value in (-1, 1))
    pictures = generator([first, MAPS])
    assert np.abs(pictures - generator([second, MAPS])).max() > 1e-4
    assert np.abs(pictures - generator([first, MAPS[::-1]])).max() > 1e-4


def test_the_encoder_halves_and_gives_a_mean_and_a_variance_of_each_number():
    encoder = networks.style_encoder((16, 16, 3), latent_size=5, width=2, depth=3)
    convolutions = [layer for layer in encoder.layers if isinstance(layer, SpectralConv2D)]
    assert [layer.output.shape[1:] for layer in convolutions] == [(8, 8, 2), (4, 4, 4), (2, 2, 8)]
    means, log_variances = encoder(PICTURES)
    assert means.shape == log_variances.shape == (2, 5)
    assert np.abs(means[0] - means[1]).max() > 1e-4


def test_each_of_the_sizes_gives_its_features_and_its_logits():
    discriminator = networks.multiscale_discriminator((16, 16, 3), (16, 16, 3), width=2, depth=1)
    outputs = discriminator([PICTURES, MAPS])
    assert [[tuple(output.shape[1:]) for output in scale] for scale in outputs] == [
        [(9, 9, 2), (10, 10, 4), (11, 11, 1)],
        [(5, 5, 2), (6, 6, 4), (7, 7, 1)],
    ]


def test_fake_and_real_are_judged_alike_whether_together_or_apart():
    discriminator = networks.multiscale_discriminator((16, 16, 3), (16, 16, 3), width=2, depth=1)
    together = discriminator([PICTURES, MAPS], training=True)
    apart = discriminator([PICTURES[1:], MAPS[1:]], training=True)
    for both, one in zip(together, apart, strict=True):
        np.testing.assert_allclose(both[-1][1:], one[-1], atol=1e-5)


def test_the_averaging_between_sizes_leaves_out_what_is_beyond_the_edge():
    discriminator = networks.multiscale_discriminator((16, 16, 3), (16, 16, 3), width=2, depth=1)
    pooling = next(layer for layer in discriminator.layers if "pooling" in layer.name)
    np.testing.assert_allclose(pooling(np.ones((1, 16, 16, 6), "float32")), 1.0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: networks.spade_generator((20, 16, 3), depth=3), "20 x 16 pixels and depth=3; expected multiples of 8"),
        (
            lambda: networks.style_encoder((16, 16, 3), depth=4),
            "16 x 16 pixels and depth=4; expected multiples of 16 from",
        ),
        (lambda: networks.multiscale_discriminator((16, 16, 3), (16, 16, 3)), "received images of 8 x 8 pixels"),
        (lambda: networks.multiscale_discriminator((32, 32, 3), (16, 16, 3), 1), "a source of 16 x 16"),
    ],
)
def test_sizes_that_do_not_fit_are_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
