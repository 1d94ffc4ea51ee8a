"""One picture file, as it is seen."""

import numpy as np
import pytest
from PIL import Image, features

from tfgan_zoo import data
from tfgan_zoo.data.picture import read_image


def test_what_lies_under_transparent_pixels_is_not_seen(tmp_path):
    pixels = np.full((1, 3, 4), 100, "uint8")
    pixels[0, :, 3] = 0, 255, 51  # of 255: a fifth
    Image.fromarray(pixels).save(tmp_path / "a.png")
    seen, words = read_image(tmp_path / "a.png")
    assert seen[0, :, 0].tolist() == [255, 100, 0.8 * 255 + 0.2 * 100]
    assert words == ("transparent, and put on white",)
    pixels[..., 3] = 255
    Image.fromarray(pixels).save(tmp_path / "a.png")
    assert read_image(tmp_path / "a.png")[1] == ()  # an alpha channel that hides nothing


@pytest.mark.parametrize("mode", ["LA", "P", "L", "RGB"])
def test_every_kind_of_transparency_is_seen(tmp_path, mode):
    picture, options = Image.new("L", (2, 1), 100), {"transparency": 100}
    if mode == "LA":
        picture, options = Image.new("LA", (2, 1), (100, 0)), {}
    elif mode == "P":
        picture = picture.convert("P")
    elif mode == "RGB":
        picture, options = picture.convert("RGB"), {"transparency": (100, 100, 100)}
    picture.save(tmp_path / "a.png", **options)
    seen, words = read_image(tmp_path / "a.png")
    assert (seen == 255).all() and "transparent, and put on white" in words
    assert seen.shape[2] == (1 if mode in ("LA", "L") else 3)


def test_what_is_done_to_a_picture_is_said(tmp_path):
    Image.new("CMYK", (2, 1)).save(tmp_path / "cmyk.jpg")
    Image.new("RGB", (2, 1)).convert("P").save(tmp_path / "palette.png")
    Image.fromarray(np.zeros((2, 2), "uint16")).save(tmp_path / "deep.tif")
    frames = [Image.new("L", (2, 1), value) for value in (50, 200)]
    frames[0].save(tmp_path / "film.webp", save_all=True, append_images=frames[1:], lossless=True)
    frames[0].save(tmp_path / "pages.tif", save_all=True, append_images=frames[1:])
    words = {path.name: read_image(path)[1] for path in tmp_path.iterdir()}
    assert words == {
        "cmyk.jpg": ("converted from CMYK",),
        "palette.png": ("converted from a palette",),
        "deep.tif": ("reduced from 16 bits to 8",),
        "film.webp": ("reduced to their first frame",),
        "pages.tif": ("reduced to their first frame",),
    }
    assert (read_image(tmp_path / "film.webp")[0] == 50).all()


def test_numbers_without_a_range_are_refused(tmp_path):
    Image.fromarray(np.zeros((2, 2), "float32")).save(tmp_path / "a.tif")
    with pytest.raises(ValueError, match="a.tif cannot be read.*32 bits.*expected 8 or 16 bits"):
        read_image(tmp_path / "a.tif")


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow reads no AVIF")
def test_avif_is_read_where_pillow_reads_it(tmp_path):
    Image.new("RGB", (8, 8), (200, 200, 200)).save(tmp_path / "a.avif")
    np.testing.assert_allclose(data.load(tmp_path).samples.astype(int), 200, atol=2)


def test_a_folder_says_in_one_warning_what_was_done_to_how_many(tmp_path):
    for number, mode in enumerate(["RGB", "CMYK", "CMYK", "L"]):
        Image.new(mode, (2, 2)).save(tmp_path / f"{number}.jpg")
    (tmp_path / "notes.txt").write_text("no picture")
    with pytest.warns(UserWarning) as said:
        data.load(tmp_path)
    (only,) = said
    expected = "2 were converted from CMYK, 1 were gray, and given three equal channels. Left out: 1 .txt."
    assert str(only.message) == f"Of 4 images of {tmp_path} (train), {expected}"
    assert only.filename == __file__


def test_pairs_say_so_too(tmp_path):
    for side in "AB":
        (tmp_path / side).mkdir()
        Image.new("CMYK", (2, 2)).save(tmp_path / side / "0.jpg")
    (tmp_path / "A" / "0.txt").write_text("no picture")
    Image.new("RGB", (2, 2)).save(tmp_path / "stray.png")
    with pytest.warns(UserWarning) as said:
        data.load_paired(tmp_path)
    (only,) = said
    assert "2 were converted from CMYK. Left out: 1 .txt, 1 beside A and B." in str(only.message)
