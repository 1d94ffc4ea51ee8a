"""The signature `translate`: picture files in, picture files out, also in the C++ runtime."""

import io
import subprocess
import sys

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tests.helpers import cpp_loader
from tests.helpers.tiny_translators import COLORS, context_encoder, gaugan, pix2pix, srgan
from tfgan_zoo.models.base.translating import translation_of
from tfgan_zoo.serving import card, export
from tfgan_zoo.serving.picture_files import one_hot


def file_of(values, kind="PNG"):
    """A picture as the bytes of a file."""
    file = io.BytesIO()
    Image.fromarray(np.asarray(values, "uint8")).save(file, kind)
    return file.getvalue()


def noise(*shape):
    return np.random.default_rng(0).integers(0, 256, shape, "uint8")


def pixels_of(contents):
    return np.asarray(Image.open(io.BytesIO(contents))).astype(int)


def expected(game, values):
    """What the game makes of a picture of a size that it takes, as pixels."""
    made = game.predict(np.asarray(values, "float32")[None] / 127.5 - 1, verbose=0)[0]
    return np.clip(np.rint((made + 1) * 127.5), 0, 255)


def signature(folder):
    model = tf.saved_model.load(str(folder))
    return lambda *files, **more: model.signatures["translate"](source_bytes=tf.constant(files), **more)["image_bytes"]


@pytest.mark.slow
def test_files_of_several_sizes_and_kinds_are_translated_at_once(tmp_path):
    game = srgan(2)
    translate = signature(export.export_generator(game, tmp_path / "served"))
    values = noise(8, 8, 3)
    png, jpeg, gray = translate(file_of(values), file_of(noise(5, 9, 3), "JPEG"), file_of(noise(4, 3))).numpy()
    np.testing.assert_allclose(pixels_of(png), expected(game, values), atol=1)
    assert pixels_of(jpeg).shape == (10, 18, 3) and pixels_of(gray).shape == (8, 6, 3)


@pytest.mark.slow
def test_sizes_that_the_network_does_not_take_are_given_back(tmp_path):
    translate = signature(export.export_generator(pix2pix(), tmp_path / "served"))
    assert pixels_of(translate(file_of(noise(3, 17, 3))).numpy()[0]).shape == (3, 17, 3)


def test_holes_are_where_a_picture_is_transparent(tmp_path):
    game = context_encoder()
    translate = signature(export.export_generator(game, tmp_path / "served"))
    values = noise(8, 8, 4)
    values[..., 3] = 255
    values[2:5, 2:5, 3] = 0
    filled = pixels_of(translate(file_of(values)).numpy()[0])
    known = values[..., 3] > 0
    np.testing.assert_array_equal(filled[known], values[known][:, :3])
    with pytest.raises(tf.errors.InvalidArgumentError, match="received a picture of .height, width.*expected at most"):
        translate(file_of(noise(9, 8, 4)))


@pytest.mark.slow
def test_label_maps_have_the_colors_of_their_palette(tmp_path):
    game = gaugan()
    folder = export.export_generator(game, tmp_path / "served")
    classes = np.random.default_rng(0).integers(0, 3, (8, 8))
    found = pixels_of(signature(folder)(file_of(np.array(COLORS)[classes])).numpy()[0])
    (made,) = game.predict(np.eye(3, dtype="float32")[classes][None], verbose=0)
    np.testing.assert_allclose(found, np.rint((made + 1) * 127.5), atol=1)
    translation = card.read_translation(folder)
    assert translation == translation_of(game)[0]
    (folder / card.MODALITY).write_text('{"translation": {"extent": 3}}')
    with pytest.raises(ValueError, match="modality.json cannot be read"):
        card.read_translation(folder)


def test_without_a_palette_a_label_map_has_numbers():
    classes = np.random.default_rng(0).integers(0, 3, (4, 5))
    found = one_hot(file_of(classes), translation_of(gaugan(palette=None))[0])
    np.testing.assert_array_equal(found, np.eye(3)[classes])


@pytest.mark.slow
def test_the_cpp_runtime_translates_files(tmp_path):
    game = srgan(2)
    folder = export.export_generator(game, tmp_path / "served")
    values = noise(8, 8, 3)
    made = cpp_run(folder, file_of(values), tmp_path)
    np.testing.assert_allclose(pixels_of(made), expected(game, values), atol=1)


def cpp_run(folder, contents, tmp_path):
    """The answer of TensorFlow's C++ runtime, in a process that does not import TensorFlow."""
    np.savez(tmp_path / "inputs.npz", source_bytes=np.array([contents]))
    command = [sys.executable, cpp_loader.__file__, folder, "translate", "inputs.npz", "outputs.npz"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return bytes(np.load(tmp_path / "outputs.npz")["image_bytes"][0])
