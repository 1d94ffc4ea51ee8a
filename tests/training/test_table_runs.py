"""Runs on tables: what they leave, and that they go on to the bit."""

import csv

import numpy as np
import pytest

from tests.helpers.run_bits import weights
from tfgan_zoo import cli

GAIN = ["gain", "--batch-size", "16", "--width", "4"]
CTGAN = ["ctgan", "--batch-size", "20", "--width", "4", "--num-modes", "2", "--latent-size", "4"]


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """A csv file with a gap in its numbers, and one without."""
    draws = np.random.default_rng(0)
    folder, lines = tmp_path_factory.mktemp("rows"), []
    for _ in range(100):
        age = draws.integers(20, 80)
        lines.append([age, f"{age / 3:.2f}", "old" if age > 50 else "young", "yes" if draws.random() < 0.3 else "no"])
    for name, first in (("gaps.csv", ["", "7.5", "young", ""]), ("whole.csv", [20, "6.67", "young", "no"])):
        with (folder / name).open("w", newline="") as file:
            csv.writer(file).writerows([["age", "size", "kind", "flag"], first, *lines])
    return folder


@pytest.fixture(scope="module", params=[(GAIN, "gaps.csv"), (CTGAN, "whole.csv")], ids=["gain", "ctgan"])
def whole(request, rows, tmp_path_factory):
    """A finished run, its first flags and its csv file."""
    flags, name = request.param
    out = tmp_path_factory.mktemp(flags[0]) / "whole"
    train = ["train", *flags, "--dataset", str(rows / name), "--epochs", "1"]
    assert cli.main([*train, "--steps", "4", "--out", str(out)]) == 0
    return out, train, rows / name


@pytest.mark.slow
def test_a_run_on_a_csv_file_goes_on_to_the_bit(whole, tmp_path):
    out, train, _ = whole
    for steps in ("2", "4"):
        assert cli.main([*train, "--steps", steps, "--out", str(tmp_path / "parted")]) == 0
    mine, others = (weights(folder / "checkpoints" / "last.keras") for folder in (out, tmp_path / "parted"))
    assert mine.keys() == others.keys()
    assert [found for found in mine if mine[found] != others[found]] == []


@pytest.mark.slow
def test_a_run_on_a_csv_file_leaves_rows_in_one_file_which_its_report_names(whole):
    out, _, _ = whole
    with (out / "samples" / "0000.csv").open(newline="") as file:
        header, *made = csv.reader(file)
    assert header == ["age", "size", "kind", "flag"]
    assert all(cell for row in made for cell in row)
    assert "[0000.csv](samples/0000.csv)" in (out / "report.md").read_text()


@pytest.mark.slow
def test_a_run_on_a_csv_file_gives_more_rows_another_version_and_a_record_to_check(whole, tmp_path):
    out, train, source = whole
    fills = train[1] == "gain"
    given = ["--inputs", str(source)] if fills else ["--num", "7", "--condition", "kind=old"]
    assert cli.main(["sample", str(out), *given, "--out", str(tmp_path / "rows.csv")]) == 0
    with (tmp_path / "rows.csv").open(newline="") as file:
        header, *made = csv.reader(file)
    assert (header, len(made)) == (["age", "size", "kind", "flag"], 101 if fills else 7)
    assert cli.main(["export", str(out), "--out", str(tmp_path / "served")]) == 0
    assert (tmp_path / "served" / "1" / "saved_model.pb").is_file()
    record = str(tmp_path / "record.json")
    assert cli.main(["check", str(out), "--record", "--against", record, "--draws", "2"]) == 0
    assert cli.main(["check", str(out), "--against", record]) == 0
