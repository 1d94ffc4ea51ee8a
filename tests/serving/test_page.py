"""A static page draws the latents that TensorFlow draws, and shows what the SavedModel makes, in a real browser."""

import contextlib
import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import threading
import time

import keras
import numpy as np
import PIL.Image
import pytest
import tensorflow as tf

from tests.serving.test_export import tiny_gan
from tfgan_zoo import latents, models, networks
from tfgan_zoo.latents import sampling_seed
from tfgan_zoo.serving import export, page

ROOT = pathlib.Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
SEEDS = [0, 1, 77, 2**31 - 1]
DRAWS = """
import { normal, uniform, between } from %s;
const second = [0, 0x40000000];
const found = %s.map((seed) => [normal(7, seed, second), uniform(7, seed, second)].map((drawn) => Array.from(drawn)));
const [first, other] = [normal(7, 0, second), normal(7, 1, second)];
const walked = (isNormal) => [0, 0.25, 1].map((way) => Array.from(between(first, other, way, isNormal)));
const ways = [true, false].map(walked);
console.log(JSON.stringify({ found, ways }));
"""
SAMPLES = """async ([seeds, labels]) => {
    const { Generator } = await import("./generator.mjs");
    const generator = await Generator.load(ort, location.href);
    return Array.from(await generator.samples(seeds.map((seed) => generator.latents(seed)), labels));
}"""


def runtime():
    """The folder of onnxruntime-web's files, in node_modules here or on NODE_PATH; None where it is not installed."""
    places = [ROOT / "node_modules", *map(pathlib.Path, filter(None, os.environ.get("NODE_PATH", "").split(":")))]
    found = [place / "onnxruntime-web" / "dist" for place in places]
    return next((place for place in found if place.is_dir()), None)


@pytest.fixture
def pretended_runtime(tmp_path):
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in page.RUNTIME:
        (folder / name).write_text("pretended")
    return folder


def labeled_gan():
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, num_classes=3)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=3)
    return models.CGAN(generator, discriminator, num_classes=3)


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_javascript_draws_and_walks_as_tensorflow_does():
    module = json.dumps(str(page.STATIC / "draws.mjs"))
    command = ["node", "--input-type=module", "-e", DRAWS % (module, json.dumps(SEEDS))]
    made = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for seed, (normal, uniform) in zip(SEEDS, made["found"], strict=True):
        np.testing.assert_allclose(normal, latents.normal((1, 7), sampling_seed(seed))[0], atol=1e-6)
        np.testing.assert_array_equal(np.float32(uniform), latents.uniform((1, 7), sampling_seed(seed))[0])
    first, second = (latents.normal((1, 7), sampling_seed(seed)).numpy() for seed in (0, 1))
    for function, found in zip((latents.slerp, latents.lerp), made["ways"], strict=True):
        np.testing.assert_allclose(found, function(first, second, [0, 0.25, 1])[0], atol=1e-5)


@pytest.mark.slow
def test_a_page_is_its_files_and_knows_its_generator(tmp_path, pretended_runtime):
    version = export.export_generator(labeled_gan(), tmp_path / "model")
    assert page.write_page(version, tmp_path / "made" / "page", "Digits", pretended_runtime) < 1e-4
    names = {path.name for path in (tmp_path / "made" / "page").iterdir()}
    own = {"index.html", "page.mjs", "generator.mjs", "draws.mjs", "style.css", "generator.onnx", "generator.json"}
    assert names == own | set(page.RUNTIME)
    settings = json.loads((tmp_path / "made" / "page" / "generator.json").read_text())
    shown = {"title": "Digits", "distribution": "normal", "second": [0, 2**30], "size": 6, "shape": [8, 8, 1]}
    assert settings == {**shown, "output": "images", "num_classes": 3}
    with pytest.raises(FileExistsError, match="give a folder that does not"):
        page.write_page(version, tmp_path / "made" / "page", "Digits", pretended_runtime)
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["page"]


def test_without_the_runtime_the_way_to_get_it_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="npm install onnxruntime-web"):
        page.write_page(tmp_path, tmp_path / "page", "Digits", tmp_path / "dist")


def translator(folder):
    images = keras.Input((None, None, 1))
    return export.export_network(keras.Model(images, keras.layers.Conv2D(1, 3, padding="same")(images)), folder)


def coded(folder):
    codes, points = keras.Input((5,)), keras.Input((4, 4, 1))
    flat = keras.layers.Flatten()(points)
    made = keras.layers.Reshape((4, 4, 1))(keras.layers.Dense(16, activation="tanh")(codes))
    discriminator = keras.Model(points, [keras.layers.Dense(1)(flat), keras.layers.Dense(3)(flat)])
    game = models.InfoGAN(keras.Model(codes, made), discriminator, num_categories=2, num_continuous=1)
    return export.export_generator(game, folder)


REFUSED = {
    "a translator": (translator, r"makes images \(None, None, 1\) of images"),
    "points": (lambda folder: export.export_generator(tiny_gan((2,)), folder), r"makes samples \(2,\) of latents"),
    "codes": (coded, "neither from a normal nor from a uniform distribution alone"),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", REFUSED)
def test_what_a_page_cannot_draw_is_refused(kind, tmp_path, pretended_runtime):
    write, words = REFUSED[kind]
    with pytest.raises(ValueError, match=words):
        page.write_page(write(tmp_path / "model"), tmp_path / "page", "Digits", pretended_runtime)
    assert not (tmp_path / "page").exists()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Keep the tests' output clean."""


def until(condition):
    """Wait for a condition, which the page's policy keeps the browser's own tools from evaluating."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextlib.contextmanager
def opened(folder):
    """The page in a folder, opened in a browser, with the list of its errors."""
    playwright = pytest.importorskip("playwright.sync_api", reason="which steers the browser")
    handler = functools.partial(Quiet, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, playwright.sync_playwright() as tool:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        browser = tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        view = browser.new_page(accept_downloads=True, viewport={"width": 700, "height": 1000})
        errors = []
        view.on("pageerror", lambda error: errors.append(str(error)))
        view.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        view.goto(f"http://127.0.0.1:{server.server_port}/")
        until(lambda: view.inner_text("#message").startswith("Seeds"))
        yield view, errors
        browser.close()
        server.shutdown()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.skipif(runtime() is None, reason="onnxruntime-web is not in node_modules")
@pytest.mark.parametrize("kind", ["shipped", "labeled"])
def test_a_browser_makes_what_the_saved_model_makes(kind, tmp_path):
    shipped = ROOT / "saved_models" / "dcgan_digits" / "1"
    version = shipped if kind == "shipped" else export.export_generator(labeled_gan(), tmp_path / "model")
    page.write_page(version, tmp_path / "page", "<b>DCGAN on digits</b>", runtime())
    given = {} if kind == "shipped" else {"labels": tf.constant([0, 1, 2, 1])}
    model = tf.saved_model.load(str(version))
    expected = model.signatures["sample"](seed=tf.constant(SEEDS), **given)["images"].numpy()
    with opened(tmp_path / "page") as (view, errors):
        assert view.title() == "<b>DCGAN on digits</b>" and not view.query_selector("h1 b")
        made = np.float32(view.evaluate(SAMPLES, [SEEDS, [0, 1, 2, 1]])).reshape(expected.shape)
        np.testing.assert_allclose(made, expected, atol=1e-4)
        assert view.is_visible("#label") == bool(given)
        view.keyboard.press("ArrowRight")
        until(lambda: view.inner_text("#message").startswith("Seeds 25 to 49"))
        with view.expect_download() as download:
            view.keyboard.press("s")
        height, width = expected.shape[1:3]
        saved = np.asarray(PIL.Image.open(download.value.path()).convert("L"))
        assert saved.shape == (5 * (height + 1) - 1, 5 * (width + 1) - 1)
        first = model.signatures["sample"](seed=[25], **{name: [0] for name in given})["images"][0, ..., 0]
        np.testing.assert_allclose(saved[:height, :width] / 127.5 - 1, first, atol=0.01)
        view.keyboard.press("w")
        until(lambda: int(view.input_value("#way")) > 1)
        view.keyboard.press("w")
        assert view.inner_text("#walk") == "Walk" and errors == []
