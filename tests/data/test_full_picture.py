"""Picture files with 16 bits and with transparency."""

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image, ImageOps

from tfgan_zoo.data.full_picture import read_full_picture

DEEP = np.array([[0, 1, 255, 256], [257, 4660, 65534, 65535]], "uint16")


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_all_16_bits_of_a_png_are_read(tmp_path, channels):
    values = np.repeat(DEEP[..., None], channels, axis=-1)
    if channels in (2, 4):
        values[..., -1] = 300
    (tmp_path / "deep.png").write_bytes(tf.io.encode_png(values).numpy())
    picture = read_full_picture(tmp_path / "deep.png")
    assert picture.bits == 16 and picture.words == () and picture.size == (2, 4)
    np.testing.assert_array_equal(picture.pixels, values[..., : 3 if channels > 2 else 1])
    assert (picture.alpha == 300).all() if channels in (2, 4) else picture.alpha is None


def test_all_16_bits_of_a_gray_tiff_are_read(tmp_path):
    Image.fromarray(DEEP).save(tmp_path / "deep.tif")
    picture = read_full_picture(tmp_path / "deep.tif")
    np.testing.assert_array_equal(picture.pixels[..., 0], DEEP)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", [".jpg", ".png"])
def test_pictures_are_upright_as_pillow_turns_them(tmp_path, orientation, ending):
    pixels = np.random.default_rng(0).integers(0, 256, (3, 5, 3), "uint8")
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned{ending}"
    Image.fromarray(pixels).save(path, exif=exif)
    upright = np.asarray(ImageOps.exif_transpose(Image.open(path)))
    np.testing.assert_array_equal(read_full_picture(path).pixels, upright)


def test_transparency_is_kept_and_what_nobody_saw_is_white(tmp_path):
    pixels = np.full((1, 3, 4), 100, "uint8")
    pixels[0, :, 3] = 0, 255, 51
    Image.fromarray(pixels).save(tmp_path / "a.png")
    picture = read_full_picture(tmp_path / "a.png")
    assert picture.pixels[0, :, 0].tolist() == [255, 100, 100]
    assert picture.alpha.tolist() == [[0, 255, 51]]
    pixels[..., 3] = 255
    Image.fromarray(pixels).save(tmp_path / "a.png")
    assert read_full_picture(tmp_path / "a.png").alpha is None


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_gives_gray_or_colors(tmp_path, mode):
    picture = Image.new("RGB", (5, 3), (10, 200, 30)).convert(mode)
    path = tmp_path / ("a.tif" if mode == "YCbCr" else "a.png" if mode not in ("CMYK",) else "a.jpg")
    picture.save(path)
    read = read_full_picture(path)
    assert read.pixels.shape == (3, 5, 1 if mode in ("1", "L", "LA") else 3) and read.alpha is None


def test_damage_is_named(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n damaged")
    with pytest.raises(ValueError, match="a.png cannot be read as an image"):
        read_full_picture(tmp_path / "a.png")
    whole = tf.io.encode_png(np.repeat(DEEP[..., None], 3, axis=-1)).numpy()
    (tmp_path / "cut.png").write_bytes(whole[:60])
    with pytest.raises(ValueError, match="cut.png cannot be read as an image"):
        read_full_picture(tmp_path / "cut.png")
