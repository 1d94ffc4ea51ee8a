"""`tfgan-zoo translate`: whatever a user can type ends in a picture or in one line."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny import players
from tests.helpers.tiny_translators import context_encoder, srgan, stargan
from tfgan_zoo import cli, models


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with games, a picture and a folder of pictures."""
    folder = tmp_path_factory.mktemp("games")
    srgan(2).save(folder / "srgan.keras")
    stargan().save(folder / "stargan.keras")
    context_encoder().save(folder / "context.keras")
    models.GAN(*players()).save(folder / "gan.keras")
    (folder / "pictures").mkdir()
    (folder / "empty").mkdir()
    for name in ("pictures/a.png", "pictures/b.png", "a.png"):
        Image.fromarray(np.full((9, 7, 3), 100, "uint8")).save(folder / name)
    (folder / "notes.txt").write_text("no picture")
    return folder


def translate(folder, *words):
    """Exit code of the command, whose relative paths are those in the folder."""
    before = os.getcwd()
    os.chdir(folder)
    try:
        return cli.main(["translate", *words])
    except SystemExit as end:
        return end.code
    finally:
        os.chdir(before)


@pytest.mark.slow
def test_a_folder_and_a_picture_are_translated(folder, capsys):
    assert translate(folder, "srgan.keras", "pictures", "--out", "large") == 0
    assert capsys.readouterr().out.endswith("large: 2 translated\n")
    assert translate(folder, "srgan.keras", "pictures", "--out", "large") == 0
    assert capsys.readouterr().out.endswith("large: 0 translated, 2 already there\n")
    assert translate(folder, "srgan.keras", "a.png", "--out", "large.png", "--scale", "2") == 0
    assert Image.open(folder / "large.png").size == (14, 18)


REFUSED = {
    "srgan.keras pictures": "the following arguments are required: --out",
    "nothing.keras pictures --out x": "there is no nothing.keras",
    "srgan.keras nowhere --out x": "there is no nowhere: give a folder of pictures",
    "srgan.keras empty --out x": "empty holds no pictures",
    "srgan.keras notes.txt --out x": "notes.txt cannot be read as an image",
    "srgan.keras pictures --out pictures/x": "x lies in pictures, where its pictures would be translated too",
    "srgan.keras pictures --out x.png": "x.png is one picture, but pictures is a folder",
    "srgan.keras a.png --out a.png": "a.png would be replaced by its translation",
    "srgan.keras a.png --out notes.txt": "'notes.txt' is neither a folder nor the name of a .png file",
    "srgan.keras a.png --out x --scale 3": "enlarges by 2 and was trained for nothing else, not for 3",
    "srgan.keras a.png --out x --label 1": "takes no label",
    "srgan.keras a.png --out x --masks nowhere": "there is no 'nowhere'",
    "srgan.keras a.png --out x --masks a.png": "fills no holes, so it takes no --masks",
    "srgan.keras a.png --out x --memory 1e-6": "a tile of it takes more memory than",
    "srgan.keras a.png --out x --memory nan": "nan is not",
    "srgan.keras a.png --out x --direction back": "there is no direction 'back'; expected sampler",
    "stargan.keras a.png --out x": "translates to one of the classes 0 to 2, not to None: give --label",
    "stargan.keras a.png --out x --label 3": "translates to one of the classes 0 to 2, not to 3",
    "context.keras a.png --out x": "a.png has no hole: make pixels transparent, or give a mask (--masks)",
    "context.keras a.png --out x --masks a.png": "a.png cannot be translated: it has 7 x 9 pixels, and the network",
    "gan.keras a.png --out x": "samples from latents, not from a picture",
    "a.png a.png --out x": "a.png is not the folder of a run",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_done_is_said_in_one_line(folder, capsys, line):
    assert translate(folder, *line.split()) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "Traceback" not in error
    assert REFUSED[line] in error
    assert not (folder / "x").exists() or not list((folder / "x").rglob("*.png"))


@pytest.mark.slow
def test_after_a_kill_the_same_command_goes_on(folder, tmp_path):
    source, out = tmp_path / "pictures", tmp_path / "out"
    source.mkdir()
    for number in range(300):
        Image.fromarray(np.full((60, 60, 3), number % 256, "uint8")).save(source / f"{number:03d}.png")
    command = [sys.executable, "-m", "tfgan_zoo.cli", "translate", str(folder / "srgan.keras"), str(source)]
    process = subprocess.Popen([*command, "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list(out.glob("[0-9]*.png"))) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    there = {path: path.stat().st_mtime_ns for path in out.glob("[0-9]*.png")}
    assert 3 <= len(there) < 300
    assert all(Image.open(path).size == (120, 120) for path in there)
    done = subprocess.run([*command, "--out", str(out)], capture_output=True, text=True, check=True)
    assert f"{300 - len(there)} translated, {len(there)} already there" in done.stdout
    assert all(path.stat().st_mtime_ns == then for path, then in there.items())
    assert len(list(out.iterdir())) == 301  # with what made them, and nothing of the killed process
