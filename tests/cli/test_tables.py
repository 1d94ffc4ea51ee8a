"""csv in, csv out: the gaps of new rows, filled on the command line."""

import csv

import keras
import numpy as np
import pytest

from tests.helpers.tiny import players
from tests.models.decisions.test_ctgan import obedient
from tfgan_zoo import cli, data, models, networks, runs
from tfgan_zoo.runs import sources
from tfgan_zoo.serving import export

COLUMNS = {"age": [20, 30, 40, 50, 60] * 2, "size": np.arange(10) / 4, "color": ["red", "blue"] * 5}
NEW = "size,color,age\n0.75,,31\n,blue,\n0.25,red,77\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    modality = data.table(COLUMNS).modality
    game = models.GAIN(networks.gain_generator(3), networks.gain_discriminator(3), modality=modality)
    game.save(folder / "game.keras")
    export.export_generator(game, folder / "served")
    models.GAN(*players()).save(folder / "pictures.keras")
    (folder / "new.csv").write_text(NEW)
    (folder / "wrong.csv").write_text("size,color,age\n0.75,green,31\n")
    return folder


@pytest.mark.parametrize("source", ["game.keras", "served/1"])
def test_all_rows_of_a_file_are_filled_and_what_was_known_stays(folder, source):
    out = folder / f"{source[:4]}.csv"
    flags = ["--inputs", str(folder / "new.csv"), "--out", str(out)]
    assert cli.main(["sample", str(folder / source), *flags]) == 0
    with out.open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["age", "size", "color"]
    assert len(rows) == 3
    assert [rows[0][0], rows[0][1], rows[1][2], rows[2]] == ["31", "0.75", "blue", ["77", "0.25", "red"]]
    assert all(cell for row in rows for cell in row)
    assert rows[0][2] in ("red", "blue")


@pytest.mark.parametrize("source", ["game.keras", "served/1"])
def test_the_number_asked_for_is_that_of_the_first_rows(folder, tmp_path, source):
    out = tmp_path / "two.csv"
    flags = ["--inputs", str(folder / "new.csv"), "--num", "2", "--out", str(out)]
    assert cli.main(["sample", str(folder / source), *flags]) == 0
    with out.open(newline="") as file:
        _, *rows = csv.reader(file)
    assert [row[position] for row, position in zip(rows, (0, 2), strict=True)] == ["31", "blue"]


def test_a_run_fills_as_many_rows_of_its_own_data_as_it_has(folder, tmp_path, monkeypatch):
    game = keras.models.load_model(folder / "game.keras")
    run = sources.GameSource("run", game, lambda: data.with_gaps(data.table(COLUMNS)))
    monkeypatch.setattr(sources, "generator", lambda *_: run)

    def rows(*num):
        runs.sample("run", str(tmp_path / "rows.csv"), *num)
        return len((tmp_path / "rows.csv").read_text().splitlines()) - 1

    assert (rows(), rows(4)) == (8, 4)  # a fifth of the ten is for the test
    with pytest.raises(ValueError, match="received 9 .* needs one of the 8 examples of the run's data"):
        rows(9)


@pytest.mark.parametrize(
    ("source", "flags", "message"),
    [
        (
            "game.keras",
            ["--inputs", "new.csv", "--num", "4"],
            "received 4 as the number of samples, but each needs one of the 3 rows in new.csv",
        ),
        ("game.keras", ["--inputs", "wrong.csv"], "has 'green' in line 2; expected one of 'blue', 'red'"),
        ("pictures.keras", ["--inputs", "new.csv"], "does not fill the gaps of tables"),
        ("pictures.keras", ["--out", "rows.csv"], "rows.csv is a csv file, but"),
        ("game.keras", [], "samples from source and mask: give them"),
    ],
)
def test_what_cannot_be_filled_is_said_in_one_line(folder, capsys, monkeypatch, source, flags, message):
    monkeypatch.chdir(folder)
    assert cli.main(["sample", source, *flags]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert message in error


def test_files_that_are_not_there_are_named(capsys):
    for flags, message in (
        (["sample", "game.keras", "--inputs", "missing.csv"], "there is no file missing.csv"),
        (["train", "gain", "--dataset", "missing.csv"], "there is no file missing.csv"),
    ):
        with pytest.raises(SystemExit):
            cli.main(flags)
        assert message in capsys.readouterr().err


def test_a_category_that_is_asked_for_by_its_name_is_that_of_all_rows(tmp_path):
    game = obedient()
    game.save(tmp_path / "rows.keras")
    out = tmp_path / "rows.csv"
    flags = ["--condition", "kind=c", "--num", "5", "--out", str(out)]
    assert cli.main(["sample", str(tmp_path / "rows.keras"), *flags]) == 0
    with out.open(newline="") as file:
        header, *rows = csv.reader(file)
    assert (header, [row[0] for row in rows]) == (["kind", "age", "flag"], ["c"] * 5)
