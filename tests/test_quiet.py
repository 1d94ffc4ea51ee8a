"""What TensorFlow prints on a machine without an accelerator: nothing that is no news; elsewhere its warnings."""

import logging
import os
import pathlib
import subprocess
import sys

import pytest

from tfgan_zoo import quiet

ROOT = pathlib.Path(__file__).parents[1]
IDLE = "I0000 port.cc:153] oneDNN custom operations are on. You may see\n"
NO_CUDA = "I0000 cudart_stub.cc:31] Could not find cuda drivers on your machine\n"


@pytest.fixture(params=[True, False], ids=["accelerator", "none"])
def accelerator(request, monkeypatch):
    """Whether there is one, in a process that has not imported TensorFlow."""
    monkeypatch.delitem(sys.modules, "tensorflow")
    monkeypatch.setattr(quiet, "has_accelerator", lambda: request.param)
    monkeypatch.delenv(quiet.LEVEL, raising=False)
    return request.param


def said_in_import(text):
    with quiet.quiet_import():
        os.write(2, text.encode())


def test_known_messages_of_the_import_are_left_out_and_all_others_printed(accelerator, capfd):
    said_in_import(f"{IDLE}first\n{NO_CUDA}second")
    assert capfd.readouterr().err == (f"first\n{NO_CUDA}second" if accelerator else "first\nsecond")


def test_what_is_written_before_an_error_is_printed(accelerator, capfd):
    with pytest.raises(ImportError), quiet.quiet_import():
        os.write(2, b"before\n")
        raise ImportError
    assert capfd.readouterr().err == "before\n"


def test_warnings_stay_where_there_is_an_accelerator(accelerator):
    said_in_import("")
    assert os.environ[quiet.LEVEL] == ("1" if accelerator else "3")


@pytest.mark.parametrize(("level", "said"), [("0", IDLE), ("2", "")])
def test_a_level_that_the_user_has_set_stays(accelerator, monkeypatch, capfd, level, said):
    monkeypatch.setenv(quiet.LEVEL, level)
    said_in_import(IDLE)
    assert os.environ[quiet.LEVEL] == level
    assert capfd.readouterr().err == said


def test_a_warning_of_tensorflow_datasets_about_itself_is_not_for_users(caplog):
    quiet.import_tensorflow_datasets()
    logger = logging.getLogger("absl")
    logger.warning("`FeatureConnector.dtype` is deprecated. Please change your code")
    logger.warning("another")
    assert [record.getMessage() for record in caplog.records] == ["another"]


@pytest.mark.slow
@pytest.mark.skipif(quiet.has_accelerator(), reason="there TensorFlow's warnings are printed")
def test_commands_on_a_processor_print_nothing_on_stderr(tmp_path):
    environment = {
        name: value for name, value in os.environ.items() if name not in (quiet.LEVEL, "TF_ENABLE_ONEDNN_OPTS")
    }
    short = ["--steps", "2", "--epochs", "1", "--width", "4"]
    for words in (
        [ROOT / "recipes/dcgan.py", *short, "--out", tmp_path / "run"],
        ["-m", "tfgan_zoo.cli", "sample", tmp_path / "run", "--num", "2", "--out", tmp_path / "samples.png"],
        ["-m", "tfgan_zoo.cli", "train", "cyclegan", *short, "--out", tmp_path / "cyclegan"],
    ):
        done = subprocess.run(
            [sys.executable, *map(str, words)],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
