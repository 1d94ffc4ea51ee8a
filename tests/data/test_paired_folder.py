"""Folders of picture pairs."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import data


def write(path, *values, size=(4, 4)):
    """Write a picture of squares side by side, each of one gray level."""
    path.parent.mkdir(parents=True, exist_ok=True)
    squares = [np.full((*size, 3), value, "uint8") for value in values]
    Image.fromarray(np.concatenate(squares, axis=1)).save(path)


def levels(examples):
    return examples.samples[:, 0, 0, 0].tolist()


def test_the_left_half_is_a_and_the_right_half_is_b(tmp_path):
    for number in range(3):
        write(tmp_path / f"{number}.png", 10 * number, 10 * number + 5)
    pairs = data.load_paired(tmp_path)
    assert pairs.shape == pairs.source_shape == (4, 4, 3)
    assert (levels(pairs.source), levels(pairs.target)) == ([0, 10, 20], [5, 15, 25])
    pairs = data.load_paired(tmp_path, source="B")
    assert (levels(pairs.source), levels(pairs.target)) == ([5, 15, 25], [0, 10, 20])


def test_files_of_one_name_in_the_folders_a_and_b_are_a_pair_of_a_split(tmp_path):
    for number in (2, 0, 1):
        write(tmp_path / "test" / "A" / f"{number}.jpg", 10 * number)
        write(tmp_path / "test" / "B" / f"{number}.png", 10 * number + 5)
    write(tmp_path / "train" / "A" / "7.png", 70)
    write(tmp_path / "train" / "B" / "7.png", 75)
    pairs = data.load_paired(tmp_path, "test", source="B")
    assert (levels(pairs.source), levels(pairs.target)) == ([5, 15, 25], [0, 10, 20])
    assert levels(data.load_paired(tmp_path).source) == [70]
    assert (pairs.name, pairs.split) == (str(tmp_path), "test")


def test_a_label_map_keeps_its_colors_where_a_picture_mixes_them(tmp_path):
    stripes = np.tile(np.array([0, 200], "uint8"), 16)[None, :, None].repeat(16, axis=0).repeat(3, axis=-1)
    Image.fromarray(stripes).save(tmp_path / "a.png")
    pairs = data.load_paired(tmp_path, image_shape=(6, 6, None), source="B", label_map=True)
    assert pairs.label_map and set(np.unique(pairs.source.samples)) <= {0, 200}
    assert not set(np.unique(pairs.target.samples)) <= {0, 200}
    assert len(np.unique(data.load_paired(tmp_path, image_shape=(6, 6, 3), source="B").source.samples)) > 2


def test_each_side_keeps_its_channels_if_none_are_requested(tmp_path):
    write(tmp_path / "A" / "1.png", 10)
    (tmp_path / "B").mkdir()
    Image.new("L", (4, 4), 7).save(tmp_path / "B" / "1.png")
    pairs = data.load_paired(tmp_path, image_shape=(8, 8, None))
    assert (pairs.source_shape, pairs.shape) == ((8, 8, 3), (8, 8, 1))
    assert data.load_paired(tmp_path, image_shape=(8, 8, 3)).shape == (8, 8, 3)


def test_a_missing_partner_is_named_and_may_be_skipped(tmp_path):
    for number in range(3):
        write(tmp_path / "A" / f"{number}.png", number)
        write(tmp_path / "B" / f"{number}.png", number)
    (tmp_path / "B" / "1.png").unlink()
    with pytest.raises(data.DamagedData, match="A/1.png has no partner of the same name in the folder B"):
        data.load_paired(tmp_path)
    with pytest.warns(UserWarning, match="1 damaged pictures .* 2 are left: .*A/1.png has no partner"):
        assert levels(data.load_paired(tmp_path, skip_bad=1).target) == [0, 2]


def test_partners_of_different_size_are_named_with_their_sizes(tmp_path):
    write(tmp_path / "A" / "1.png", 1, size=(4, 6))
    write(tmp_path / "B" / "1.png", 1, size=(4, 4))
    with pytest.raises(ValueError, match="A/1.png has 4 x 6 pixels, but its partner .*B/1.png has 4 x 4"):
        data.load_paired(tmp_path)


def test_a_picture_without_two_equal_halves_and_a_damaged_one_are_named(tmp_path):
    write(tmp_path / "odd.png", 1, size=(4, 7))
    with pytest.raises(ValueError, match="odd.png is 7 pixels wide"):
        data.load_paired(tmp_path)
    (tmp_path / "odd.png").write_text("no picture")
    with pytest.raises(ValueError, match="odd.png cannot be read as an image"):
        data.load_paired(tmp_path)


def test_folders_without_pairs_and_a_source_of_another_name_are_refused(tmp_path):
    with pytest.raises(
        FileNotFoundError, match="holds no pairs; expected pictures of two halves.*or subfolders A and B"
    ):
        data.load_paired(tmp_path)
    (tmp_path / "A").mkdir()
    with pytest.raises(FileNotFoundError, match="without pictures in them"):
        data.load_paired(tmp_path)
    with pytest.raises(ValueError, match="source='left'; expected 'A' .left half"):
        data.load_paired(tmp_path, source="left")
    with pytest.raises(FileNotFoundError, match="no sub-folder 'test'"):
        data.load_paired(tmp_path, "test")


def test_two_files_that_differ_only_in_their_extension_are_refused(tmp_path):
    write(tmp_path / "A" / "1.png", 1)
    write(tmp_path / "A" / "1.bmp", 1)
    with pytest.raises(ValueError, match="1.bmp and .*1.png have the same name but for its ending"):
        data.load_paired(tmp_path)
