"""Room for decoded images."""

import collections
import errno
import os
import shutil
import tempfile

import numpy as np
import pytest

from tfgan_zoo import data
from tfgan_zoo.data import storage


@pytest.fixture
def in_files(monkeypatch):
    """Every array lies in a file."""
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)


def test_few_images_lie_in_memory_and_many_in_a_file_that_works_the_same(monkeypatch):
    assert type(storage.allocate(3, (4, 4, 3))) is np.ndarray
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 3 * 48 - 1)
    many = storage.allocate(3, (4, 4, 3))
    assert isinstance(many, np.memmap) and many.shape == (3, 4, 4, 3)
    many[1] = 7
    assert many.sum() == 7 * 48


def test_the_room_of_a_file_is_taken_before_it_is_used(in_files, monkeypatch):
    reserved = []
    monkeypatch.setattr(os, "posix_fallocate", lambda file, start, length: reserved.append((start, length)) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        storage.allocate(3, (5, 2), np.int16)
    assert reserved == [(0, 60)]


def test_less_room_than_is_needed_is_said_with_the_place_and_the_way_out(in_files, monkeypatch):
    place = tempfile.gettempdir()
    with pytest.raises(OSError, match=f"take 1,125,899,906,842,624 bytes, but .* {place} has [0-9,]+ free; set TMPDIR"):
        storage.allocate(2**50, (1,))
    usage = collections.namedtuple("Usage", "free")(10**15)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    def full(file, start, length):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)  # another process was faster
    with pytest.raises(OSError, match="No space left on device.; set TMPDIR") as error:
        storage.allocate(2, (1,))
    assert error.value.errno == errno.ENOSPC


def test_where_no_room_can_be_reserved_the_file_is_as_long_as_it_must_be(in_files, monkeypatch):
    monkeypatch.delattr(os, "posix_fallocate")
    array = storage.allocate(3, (2,))
    array[:] = 5
    assert array.shape == (3, 2) and (array == 5).all()


def test_a_held_out_part_of_sounds_in_a_file_keeps_their_sixteen_bits(in_files):
    sounds = storage.allocate(10, (4, 1), np.int16)
    sounds[:] = 30_000
    left, held = data.hold_out(data.Examples("sounds", "train", sounds), 0.2)
    assert isinstance(held.samples, np.memmap)
    assert (left.samples == 30_000).all() and (held.samples == 30_000).all()
