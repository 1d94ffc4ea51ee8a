"""Pictures that are damaged or meant to harm: each is named at once, and leaves no trace."""

import functools
import io
import os
import pickle
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from tests.helpers.canary import harmless
from tests.helpers.hostile import Payload, pickled
from tfgan_zoo import data


def encoded(kind, mode="RGB", size=(16, 16), **options):
    """An honest picture of noise."""
    channels = {"RGB": 3, "L": 1, "CMYK": 4}[mode]
    pixels = np.random.default_rng(0).integers(0, 256, (size[1], size[0], channels), "uint8")
    file = io.BytesIO()
    Image.fromarray(pixels.squeeze(-1) if channels == 1 else pixels, mode).save(file, kind, **options)
    return file.getvalue()


def cut(kind, part):
    whole = encoded(kind)
    return whole[: int(len(whole) * part)]


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width=1, height=1, depth=8, color=2, content=None, before=b""):
    """A PNG whose header says what it likes."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0))
    pixels = zlib.compress(bytes(4)) if content is None else content
    return b"\x89PNG\r\n\x1a\n" + header + before + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def bitmap(width, height):
    return b"BM" + struct.pack("<IHHIIiiHHIIiiII", 70, 0, 0, 54, 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(16)


def gif(width, height):
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0, 0, 0) + b";"


@functools.cache
def zeros():
    """A hundred megabytes, packed when the first test wants them."""
    return zlib.compress(bytes(100 * 2**20), 9)


def flipped(kind, place):
    whole = bytearray(encoded(kind))
    whole[place] ^= 255
    return bytes(whole)


PARTS = (0.03, 0.1, 0.3, 0.6, 0.9)
POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(owned) (w) file closefile\nshowpage\n"

PICTURES = {
    "empty.png": b"",
    "one byte.png": b"\x89",
    "text.png": b"a photograph of a cat",
    "pickle.png": pickled(),
    "array.png": pickle.dumps([Payload()]),
    "page.png": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "drawing.png": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "postscript.png": POSTSCRIPT,
    "postscript.jpg": POSTSCRIPT,
    "document.jpg": b"%PDF-1.7\n",
    "archive.png": b"PK\x03\x04" + bytes(50),
    "program.png": b"\x7fELF" + bytes(200),
    "icon.png": encoded("ICO"),
    "another image's first bytes.png": b"\xff\xd8\xff\xe0" + encoded("PNG"),
    "first bytes alone.png": b"\x89PNG\r\n\x1a\n",
    "first bytes alone.jpg": b"\xff\xd8\xff",
    "first bytes alone.gif": b"GIF89a",
    "first bytes alone.webp": b"RIFF\x10\x00\x00\x00WEBPVP8 ",
    "first bytes alone.bmp": b"BM",
    **{f"cut at {part} of a.{kind.lower()}": cut(kind, part) for kind in ("PNG", "JPEG") for part in PARTS},
    **{f"cut at {part} of a.tif": cut("TIFF", part) for part in PARTS},
    **{f"cut at {part} of a.{kind.lower()}": cut(kind, part) for kind in ("GIF", "BMP", "WEBP") for part in PARTS[1:]},
    "no pixels.png": png(0, 0),
    "no height.png": png(5, 0),
    "a billion a side.png": png(10**9, 10**9),
    "two billion a side.png": png(2**31 - 1, 2**31 - 1),
    "ten thousand a side.png": png(10_000, 10_000),
    "a line of a billion.png": png(10**9, 1),
    "sixty thousand a side.gif": gif(60_000, 60_000),
    "a hundred thousand a side.bmp": bitmap(100_000, 100_000),
    "negative width.bmp": bitmap(-5, 5),
    "an impossible depth.png": png(depth=77),
    "an impossible color.png": png(color=9),
    "pixels that are not packed.png": png(9, 9, content=b"no deflate stream"),
    "fewer pixels than claimed.png": png(100, 100),
    "a text that unpacks to gigabytes.png": lambda: png(before=chunk(b"zTXt", b"comment\0\0" + zeros())),
    "a color profile that unpacks to gigabytes.png": lambda: png(before=chunk(b"iCCP", b"profile\0\0" + zeros())),
    "a flipped header.png": flipped("PNG", 20),
    "a flipped checksum.png": flipped("PNG", 30),
    "flipped pixels.png": flipped("PNG", 60),
    "a flipped marker.jpg": flipped("JPEG", 1),
}


def content_of(name):
    """The bytes of a picture; those of the largest are made when they are asked for."""
    return PICTURES[name]() if callable(PICTURES[name]) else PICTURES[name]


ODD = {  # unusual, but whole
    "cmyk.jpg": encoded("JPEG", "CMYK"),
    "gray.png": encoded("PNG", "L"),
    "progressive.jpg": encoded("JPEG", progressive=True),
    "a jpeg called.png": encoded("JPEG"),
    "a tiff called.png": encoded("TIFF"),
    "with a tail.png": encoded("PNG") + b"PK\x03\x04 and more",
}


@pytest.fixture(scope="module", autouse=True)
def everything_imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("honest")
    for kind in ("png", "jpeg", "gif", "bmp", "webp"):
        (folder / f"a.{kind}").write_bytes(encoded(kind))
    data.load(folder)


@pytest.mark.parametrize("name", PICTURES)
def test_a_bad_picture_is_named(tmp_path, name):
    (tmp_path / name).write_bytes(content_of(name))
    with harmless(), pytest.raises(ValueError, match="cannot be read as an image.*skip_bad"):
        data.load(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ODD)
def test_an_unusual_picture_is_read(tmp_path, name):
    (tmp_path / name).write_bytes(ODD[name])
    with harmless():
        assert data.load(tmp_path).shape[:2] == (16, 16)


def test_a_path_that_is_not_a_file_is_named_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    with harmless(), pytest.raises(ValueError, match="pipe.png cannot be read as an image.*no file"):
        data.load(tmp_path)
    (tmp_path / "pipe.png").unlink()
    (tmp_path / "nowhere.png").symlink_to(tmp_path / "gone.png")
    with harmless(), pytest.raises(ValueError, match="nowhere.png cannot be read as an image"):
        data.load(tmp_path)


def test_a_folder_that_is_called_like_a_picture_is_none(tmp_path):
    (tmp_path / "0.png").mkdir()
    (tmp_path / "1.png").write_bytes(encoded("PNG"))
    with harmless():
        assert data.load(tmp_path).num_examples == 1


def test_all_of_them_are_skipped_and_counted_when_that_is_allowed(tmp_path):
    for number, name in enumerate(PICTURES):
        (tmp_path / f"{number:03d}.png").write_bytes(content_of(name))
    (tmp_path / "good.png").write_bytes(encoded("PNG"))
    with pytest.warns(UserWarning, match=f"{len(PICTURES)} damaged pictures of .* were skipped, 1 are left: .*000.png"):
        examples = data.load(tmp_path, skip_bad=len(PICTURES))
    assert examples.num_examples == 1


def test_the_size_is_checked_in_the_header_before_memory_is_allocated(tmp_path):
    (tmp_path / "large.png").write_bytes(png(10_000, 9_000))
    with pytest.raises(ValueError, match="large.png .*it claims 10000 x 9000 pixels"):
        data.load(tmp_path)
