"""The page's brush, in a browser: what is painted is what the model gets, and what it makes is shown."""

import base64
import contextlib
import io
import shutil
import socket
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny_translators import COLORS, context_encoder, gaugan, srgan
from tfgan_zoo.serving import export

playwright = pytest.importorskip("playwright.sync_api", reason="which drives a browser")
CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]
GAMES = {"a_map": gaugan, "b_hole": context_encoder, "c_picture": srgan}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of a server of three games, and the games."""
    folder = tmp_path_factory.mktemp("painted")
    games = {name: make() for name, make in GAMES.items()}
    places = [export.export_generator(game, folder / name).parent for name, game in games.items()]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tfgan_zoo.cli", "play", "--no-browser", "--port", str(port), *map(str, places)]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        stack.callback(server.terminate)
        assert any("the page:" in line for line in server.stdout), "the server ended before it began"
        driver = stack.enter_context(playwright.sync_playwright())
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(accept_downloads=True)
        page.games, page.errors = games, []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        for _ in range(50):
            with contextlib.suppress(playwright.Error):
                page.goto(f"http://127.0.0.1:{port}/play/")
                break
            page.wait_for_timeout(200)
        page.wait_for_selector("#picture:not([hidden])")
        yield page
        assert page.errors == []


def chosen(page, name):
    """The page with a model chosen."""
    page.select_option("#model", name)
    page.wait_for_function(
        "([name]) => model.name === name && document.getElementById('message').textContent === ''", arg=[name]
    )


def pixels(address):
    """The picture of an address that begins with data:."""
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(address.split(",")[1]))).convert("RGBA")).astype(int)


def painted(page):
    return pixels(page.evaluate("document.getElementById('canvas').toDataURL()"))


def translated(page):
    """The picture that the model makes of what is painted."""
    page.click("#translate")
    page.wait_for_selector("#results img")
    return pixels(page.get_attribute("#results img", "src"))[..., :3]


def expected(game, source):
    return np.clip(np.rint((game.predict(np.float32(source)[None], verbose=0)[0] + 1) * 127.5), 0, 255)


def test_a_label_map_is_painted_by_keys_in_the_palettes_colors(page):
    chosen(page, "a_map")
    for name in ("columns", "rows", "brush"):
        page.fill(f"#{name}", "4" if name == "brush" else "8")
    page.click("#blank")
    page.focus("#canvas")
    page.keyboard.press("2")
    for key in ("ArrowLeft", "ArrowUp", " ", "1", "ArrowRight", "ArrowRight", " "):
        page.keyboard.press(key)
    classes = np.zeros((8, 8), int)
    classes[0:4, 0:4], classes[0:4, 4:8] = 2, 1
    np.testing.assert_array_equal(painted(page)[..., :3], np.array(COLORS)[classes])
    made = translated(page)
    np.testing.assert_allclose(made, expected(page.games["a_map"], np.eye(3)[classes]), atol=1)
    page.focus("#canvas")
    page.keyboard.press("Control+z")
    assert (painted(page)[0, 6, :3] == COLORS[0]).all()


def test_a_hole_is_painted_by_the_pointer_and_the_rest_is_kept(page, tmp_path):
    chosen(page, "b_hole")
    values = np.random.default_rng(0).integers(0, 256, (8, 8, 3), "uint8")
    Image.fromarray(values).save(tmp_path / "picture.png")
    page.set_input_files("#file", str(tmp_path / "picture.png"))
    page.wait_for_function("document.getElementById('message').textContent === ''")
    np.testing.assert_array_equal(painted(page)[..., :3], values)
    page.fill("#brush", "4")
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    hole = painted(page)[..., 3] == 0
    assert hole[2:6, 2:6].all() and hole.sum() == 16
    np.testing.assert_array_equal(translated(page)[~hole], values[~hole])
    with page.expect_download() as download:
        page.click("#keep")
    assert download.value.suggested_filename == "b_hole-painted.png"


def test_a_picture_is_translated_as_it_is_and_what_is_none_is_said(page, tmp_path):
    chosen(page, "c_picture")
    assert page.is_hidden("#palette") and page.is_hidden("#samples")
    values = np.random.default_rng(1).integers(0, 256, (6, 10, 3), "uint8")
    Image.fromarray(values).save(tmp_path / "picture.png")
    page.set_input_files("#file", str(tmp_path / "picture.png"))
    page.wait_for_function("document.getElementById('canvas').width === 10")
    assert translated(page).shape == (12, 20, 3)
    (tmp_path / "none.png").write_text("no picture")
    page.set_input_files("#file", str(tmp_path / "none.png"))
    page.wait_for_function("document.getElementById('message').textContent.includes('none.png is not a picture')")
