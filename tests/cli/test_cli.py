"""The command line answers at once, and in one line when something is wrong."""

import os
import pathlib
import re
import signal
import subprocess
import sys

import pytest

import tfgan_zoo
from tests.helpers import tiny_recipe
from tfgan_zoo import cli
from tfgan_zoo.callbacks import Interrupted
from tfgan_zoo.recipe import source as recipe_source

ROOT = pathlib.Path(__file__).parents[2]
WITHOUT_TENSORFLOW = """
import sys
from tfgan_zoo import cli
try:
    code = cli.main({argv})
except SystemExit as end:
    code = end.code
assert code == {code}, code
heavy = [name for name in ("tensorflow", "keras", "numpy", "matplotlib") if name in sys.modules]
assert not heavy, heavy
"""
SCRIPTS_WITHOUT_TENSORFLOW = """
import runpy
import sys
for path in sys.argv[1:]:
    sys.argv = [path, "--help"]
    try:
        runpy.run_path(path, run_name="__main__")
    except SystemExit as end:
        assert end.code == 0, path
    heavy = [name for name in ("tensorflow", "keras", "numpy", "matplotlib") if name in sys.modules]
    assert not heavy, f"{path} imports {heavy}: take them from tfgan_zoo, and use them in functions only"
"""


def fails(capsys, *argv):
    """The one line on stderr with which a command fails."""
    try:
        code = cli.main(list(argv))
    except SystemExit as end:
        code = end.code
    error = capsys.readouterr().err
    assert code == 2
    assert error.count("\n") == 1
    return error


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--help"], 0),
        (["list"], 0),
        (["train", "--help"], 0),
        (["train", "dcgan", "--help"], 0),
        (["tune", "dcgan", "--help"], 0),
        (["sample", "--help"], 0),
        (["check", "--help"], 0),
        (["compare", "--help"], 0),
        (["train", "dcgann"], 2),
        (["train", "dcgan", "--steps", "0"], 2),
        (["train", "dcgan", "--dataset", ""], 2),
        (["train", "dcgan", "--dataset", "./nowhere"], 2),
        (["tune", "dcgan", "--dataset", "/nowhere"], 2),
        (["plot", "saliency", ".", "--dataset", "~/nowhere"], 2),
        (["compare", "digits", " "], 2),
    ],
)
def test_help_lists_and_bad_flags_are_answered_without_tensorflow(argv, code):
    program = WITHOUT_TENSORFLOW.format(argv=argv, code=code)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_recipe_run_as_a_script_prints_its_help_without_tensorflow():
    scripts = [str(recipe_source.FOLDER / f"{name}.py") for name in recipe_source.names()]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPTS_WITHOUT_TENSORFLOW, *scripts],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "usage: python" in done.stdout


@pytest.mark.slow
def test_a_recipe_run_as_a_script_is_executed_once(tmp_path):
    script = tmp_path / "own.py"
    text = pathlib.Path(tiny_recipe.__file__).read_text(encoding="utf-8")
    script.write_text(text.replace("class Offset", 'print("executed")\n\n\nclass Offset'), encoding="utf-8")
    command = [sys.executable, str(script), "--steps", "1", "--epochs", "1", "--out", str(tmp_path / "run")]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines().count("executed") == 1
    assert (tmp_path / "run" / "report.md").is_file()


def test_the_list_has_every_recipe_with_its_summary_under_its_family(capsys):
    assert cli.main(["list"]) == 0
    printed = capsys.readouterr().out
    families = dict(re.findall(r"^(\w+): .+\n((?:  .+\n)+)", printed, re.MULTILINE))
    assert re.search(r"^  dcgan +DCGAN: ", families["objectives"], re.MULTILINE)
    assert "CycleGAN" in families["translation"]
    assert printed.count("\n") == len(families) + len(recipe_source.names())


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["--steps", "0"], "0 is not an integer of at least 1"),
        (["--epochs", "x"], "x is not an integer of at least 1"),
        (["--precision", "half"], "'half'"),
        (["--strategy", "cloud"], "'cloud'"),
        (["--widht", "3"], "--widht"),
        (["--dataset", ""], "the name of the dataset is empty: give one of ring, grid, "),
        (["--dataset", "./nowhere"], "there is no folder ./nowhere"),
    ],
)
def test_a_bad_flag_is_named_in_one_line(capsys, flags, message):
    assert message in fails(capsys, "train", "dcgan", *flags)


def test_an_unknown_recipe_and_a_folder_without_a_run_are_named_in_one_line(capsys, tmp_path):
    assert "there is no recipe 'dcgam'" in fails(capsys, "train", "dcgam")
    assert "is not the folder of a run" in fails(capsys, "evaluate", str(tmp_path))
    assert "is not the folder of a run" in fails(capsys, "sample", str(tmp_path))


def test_a_batch_larger_than_the_data_is_named_in_one_line(capsys, tmp_path):
    recipe = str(ROOT / "tests" / "helpers" / "tiny_recipe.py")
    error = fails(capsys, "train", recipe, "--batch-size", "400", "--out", str(tmp_path / "run"))
    assert "fewer than one batch of 400" in error
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("stop", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "stopped; the same command resumes from the last checkpoint."),
        (Interrupted(signal.SIGTERM, "stopped at step 3 of 9; go on."), 143, "stopped at step 3 of 9; go on."),
        (Interrupted(signal.SIGINT, "stopped at step 3 of 9; go on."), 130, "stopped at step 3 of 9; go on."),
    ],
)
def test_a_command_ended_by_a_signal_has_the_exit_code_that_shells_expect(monkeypatch, capsys, stop, code, message):
    def stopped(flags):
        raise stop

    monkeypatch.setattr(cli.list_recipes, "list_recipes", stopped)
    assert cli.main(["list"]) == code
    assert capsys.readouterr().err == f"\ntfgan-zoo: {message}\n"


def test_an_error_of_a_library_keeps_its_traceback(monkeypatch):
    def broken(flags):
        int("x")

    monkeypatch.setattr(cli.list_recipes, "list_recipes", broken)
    with pytest.raises(ValueError, match="invalid literal"):
        cli.main(["list"])


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["sample", "nowhere"], "there is no nowhere: give a run's folder"),
        (["sample", "nowhere.keras"], "there is no nowhere.keras"),
        (["sample", "nowhere", "--out", "a.jpg"], "a.jpg ends in .jpg; give FILE.png"),
        (["sample", "nowhere", "--num", "-1"], "-1 is not an integer of at least 1"),
        (["sample", "nowhere", "--num", "1.5"], "1.5 is not an integer of at least 1"),
        (["sample", "nowhere", "--seed", "-1"], "-1 is not an integer from 0"),
        (["sample", "nowhere", "--inputs", "no_folder"], "there is no folder no_folder"),
        (["evaluate", "nowhere"], "there is no nowhere"),
        (["export", "nowhere", "--out", "there"], "there is no nowhere"),
        (["export", "nowhere", "--format", "onnx", "--out", "a.onnx"], "there is no nowhere"),
        (["export", "nowhere", "--format", "onnx", "--out", "a.tflite"], "a.tflite is not the name of a .onnx file"),
        (["diagnose", "nowhere"], "there is no nowhere"),
        (["check", "nowhere"], "there is no nowhere"),
        (["check", "nowhere", "--record"], "there is no nowhere"),
        (["check", "nowhere", "--draws", "1"], "1 is not an integer of at least 2"),
        (["check", "nowhere", "--false-alarms", "nan"], "nan is not a number in (0, 0.5)"),
        (["plot", "curves", "nowhere"], "there is no nowhere"),
        (["compare", "digits", "nowhere.keras"], "there is no nowhere.keras"),
        (["compare", "./nowhere", "digits"], "there is no ./nowhere"),
        (["compare", "digits", "ring", "--out", "a.txt"], "a.txt is not the name of a .csv file"),
        (["compare", "digits", "ring", "--inception", "nothing.pb"], "there is no file nothing.pb"),
        (["tune", "dcgan", "--search", "learning_rate=-1:1"], "-1.0 is not a number above 0"),
        (["tune", "dcgan", "--seeds", "-1"], "-1 is not an integer from 0"),
        (["tune", "dcgan", "--held-out", "1"], "1 is not a number in (0, 1)"),
        (["train", "--", "dcgam"], "there is no recipe 'dcgam'"),
        (
            ["train", "--steps", "5", "dcgan"],
            "the recipe comes before its flags: tfgan-zoo train RECIPE --steps 5 dcgan",
        ),
        (["train", "dcgan", "--dataset=--"], "-- is not a value"),
        (["train"], "required: RECIPE"),
        ([], "required: COMMAND"),
    ],
)
def test_what_can_be_seen_without_tensorflow_is_refused_before_it_is_imported(monkeypatch, capsys, argv, message):
    for command in cli.COMMANDS:
        monkeypatch.setattr(command, "loaded", lambda name: pytest.fail(f"{name} was imported"), raising=False)
    assert message in fails(capsys, *argv)


def test_a_missing_run_is_named_without_tensorflow():
    program = WITHOUT_TENSORFLOW.format(argv=["sample", "nowhere"], code=2)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"tfgan-zoo {tfgan_zoo.__version__}\n"


@pytest.mark.parametrize("words", ["list", "--help"])
def test_a_reader_that_has_seen_enough_ends_the_command_in_silence(words):
    command = f"{sys.executable} -m tfgan_zoo.cli {words} | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.returncode in (0, 141)  # 0 where all was written before the reader ended
