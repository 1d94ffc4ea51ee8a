"""Settings and tables of a run that are damaged or meant to harm: each is named at once, and leaves no trace."""

import json

import pytest

from tests.helpers.canary import harmless
from tfgan_zoo.callbacks import Table
from tfgan_zoo.runs import Folder, evaluate, export_run, sample

FLAGS = {
    "dataset": "digits",
    "data_dir": None,
    "steps": 10,
    "batch_size": 4,
    "epochs": 2,
    "seed": 0,
    "precision": "float32",
    "strategy": "none",
}
DATA = {"name": "digits", "split": "train", "num_examples": 1497, "shape": [28, 28, 1], "evaluated_on": "test"}
SETTINGS = {
    "format": 1,
    "recipe": "dcgan",
    "flags": FLAGS,
    "steps_per_epoch": 5,
    "finished_steps": 10,
    "data": DATA,
    "versions": {"keras": "3"},
}


def settings(**values):
    return json.dumps({**SETTINGS, **values})


def flags(**values):
    return settings(flags={**FLAGS, **values})


def about_data(**values):
    return settings(data={**DATA, **values})


PART = {"split": "train", "num_examples": 3, "shape": [2], "modality": "points", "labels": [1, 2], "checksum": "0a"}
FINGERPRINT = {"recipe": None, "flags": "0b", "data": [PART]}


def fingerprint(**values):
    return settings(fingerprint={**FINGERPRINT, **values})


def without(name, place=SETTINGS):
    return {key: value for key, value in place.items() if key != name}


BAD_SETTINGS = {
    "empty": "",
    "text": "steps: 10",
    "half": settings()[:100],
    "cut before the last brace": settings()[:-1],
    "not UTF-8": b"\xff\xfe{}",
    "zeros": bytes(1000),
    "null": "null",
    "a list": "[]",
    "a number": "3",
    "text in JSON": '"dcgan"',
    "empty JSON": "{}",
    "ten thousand deep": "[" * 10_000 + "]" * 10_000,
    "a hundred thousand deep": '{"recipe":' * 100_000,
    "two megabytes": settings() + " " * 2**21,
    "not a number": settings().replace("10", "NaN"),
    "infinite steps": settings().replace("10", "Infinity"),
    "a number of a million digits": settings().replace("10", "1" * 900_000),
    **{f"no {name}": json.dumps(without(name)) for name in SETTINGS if name != "format"},
    **{f"no {name} among the flags": settings(flags=without(name, FLAGS)) for name in FLAGS},
    **{f"no {name} of the data": settings(data=without(name, DATA)) for name in DATA},
    "a format in words": settings(format="first"),
    "format 0.5": settings(format=0.5),
    "flags in a list": settings(flags=list(FLAGS)),
    "data in a list": settings(data=[1, 2]),
    "versions in a list": settings(versions=["keras"]),
    "negative steps": flags(steps=-5),
    "no steps": flags(steps=0),
    "steps in words": flags(steps="ten"),
    "half a step": flags(steps=2.5),
    "true steps": flags(steps=True),
    "a negative batch": flags(batch_size=-1),
    "no epochs": flags(epochs=0),
    "negative epochs' length": settings(steps_per_epoch=-5),
    "finished before it began": settings(finished_steps=-1),
    "finished: yes": settings(finished_steps="yes"),
    "a seed in words": flags(seed="random"),
    "a dataset that is none": flags(dataset=None),
    "a dataset of several lines": flags(dataset="digits\nrm -rf"),
    "a data folder that is a number": flags(data_dir=7),
    "a shape in words": about_data(shape="28x28"),
    "a shape without a list": about_data(shape=None),
    "a shape of nothing": about_data(shape=[0, 28, 1]),
    "a shape too deep": about_data(shape=[[[28]]]),
    "no examples": about_data(num_examples=0),
    "a fingerprint in words": settings(fingerprint="same"),
    "a fingerprint of no data": fingerprint(data=[]),
    "a fingerprint of data in words": fingerprint(data=["digits"]),
    "a fingerprint of negative counts": fingerprint(data=[{**PART, "labels": [-1]}]),
    "a fingerprint of a recipe that is a number": fingerprint(recipe=3),
    **{f"no {name} in the fingerprint": settings(fingerprint=without(name, FINGERPRINT)) for name in FINGERPRINT},
    **{f"no {name} in that of the data": fingerprint(data=[without(name, PART)]) for name in PART},
    "a recipe that is a number": settings(recipe=3),
    "a recipe that is null": settings(recipe=None),
    "a recipe beside the settings": settings(recipe="recipe.py"),
    "a recipe beside the run": settings(recipe="../recipe.py"),
    "a recipe in the run's folder": settings(recipe="RUN/recipe.py"),
    "a recipe in the run's folder by a detour": settings(recipe="RUN/checkpoints/../recipe.py"),
}

HONEST_TABLE = "epoch,steps,seconds,generator\n1,5,0.5,0.7\n2,10,0.5,0.6\n"

BAD_TABLES = {
    "zeros": bytes(300),
    "not UTF-8": b"epoch,steps\n\xff,\xfe\n",
    "cut in a row": HONEST_TABLE[:-9],
    "cut in the columns": "epoch,st\n1,5\n",
    "a row too long": HONEST_TABLE + "3,15,0.5,0.6,0.5\n",
    "a row too short": HONEST_TABLE + "3,15\n",
    "steps in words": HONEST_TABLE.replace("10", "ten"),
    "negative steps": HONEST_TABLE.replace("10", "-10"),
    "half a step": HONEST_TABLE.replace("10", "10.5"),
    "an epoch in words": HONEST_TABLE.replace("\n2,", "\ntwo,"),
    "a loss in words": HONEST_TABLE.replace("0.6", "small"),
    "a formula": HONEST_TABLE.replace("0.6", "=cmd()"),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a cell of a megabyte": HONEST_TABLE + "3,15,0.5," + "1" * 2**20 + "\n",
    "an open quote": HONEST_TABLE + '3,15,0.5,"0.6\n',
}


def written(folder, name, content):
    folder.mkdir(exist_ok=True)
    content = content.replace("RUN", str(folder)) if isinstance(content, str) else content
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / name


def test_valid_settings_and_tables_are_read(tmp_path):
    written(tmp_path / "run", "settings.json", settings())
    written(tmp_path / "run", "losses.csv", HONEST_TABLE)
    with harmless():
        assert Folder(tmp_path / "run").settings() == SETTINGS
        assert [row["steps"] for row in Table(tmp_path / "run" / "losses.csv").rows()] == ["5", "10"]


def test_a_custom_recipe_and_a_pair_of_shapes_are_read(tmp_path):
    pair = {**DATA, "shape": [[28, 28, 3], [28, 28, 1]]}
    written(tmp_path / "run", "settings.json", settings(recipe=str(tmp_path / "mine.py"), data=pair))
    assert Folder(tmp_path / "run").settings()["data"] == pair


OLDER = {
    "no format": without("format"),
    "format 0": {**SETTINGS, "format": 0},
    "other names": {**without("format"), "data": {**without("evaluated_on", DATA), "measured_on": "test"}},
}


@pytest.mark.parametrize("name", OLDER)
def test_settings_of_an_older_version_are_refused_with_advice(tmp_path, name):
    written(tmp_path / "run", "settings.json", json.dumps(OLDER[name]))
    with pytest.raises(ValueError, match="is from an older version of tfgan_zoo.*: train again with another --out"):
        Folder(tmp_path / "run").settings()


def test_settings_of_a_newer_version_are_refused(tmp_path):
    written(tmp_path / "run", "settings.json", settings(format=2))
    with pytest.raises(ValueError, match="is from a newer version of tfgan_zoo"):
        Folder(tmp_path / "run").settings()


def test_settings_with_a_fingerprint_are_read(tmp_path):
    written(tmp_path / "run", "settings.json", fingerprint())
    assert Folder(tmp_path / "run").settings() == {**SETTINGS, "fingerprint": FINGERPRINT}


UNREADABLE = {
    "not a number": {"flags": {**FLAGS, "learning_rate": float("nan")}},
    "infinite": {"flags": {**FLAGS, "learning_rate": float("inf")}},
    "a set": {"flags": {**FLAGS, "kinds": {1, 2}}},
    "a line break": {"flags": {**FLAGS, "dataset": "digits\nrm -rf"}},
    "no steps": {"flags": {**FLAGS, "steps": 0}},
    "too long": {"flags": {**FLAGS, "words": "x" * 2**20}},
    "a list": {"versions": ["keras"]},
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_settings_that_could_not_be_read_are_not_written(tmp_path, name):
    path = written(tmp_path / "run", "settings.json", settings())
    with pytest.raises(ValueError, match="is not written, for it could not be read again"):
        Folder(tmp_path / "run").write_settings({**without("format"), **UNREADABLE[name]})
    assert path.read_text() == settings() and len(list(path.parent.iterdir())) == 1


UNREADABLE_ROWS = {
    "steps in words": {"epoch": 1, "steps": "ten"},
    "no steps": {"epoch": 1, "generator": 0.5},
    "a loss in words": {"epoch": 1, "steps": 1, "generator": "small"},
    "an enormous cell": {"epoch": 1, "steps": 1, "metric": "x" * 2**20},
}


@pytest.mark.parametrize("name", UNREADABLE_ROWS)
def test_a_table_that_could_not_be_read_is_not_written(tmp_path, name):
    table = Table(tmp_path / "table.csv")
    table.append([{"epoch": 0, "steps": 0}])
    with pytest.raises(ValueError, match="is not written, for it could not be read again"):
        table.write([UNREADABLE_ROWS[name]])
    assert table.rows() == [{"epoch": "0", "steps": "0"}]


def test_settings_are_written_with_their_format(tmp_path):
    Folder(tmp_path / "run").write_settings(without("format"))
    assert Folder(tmp_path / "run").settings() == SETTINGS


@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_bad_settings_are_named_with_the_reason(tmp_path, name):
    path = written(tmp_path / "run", "settings.json", BAD_SETTINGS[name])
    before = path.read_bytes()
    with harmless(), pytest.raises(ValueError, match=r"(?s)settings\.json cannot be read \(.+\): repair it"):
        Folder(tmp_path / "run").settings()
    assert path.read_bytes() == before and len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize(
    "use", [evaluate, lambda run: export_run(run, run / "out"), lambda run: sample(run, run / "p.png", 1)]
)
def test_a_recipe_that_came_with_a_run_is_never_executed(tmp_path, use):
    written(tmp_path / "run", "recipe.py", "raise SystemExit('the recipe of a run was run')")
    written(tmp_path / "run", "settings.json", settings(recipe="RUN/recipe.py"))
    with harmless(), pytest.raises(ValueError, match="expected a recipe of the zoo"):
        use(tmp_path / "run")


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_bad_table_is_named_with_the_reason(tmp_path, name):
    path = written(tmp_path / "run", "losses.csv", BAD_TABLES[name])
    with harmless(), pytest.raises(ValueError, match=r"(?s)losses\.csv cannot be read \(.+\): repair it"):
        Table(path).rows()
    assert [entry.name for entry in path.parent.iterdir()] == ["losses.csv"]
