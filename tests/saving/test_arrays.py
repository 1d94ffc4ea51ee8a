import numpy as np
import pytest

from tfgan_zoo.saving.arrays import read_arrays, read_npz


def test_arrays_come_in_the_files_order_and_others_are_refused(tmp_path):
    file = tmp_path / "arrays.npz"
    np.savez(file, b=np.ones((2, 3)), a=np.zeros(4))
    first, second = read_arrays(file, [(2, 3), (4,)], "whatever")
    assert first.sum() == 6 and second.shape == (4,)
    with pytest.raises(
        ValueError, match=r"has arrays of the shapes \[\(2, 3\), \(4,\)\]; expected \[\(4,\)\], the biases\."
    ):
        read_arrays(file, [(4,)], "the biases")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\x93NUMPY", b"\x80\x04K\x01."])
def test_a_damaged_file_is_named(tmp_path, content):
    (tmp_path / "some.npz").write_bytes(content)
    with pytest.raises(ValueError, match="some.npz is damaged or not an .npz file"):
        read_npz(tmp_path / "some.npz")


def test_every_cut_or_changed_file_is_refused_or_read(tmp_path):
    file = tmp_path / "some.npz"
    np.savez_compressed(file, a=np.arange(50.0))
    whole = file.read_bytes()
    for place in range(0, len(whole), 3):
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            file.write_bytes(content)
            try:
                read_npz(file)
            except ValueError as error:
                assert "some.npz" in str(error)


def test_a_single_array_objects_and_no_file_are_refused(tmp_path):
    with open(tmp_path / "one.npz", "wb") as file:
        np.save(file, np.zeros(3))
    np.savez(tmp_path / "objects.npz", a=np.array([None], object))
    for name in ("one.npz", "objects.npz"):
        with pytest.raises(ValueError, match=f"{name} is damaged or not"):
            read_npz(tmp_path / name)
    with pytest.raises(FileNotFoundError, match="there is no file .*none.npz"):
        read_npz(tmp_path / "none.npz")
