"""Room for decoded images."""

import numpy as np

from tfgan_zoo.data import storage


def test_few_images_lie_in_memory_and_many_in_a_file_that_works_the_same(monkeypatch):
    assert type(storage.allocate(3, (4, 4, 3))) is np.ndarray
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 3 * 48 - 1)
    many = storage.allocate(3, (4, 4, 3))
    assert isinstance(many, np.memmap) and many.shape == (3, 4, 4, 3)
    many[1] = 7
    assert many.sum() == 7 * 48
