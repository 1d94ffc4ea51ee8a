"""Settings that Keras takes from outside are named where the zoo needs others."""

import json
import os
import pathlib
import subprocess
import sys

import keras
import pytest

from tests.helpers.tiny import linear_players
from tfgan_zoo import environment, models

ROOT = pathlib.Path(__file__).parents[1]


def ran(*words, **variables):
    """A Python process with other variables of its environment."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(
        [sys.executable, *words], env=variables, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("backend", ["torch", "jax"])
def test_a_command_names_another_backend_in_one_line(backend, tmp_path):
    words = ("-m", "tfgan_zoo.cli", "train", "dcgan", "--out", str(tmp_path / "run"))
    done = ran(*words, KERAS_BACKEND=backend)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert f"KERAS_BACKEND is '{backend}': set KERAS_BACKEND=tensorflow" in done.stderr


def test_a_command_that_needs_no_keras_answers_on_any_backend():
    assert ran("-m", "tfgan_zoo.cli", "list", KERAS_BACKEND="torch").returncode == 0


def test_the_library_names_another_backend_before_keras_is_imported():
    done = ran("-c", "from tfgan_zoo import models; models.GAN", KERAS_BACKEND="torch")
    assert "needs Keras on TensorFlow, but KERAS_BACKEND is 'torch'" in done.stderr


def test_a_backend_of_the_configuration_file_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    environment.check_backend()
    (tmp_path / "keras.json").write_text(json.dumps({"backend": "jax"}))
    with pytest.raises(ValueError, match=r"the backend in .*keras\.json is 'jax'"):
        environment.check_backend()
    (tmp_path / "keras.json").write_text("not json")
    environment.check_backend()


@pytest.mark.parametrize(
    ("change", "other", "usual"),
    [
        (keras.config.set_image_data_format, "channels_first", "channels_last"),
        (keras.config.set_floatx, "float64", "float32"),
    ],
)
def test_a_game_names_settings_under_which_it_does_not_work(change, other, usual):
    networks = linear_players()
    change(other)
    try:
        with pytest.raises(ValueError, match=f"is '{other}', and tfgan_zoo needs '{usual}'"):
            models.GAN(*networks)
    finally:
        change(usual)
