"""Folders of pictures and their translations."""

import contextlib

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.helpers.tiny_translators import context_encoder, cyclegan, pix2pix, srgan, stargan, styled_gaugan
from tfgan_zoo.data.full_picture import read_full_picture
from tfgan_zoo.runs.translation import Options, files, notes, translate
from tfgan_zoo.saving.atomic import TEMPORARY_PREFIX
from tfgan_zoo.serving.export import export_generator

GAMES = {"srgan": srgan, "pix2pix": pix2pix, "cyclegan": cyclegan, "stargan": stargan, "context": context_encoder}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Paths of the games' files, by name."""
    folder = tmp_path_factory.mktemp("games")
    for name, build in GAMES.items():
        build().save(folder / f"{name}.keras")
    return {name: folder / f"{name}.keras" for name in GAMES}


@pytest.fixture
def pictures(tmp_path):
    """A folder of three pictures, one of them in a sub-folder."""
    folder = tmp_path / "pictures"
    (folder / "more").mkdir(parents=True)
    for number, path in enumerate(["a.png", "b.jpg", "more/a.png"]):
        noise(9 + number, 13).save(folder / path)
    return folder


def noise(height, width, channels=3):
    values = np.random.default_rng(0).integers(0, 256, (height, width, channels), "uint8")
    return Image.fromarray(values[..., 0] if channels == 1 else values)


def made(folder):
    """Sizes (width, height) of the pictures in a folder."""
    return {str(path.relative_to(folder)): Image.open(path).size for path in sorted(folder.rglob("*.png"))}


@pytest.mark.slow
def test_each_picture_gets_a_file_of_its_own(saved, pictures, tmp_path):
    counts = translate(saved["srgan"], pictures, tmp_path / "out")
    assert counts == {"translated": 3, "there": 0, "skipped": 0}
    assert made(tmp_path / "out") == {"a.png": (26, 18), "b.png": (26, 20), "more/a.png": (26, 22)}


@pytest.mark.slow
def test_what_is_there_is_left_as_it_is_and_the_rest_is_made(saved, pictures, tmp_path):
    out = tmp_path / "out"
    translate(saved["srgan"], pictures, out)
    before = (out / "a.png").stat().st_mtime_ns
    (out / "b.png").unlink()
    (out / f"{TEMPORARY_PREFIX}999999999-0-b.png").write_bytes(b"of a killed process")
    assert translate(saved["srgan"], pictures, out) == {"translated": 1, "there": 2, "skipped": 0}
    assert (out / "a.png").stat().st_mtime_ns == before
    assert not list(out.glob(f"{TEMPORARY_PREFIX}*"))
    assert translate(saved["srgan"], pictures, out, Options(overwrite=True))["translated"] == 3


@pytest.mark.slow
def test_pictures_of_another_translator_are_not_taken_for_its_own(saved, pictures, tmp_path):
    translate(saved["stargan"], pictures, tmp_path / "out", Options(label=0))
    with pytest.raises(ValueError, match="out holds pictures that something else made .other label.: give another"):
        translate(saved["stargan"], pictures, tmp_path / "out", Options(label=1))
    with pytest.raises(ValueError, match="other weights, other label"):
        translate(saved["srgan"], pictures, tmp_path / "out")
    (tmp_path / "out" / notes.SETTINGS).write_text("{")
    with pytest.raises(ValueError, match="it is not noted what"):
        translate(saved["stargan"], pictures, tmp_path / "out", Options(label=0))
    assert translate(saved["srgan"], pictures, tmp_path / "out", Options(overwrite=True))["translated"] == 3


def test_damaged_pictures_are_named_and_the_rest_goes_on(saved, pictures, tmp_path):
    (pictures / "b.jpg").write_bytes(b"damaged")
    with pytest.raises(ValueError, match="b.jpg cannot be read as an image"):
        translate(saved["srgan"], pictures, tmp_path / "out")
    with pytest.warns(UserWarning, match="1 pictures were skipped: .*b.jpg cannot be read"):
        counts = translate(saved["srgan"], pictures, tmp_path / "out", Options(skip_bad=1))
    assert counts == {"translated": 1, "there": 1, "skipped": 1}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pix2pix", "cyclegan", "stargan"])
@pytest.mark.parametrize("size", [(1, 1), (7, 20), (16, 8)])
def test_any_size_is_given_back(saved, tmp_path, name, size):
    noise(*size).save(tmp_path / "a.png")
    with pytest.warns(UserWarning) if name == "cyclegan" else contextlib.nullcontext():
        translate(saved[name], tmp_path / "a.png", tmp_path / "b.png", Options(label=2 if name == "stargan" else None))
    assert Image.open(tmp_path / "b.png").size == size[::-1]


@pytest.mark.slow
def test_tiles_of_a_file_are_those_of_the_whole(saved, tmp_path, monkeypatch):
    noise(40, 70).save(tmp_path / "a.png")
    translate(saved["srgan"], tmp_path / "a.png", tmp_path / "whole.png")
    monkeypatch.setattr(files, "tile_size", lambda *sizes: 16)
    translate(saved["srgan"], tmp_path / "a.png", tmp_path / "tiles.png")
    whole, tiles = (np.asarray(Image.open(tmp_path / f"{name}.png")).astype(int) for name in ("whole", "tiles"))
    assert whole.std() > 10
    assert np.abs(whole - tiles).max() <= 1  # a value between two, rounded


def test_16_bits_and_transparency_are_kept(saved, tmp_path):
    values = np.random.default_rng(0).integers(0, 65536, (9, 7, 4)).astype("uint16")
    values[..., 3] = 40000
    (tmp_path / "a.png").write_bytes(tf.io.encode_png(values).numpy())
    translate(saved["srgan"], tmp_path / "a.png", tmp_path / "b.png")
    picture = read_full_picture(tmp_path / "b.png")
    assert (picture.size, picture.bits) == ((18, 14), 16)
    assert (picture.alpha == 40000).all()
    assert (picture.pixels % 257).any()  # not 8 bits that were stretched


@pytest.mark.slow
def test_transparency_is_enlarged_as_a_whole_whatever_the_tiles(saved, tmp_path, monkeypatch):
    values = np.full((40, 30, 4), 200, "uint8")
    values[..., 3] = np.random.default_rng(0).integers(0, 256, (40, 30))
    Image.fromarray(values).save(tmp_path / "a.png")
    translate(saved["srgan"], tmp_path / "a.png", tmp_path / "whole.png")
    monkeypatch.setattr(files, "tile_size", lambda *sizes: 7)
    translate(saved["srgan"], tmp_path / "a.png", tmp_path / "tiles.png")
    whole, tiles = (np.asarray(Image.open(tmp_path / f"{name}.png"))[..., 3] for name in ("whole", "tiles"))
    expected = Image.fromarray(values[..., 3].astype("float32")).resize((60, 80), Image.Resampling.BILINEAR)
    np.testing.assert_allclose(whole, np.asarray(expected), atol=0.51)
    np.testing.assert_array_equal(tiles, whole)


def test_a_turned_photograph_is_translated_upright(saved, tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    noise(10, 20).save(tmp_path / "a.jpg", exif=exif)
    translate(saved["srgan"], tmp_path / "a.jpg", tmp_path / "b.png")
    assert Image.open(tmp_path / "b.png").size == (20, 40)


@pytest.mark.slow
def test_both_directions_and_all_labels_are_there(saved, tmp_path):
    noise(8, 8).save(tmp_path / "a.png")
    with pytest.warns(UserWarning, match="1 were made gray"):
        translate(saved["cyclegan"], tmp_path / "a.png", tmp_path / "forth.png")
    translate(saved["cyclegan"], tmp_path / "a.png", tmp_path / "back.png", Options(direction="second_to_first"))
    assert [Image.open(tmp_path / f"{name}.png").mode for name in ("forth", "back")] == ["RGB", "L"]
    for label in (0, 1):
        translate(saved["stargan"], tmp_path / "a.png", tmp_path / f"{label}.png", Options(label=label))
    assert (tmp_path / "0.png").read_bytes() != (tmp_path / "1.png").read_bytes()


def test_holes_are_filled_from_masks_of_the_same_name(saved, tmp_path):
    for folder in ("pictures", "masks"):
        (tmp_path / folder).mkdir()
    noise(8, 8).save(tmp_path / "pictures" / "a.jpg")
    hole = np.zeros((8, 8), "uint8")
    hole[2:6, 2:6] = 255
    Image.fromarray(hole).save(tmp_path / "masks" / "a.png")
    translate(saved["context"], tmp_path / "pictures", tmp_path / "out", Options(masks=tmp_path / "masks"))
    before, after = np.asarray(Image.open(tmp_path / "pictures" / "a.jpg")), Image.open(tmp_path / "out" / "a.png")
    changed = (before != np.asarray(after)).any(axis=-1)
    assert changed[2:6, 2:6].any() and not changed[hole == 0].any()
    noise(8, 8).save(tmp_path / "pictures" / "b.jpg")
    with pytest.raises(ValueError, match="b.jpg has no mask .*masks/b.png, or with another"):
        translate(saved["context"], tmp_path / "pictures", tmp_path / "out", Options(masks=tmp_path / "masks"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["srgan", "pix2pix", "stargan", "cyclegan", "context"])
def test_an_exported_generator_translates_as_its_game(name, tmp_path):
    game = GAMES[name]()
    game.save(tmp_path / "game.keras")
    version = export_generator(game, tmp_path / "served")
    side = 8 if name == "context" else 11
    values = np.asarray(noise(side, side, 4)).copy()
    values[..., 3] = 255
    values[2:5, 3:6, 3] = 0
    Image.fromarray(values if name == "context" else values[..., 0]).save(tmp_path / "a.png")
    options = Options(label=1 if name == "stargan" else None)
    for source, out in ((tmp_path / "game.keras", "game.png"), (version, "served.png")):
        translate(source, tmp_path / "a.png", tmp_path / out, options)
    mine, served = (np.asarray(Image.open(tmp_path / name)).astype(int) for name in ("game.png", "served.png"))
    assert mine.shape == served.shape and np.abs(mine - served).max() <= 1


@pytest.mark.slow
def test_a_style_is_that_of_the_seed_for_the_game_and_its_export(tmp_path):
    game = styled_gaugan()
    game.save(tmp_path / "game.keras")
    version = export_generator(game, tmp_path / "served")
    classes = np.random.default_rng(0).integers(0, 3, (8, 8)).astype("uint8")
    Image.fromarray(classes).save(tmp_path / "a.png")
    made = {}
    for source, seed in ((tmp_path / "game.keras", 0), (version, 0), (tmp_path / "game.keras", 1)):
        translate(source, tmp_path / "a.png", tmp_path / "b.png", Options(seed=seed))
        made[source.name, seed] = np.asarray(Image.open(tmp_path / "b.png")).astype(int)
    np.testing.assert_allclose(made["game.keras", 0], made[version.name, 0], atol=1)
    assert np.abs(made["game.keras", 0] - made["game.keras", 1]).max() > 1
    (expected,) = game.sample(1, seed=0, source=np.eye(3, dtype="float32")[classes][None])
    np.testing.assert_allclose(made["game.keras", 0], np.rint((expected + 1) * 127.5), atol=1)
