import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data.edges import true_edges


def test_a_step_is_an_edge_on_both_sides_and_a_gentle_slope_is_none():
    step = np.where(np.arange(8) < 4, -1.0, 1.0) * np.ones((1, 8, 8, 1))[..., 0]
    slope = np.linspace(-1, 1, 16) * np.ones((1, 16, 16))
    found = true_edges(step[..., None]).numpy()[0, 4, :, 0]
    np.testing.assert_array_equal(found > 0, [False, False, False, True, True, False, False, False])
    assert (true_edges(slope[..., None]).numpy() == -1).all()


def test_the_second_domain_is_the_true_map_of_pictures_that_the_first_has_not():
    digits = data.load("digits", "test")
    pair = data.edges(digits)
    np.testing.assert_array_equal(pair.first.samples, digits.samples[:150])
    assert pair.first.labels is None and set(np.unique(pair.second.samples)) == {0, 255}
    wanted = pair.true_map(digits.samples[150:] / np.float32(127.5) - 1)
    np.testing.assert_array_equal(pair.second.samples, (np.asarray(wanted) > 0) * 255)


def test_colored_pictures_have_edges_of_one_channel():
    colored = data.from_arrays(np.zeros((4, 8, 8, 3), "uint8"))
    assert data.edges(colored).shape == ((8, 8, 3), (8, 8, 1))


@pytest.mark.parametrize("received, word", [(data.load("ring"), "points"), (np.zeros((4, 8, 8, 1)), "ndarray")])
def test_what_holds_no_pictures_is_refused(received, word):
    with pytest.raises(ValueError, match=f"received {word}; expected Examples of images"):
        data.edges(received)


def test_a_single_picture_is_refused():
    with pytest.raises(ValueError, match="1 picture; expected at least 2"):
        data.edges(data.from_arrays(np.zeros((1, 8, 8, 1), "uint8")))
