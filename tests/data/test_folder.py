"""Folders of images."""

import warnings

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import data


def write(path, value=100, size=(4, 4), mode="RGB"):
    """Write an image of one color; `size` is (height, width)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kind = "JPEG" if path.suffix == ".jfif" else None
    Image.new(mode, size[::-1], value if mode == "L" else (value,) * 3).save(path, kind)


@pytest.mark.parametrize("suffix", ["png", "jpg", "jpeg", "jfif", "bmp", "gif", "webp", "tif", "tiff", "PNG"])
def test_every_usual_format_is_read(tmp_path, suffix):
    write(tmp_path / f"picture.{suffix}", 200)
    images, labels = data.load(tmp_path).arrays()
    assert images.shape == (1, 4, 4, 3) and labels is None
    np.testing.assert_allclose(images.astype(int), 200, atol=2)


def test_subfolders_are_the_labels_in_alphabetical_order(tmp_path):
    for index, name in enumerate(["dogs/a.png", "cats/b.png", "dogs/deeper/c.png", "cats/a.png"]):
        write(tmp_path / name, 10 * index)
    examples = data.load(tmp_path)
    assert examples.class_names == ("cats", "dogs") and examples.num_classes == 2
    assert examples.labels.tolist() == [0, 0, 1, 1]
    assert examples.samples[:, 0, 0, 0].tolist() == [30, 10, 0, 20]


def test_a_single_subfolder_is_not_a_label(tmp_path):
    write(tmp_path / "all" / "a.png")
    assert data.load(tmp_path).labels is None


def test_a_split_is_its_subfolder_and_without_one_the_folder_is_train(tmp_path):
    write(tmp_path / "whole" / "a.png")
    write(tmp_path / "parts" / "train" / "a.png", 1)
    write(tmp_path / "parts" / "test" / "a.png", 2)
    assert data.load(tmp_path / "whole").num_examples == 1
    assert data.load(tmp_path / "parts").samples.max() == 1
    assert data.load(tmp_path / "parts", "test").samples.max() == 2
    with pytest.raises(FileNotFoundError, match="no sub-folder 'valid'.*test, train"):
        data.load(tmp_path / "parts", "valid")


def test_trainA_and_trainB_are_a_pair_of_one_shape(tmp_path):
    write(tmp_path / "trainA" / "a.png", size=(6, 6))
    write(tmp_path / "trainB" / "a.png", size=(8, 8))
    pair = data.load_pair(tmp_path)
    assert pair.first.shape == pair.second.shape == (6, 6, 3) and pair.true_map is None


def test_images_of_several_sizes_are_resized_with_one_warning_that_has_the_sizes(tmp_path):
    for index, size in enumerate([(4, 4), (8, 8), (8, 8), (5, 9)]):
        write(tmp_path / f"{index}.png", 100, size)
    with pytest.warns(UserWarning) as warned:
        examples = data.load(tmp_path)
    assert examples.shape == (4, 4, 3) and (examples.samples == 100).all()
    assert len(warned) == 1 and "3 sizes (4x4, 5x9, 8x8, height x width)" in str(warned[0].message)


def test_images_of_one_size_cause_no_warning_even_if_resized(tmp_path):
    for index in range(3):
        write(tmp_path / f"{index}.png", size=(6, 9))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert data.load(tmp_path, image_shape=(4, 4, 1)).shape == (4, 4, 1)


def test_channels_are_those_requested_or_those_of_the_first_image(tmp_path):
    write(tmp_path / "a.png", 50, mode="L")
    write(tmp_path / "b.png", 60)
    with pytest.warns(UserWarning, match="1 images of .* that have colors were made gray.*image_shape=\\(4, 4, 3\\)"):
        assert data.load(tmp_path).shape == (4, 4, 1)
    assert data.load(tmp_path, image_shape=(4, 4, 3)).samples[:, 0, 0].tolist() == [[50] * 3, [60] * 3]


def test_an_unreadable_image_is_named(tmp_path):
    write(tmp_path / "good.png")
    whole = (tmp_path / "good.png").read_bytes()
    (tmp_path / "half.png").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match="half.png cannot be read as an image"):
        data.load(tmp_path)
    (tmp_path / "half.png").write_text("no image at all")
    with pytest.raises(ValueError, match="half.png cannot be read as an image"):
        data.load(tmp_path)


def test_photographs_are_rotated_upright(tmp_path):
    picture = Image.fromarray(np.array([[0, 250]], "uint8"))
    orientation = Image.Exif()
    orientation[0x0112] = 6  # turn by a quarter to the right
    picture.save(tmp_path / "photo.png", exif=orientation)
    assert data.load(tmp_path).samples[0, :, :, 0].tolist() == [[0], [250]]


def test_sixteen_bit_images_keep_their_upper_eight_bits(tmp_path):
    Image.fromarray(np.array([[0, 256 * 7, 65535]], "uint16")).save(tmp_path / "deep.png")
    assert data.load(tmp_path).samples.ravel().tolist() == [0, 7, 255]


def test_what_is_hidden_or_no_picture_is_left_out_and_it_is_said_once(tmp_path):
    for name in ["a/0.png", "b/0.png", "a/.ipynb_checkpoints/0.png", "b/deeper/.thumbnails/0.png"]:
        write(tmp_path / name)
    (tmp_path / "a" / "._0.png").write_text("left by macOS")
    for name in ["a/photo.heic", "b/other.HEIC", "README", "a/.DS_Store"]:
        (tmp_path / name).write_text("no picture")
    with pytest.warns(UserWarning) as said:
        assert data.load(tmp_path).labels.tolist() == [0, 1]
    (only,) = said
    left_out = "2 .heic, 1 hidden .png, 1 hidden folder .ipynb_checkpoints, 1 hidden folder .thumbnails, 1 without an"
    assert f"2 images of {tmp_path} (train) were read. Left out: {left_out} ending." in str(only.message)


def test_pictures_beside_a_split_are_said_to_be_left_out(tmp_path):
    write(tmp_path / "train" / "a.png")
    write(tmp_path / "b.png")
    with pytest.warns(UserWarning, match="Left out: 1 images in .*, beside its split 'train'"):
        assert data.load(tmp_path).num_examples == 1


def test_a_missing_or_empty_folder_and_images_on_two_levels_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no folder .*nowhere"):
        data.load(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match="holds no images; expected files ending in .png"):
        data.load(tmp_path)
    write(tmp_path / "a.png")
    write(tmp_path / "cats" / "b.png")
    with pytest.raises(ValueError, match="1 images beside the sub-folders cats"):
        data.load(tmp_path)
