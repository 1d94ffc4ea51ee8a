"""PNG files written some rows at a time are read by others as they were given."""

import io

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_zoo.saving.png import PNGWriter


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_what_was_written_is_read_again(bits, channels):
    values = np.random.default_rng(0).integers(0, 2**bits, (7, 5, channels)).astype(f"uint{bits}")
    file = io.BytesIO()
    writer = PNGWriter(file, (7, 5), channels, bits)
    for start, end in ((0, 1), (1, 5), (5, 7)):
        writer.write(values[start:end])
    writer.close()
    read = tf.io.decode_png(file.getvalue(), dtype=values.dtype).numpy()
    np.testing.assert_array_equal(read, values)
    Image.open(io.BytesIO(file.getvalue())).verify()


def test_a_picture_of_one_pixel_has_an_end():
    file = io.BytesIO()
    writer = PNGWriter(file, (1, 1), 1, 8)
    writer.write(np.full((1, 1, 1), 77, "uint8"))
    writer.close()
    assert np.asarray(Image.open(file)).tolist() == [[77]]
