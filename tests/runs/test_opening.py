"""Every command that opens a run imports its recipe first, whose layers the run's game may be made of."""

import json
import pathlib
import shutil

import keras
import pytest

from tfgan_zoo import cli, runs
from tfgan_zoo.runs.opening import OpenRun

RECIPE = pathlib.Path(__file__).parents[1] / "helpers" / "own_layer_recipe.py"


@pytest.fixture(scope="module")
def place(tmp_path_factory, no_last_pictures):
    """A folder with a recipe of one's own, and a run of it."""
    place = tmp_path_factory.mktemp("own")
    shutil.copy(RECIPE, place / "mine.py")
    assert cli.main(["train", str(place / "mine.py"), "--epochs", "1", "--out", str(place / "run")]) == 0
    return place


@pytest.fixture(autouse=True)
def another_process():
    """Forget what the recipe has registered, as if it had been trained by another process."""
    keras.saving.get_custom_objects().pop("own_layer_recipe>Scale", None)


COMMANDS = {
    "sample": ["sample", "RUN", "--out", "OUT.png"],
    "sample a checkpoint": ["sample", "RUN/checkpoints/last.keras", "--out", "OUT.png"],
    "evaluate": ["evaluate", "RUN", "--num", "64"],
    "export": ["export", "RUN", "--out", "OUT"],
    "plot": ["plot", "interpolation", "RUN", "--out", "OUT.png"],
    "plot gradients": ["plot", "gradients", "RUN", "--out", "OUT.png"],
    "compare": ["compare", "ring:test", "RUN", "--num", "64", "--metrics", "frechet"],
    "check": ["check", "RUN", "--record", "--against", "OUT.json", "--draws", "2", "--num", "64"],
    "diagnose": ["diagnose", "UNWATCHED"],
    "resume": ["train", "RECIPE", "--epochs", "1", "--steps", "5", "--out", "COPY"],
}


QUICK = ("sample", "export", "plot")  # the others take the same way, and seconds more


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in COMMANDS]
)
def test_a_command_knows_the_layers_of_the_runs_recipe(name, place, tmp_path, capsys):
    words = " ".join(COMMANDS[name])
    for stand_in in ("COPY", "UNWATCHED"):
        if stand_in in words:
            shutil.copytree(place / "run", tmp_path / "copy")
            words = words.replace(stand_in, str(tmp_path / "copy"))
    (tmp_path / "copy" / "signals.csv").unlink(missing_ok=True)
    for stand_in, path in {"RUN": place / "run", "OUT": tmp_path / "out", "RECIPE": place / "mine.py"}.items():
        words = words.replace(stand_in, str(path))
    code = cli.main(words.split())
    assert "error" not in capsys.readouterr().err
    assert code == 0 or name == "diagnose" and code == 1


@pytest.fixture
def copied(place, tmp_path):
    """A run whose recipe can be changed, in a folder of their own."""
    shutil.copytree(place, tmp_path / "copy")
    settings = tmp_path / "copy" / "run" / "settings.json"
    settings.write_text(settings.read_text().replace(str(place), str(tmp_path / "copy")))
    return tmp_path / "copy"


def test_a_recipe_that_has_changed_is_said(copied, capsys):
    with (copied / "mine.py").open("a") as file:
        file.write("\nOTHER = 1\n")
    runs.sample(copied / "run", copied / "samples.png", 4)
    assert "mine.py has changed since" in capsys.readouterr().out


def test_a_recipe_that_is_gone_is_said_and_what_needs_it_refused(copied, capsys):
    (copied / "mine.py").unlink()
    with pytest.raises(ValueError, match="Scale, which is neither a building block of Keras nor registered"):
        runs.sample(copied / "run", copied / "samples.png", 4)
    said = capsys.readouterr().out
    assert "cannot be read: there is no recipe at" in said and "mine.py" in said
    with pytest.raises(ValueError, match="cannot be read: there is no recipe at"):
        OpenRun(copied / "run").examples("train")


def test_an_export_into_a_run_that_is_written_is_refused(place):
    from tfgan_zoo.saving.lock import locked

    with locked(place / "run"), pytest.raises(ValueError, match="is being written by another process"):
        runs.export_run(place / "run", place / "run" / "saved_model")
    assert sorted(path.name for path in (place / "run" / "saved_model").iterdir()) == ["1"]


def test_data_that_have_changed_are_said(copied, capsys):
    path = copied / "run" / "settings.json"
    settings = json.loads(path.read_text())
    settings["fingerprint"]["data"][1]["checksum"] = "other"
    path.write_text(json.dumps(settings))
    runs.evaluate(copied / "run", num_examples=64)
    assert "The data have changed since" in capsys.readouterr().out
