"""Images made black and white."""

import numpy as np
import pytest

from tfgan_zoo import data


def test_pixels_become_black_or_white_and_labels_stay():
    images = np.array([0, 127, 128, 255], "uint8").reshape(4, 1, 1, 1)
    examples = data.binarized(data.from_arrays(images, labels=[0, 1, 0, 1], name="four"))
    assert examples.samples.ravel().tolist() == [0, 0, 255, 255]
    assert (examples.name, examples.labels.tolist(), examples.num_classes) == ("binarized_four", [0, 1, 0, 1], 2)


def test_points_are_refused():
    with pytest.raises(ValueError, match="ring holds points; only images can be binarized"):
        data.binarized(data.load("ring", "test"))
