"""The U-Net generator."""

import keras
import numpy as np
import pytest

from tfgan_zoo import networks
from tfgan_zoo.layers import MonteCarloDropout


def layers_of(network, kind):
    return [layer for layer in network.layers if isinstance(layer, kind)]


def pictures(shape=(2, 16, 16, 3), seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, shape).astype("float32")


def test_the_levels_are_those_of_the_paper():
    unet = networks.unet_generator((256, 256, 3))
    down = [layer.output.shape[1:] for layer in layers_of(unet, keras.layers.Conv2D) if "transpose" not in layer.name]
    assert [maps for *_, maps in down] == [64, 128, 256, 512, 512, 512, 512, 512]
    assert [side for side, *_ in down] == [128, 64, 32, 16, 8, 4, 2, 1]
    up = [layer.output.shape[1:] for layer in layers_of(unet, keras.layers.Conv2DTranspose)]
    assert [maps for *_, maps in up] == [512, 512, 512, 512, 256, 128, 64, 3]
    # The authors' PyTorch port has 54 413 955 and no biases in the first and in the innermost convolution.
    assert unet.count_params() == 54_413_955 + 64 + 512


def test_every_level_of_the_decoder_receives_the_encoders_level_of_its_size_before_the_activation():
    unet = networks.unet_generator((16, 16, 1), width=2, dropout_rate=0.0)
    joins = layers_of(unet, keras.layers.Concatenate)
    assert [join.output.shape[1:3] for join in joins] == [(2, 2), (4, 4), (8, 8)]
    makers = [join.input[1]._keras_history.operation for join in joins]
    normalization, convolution = keras.layers.GroupNormalization, keras.layers.Conv2D
    assert [type(maker) for maker in makers] == [normalization, normalization, convolution]  # no activation yet
    assert makers[-1] is layers_of(unet, convolution)[0]
    assert [maker.input._keras_history.operation for maker in makers[:2]] == layers_of(unet, convolution)[2:0:-1]


def test_with_a_silent_bottleneck_the_source_still_reaches_the_output_through_the_skips():
    unet = networks.unet_generator((16, 16, 1), width=2, dropout_rate=0.0)
    innermost = layers_of(unet, keras.layers.Conv2D)[3]
    assert innermost.output.shape[1:3] == (1, 1)
    innermost.set_weights([0 * weight for weight in innermost.get_weights()])
    source, impulse = np.zeros((1, 16, 16, 1), "float32"), np.zeros((1, 16, 16, 1), "float32")
    impulse[0, 8, 8] = 1.0
    assert np.abs(unet(impulse) - unet(source)).max() > 1e-3


def test_an_impulse_passes_the_outermost_skip_to_its_neighborhood_alone():
    unet = networks.unet_generator((16, 16, 1), width=1, dropout_rate=0.0)
    last = layers_of(unet, keras.layers.Conv2DTranspose)[-1]
    kernel, bias = last.get_weights()
    kernel[..., 0] = 0.0  # of the decoder's own map: what is left came through the skip
    kernel[..., 1] = 1.0
    last.set_weights([kernel, bias])
    layers_of(unet, keras.layers.Conv2D)[0].set_weights([np.ones((4, 4, 1, 1)), np.zeros(1)])
    impulse = np.zeros((1, 16, 16, 1), "float32")
    impulse[0, 8, 8] = 0.1
    reached = np.argwhere(unet(impulse).numpy()[0, ..., 0])
    # Pixel 8 lies in the windows of rows 3 and 4 at half size, which write rows 5 to 10.
    assert reached.min(axis=0).tolist() == [5, 5] and reached.max(axis=0).tolist() == [10, 10]


def test_dropout_is_in_the_three_innermost_levels_and_stays_on_when_sampling():
    unet = networks.unet_generator((32, 32, 3), width=2)
    assert [layer.output.shape[1:3] for layer in layers_of(unet, MonteCarloDropout)] == [(2, 2), (4, 4), (8, 8)]
    source = pictures((1, 32, 32, 3))
    assert np.abs(unet.predict(source, verbose=0) - unet.predict(source, verbose=0)).max() > 1e-4
    without = networks.unet_generator((32, 32, 3), width=2, dropout_rate=0.0)
    np.testing.assert_array_equal(without.predict(source, verbose=0), without.predict(source, verbose=0))


def test_a_picture_is_translated_alike_alone_and_in_a_batch():
    unet = networks.unet_generator((16, 16, 3), width=2, dropout_rate=0.0)
    source = pictures()
    np.testing.assert_allclose(unet(source)[:1], unet(source[:1]), atol=1e-6)


def test_the_bottleneck_of_one_pixel_is_not_normalized_away():
    unet = networks.unet_generator((16, 16, 3), width=2, dropout_rate=0.0)
    outermost = layers_of(unet, keras.layers.Concatenate)[0].input[0]
    decoded = keras.Model(unet.input, outermost)
    first, second = decoded(pictures()).numpy(), decoded(pictures(seed=1)).numpy()
    assert np.abs(first - second).max() > 1e-3


def test_channels_and_proportions_may_differ():
    unet = networks.unet_generator((32, 16, 1), target_channels=3, width=2)
    assert [tensor.name for tensor in unet.inputs] == ["source"]
    assert unet.output_shape == (None, 32, 16, 3)
    assert networks.unet_generator((28, 28, 1), width=2).output_shape == (None, 28, 28, 1)


@pytest.mark.parametrize(("shape", "depth"), [((20, 20, 3), 3), ((31, 31, 3), None)])
def test_a_picture_that_cannot_be_halved_so_often_is_refused(shape, depth):
    with pytest.raises(ValueError, match=f"{shape[0]} x {shape[1]} pixels and depth=.*multiples of 2 \\*\\* depth"):
        networks.unet_generator(shape, depth=depth)
