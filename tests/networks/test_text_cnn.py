"""SeqGAN's discriminator."""

import numpy as np
import pytest

from tfgan_zoo import networks


def test_it_has_the_papers_filters_and_two_outputs():
    network = networks.text_discriminator(5000, 20)
    widths = {1: 100, 2: 200, 3: 200, 4: 200, 5: 200, 6: 100, 7: 100, 8: 100, 9: 100, 10: 100, 15: 160, 20: 160}
    convolutions = sum(width * 64 * number + number for width, number in widths.items())
    total = sum(widths.values())
    assert total == 1720
    assert network.count_params() == 5000 * 64 + convolutions + 2 * (total + 1) * total + 2 * (total + 1)


def test_only_the_output_layer_decays_by_the_authors_fifth_of_half_its_squares():
    network = networks.text_discriminator(10, 6, share=0.02)
    outputs = [weight.numpy() for layer in network.layers[-3:-1] for weight in layer.weights]
    assert len(outputs) == 4
    expected = 0.2 * sum((weight**2).sum() for weight in outputs) / 2
    assert float(sum(network.losses)) == pytest.approx(expected, rel=1e-6)


def test_its_logit_is_the_difference_of_the_softmaxs_two():
    network = networks.text_discriminator(10, 6, share=0.02)
    tokens = np.random.default_rng(0).integers(0, 10, (4, 6))
    before = network(tokens).numpy()
    bias = network.layers[-3].bias  # of "real"
    bias.assign(bias + 2.0)
    np.testing.assert_allclose(network(tokens), before + 2.0, rtol=1e-5)


def test_filters_wider_than_a_sequence_are_left_out():
    widths = [
        layer.kernel_size[0] for layer in networks.text_discriminator(10, 3, share=0.01).layers if "conv" in layer.name
    ]
    assert widths == [1, 2, 3]
    assert networks.text_discriminator(10, 1, share=0.01).output_shape == (None, 1)


def test_no_length_is_refused():
    with pytest.raises(ValueError, match="takes length as an integer of at least 1, not 0"):
        networks.text_discriminator(10, 0)
