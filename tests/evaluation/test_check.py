"""A generator is compared with its record: as good, worse, or not to be compared."""

import json
import pathlib
import shutil

import keras
import pytest

from tfgan_zoo import cli, evaluation, runs, training
from tfgan_zoo.evaluation.record_file import read_record
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of

pytestmark = pytest.mark.slow  # all share one training

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_recipe.py")


@pytest.fixture(scope="module")
def run(tmp_path_factory, no_last_pictures):
    source = recipe_source.find(TINY)
    flags = flags_of(source, ["--epochs", "1", "--out", str(tmp_path_factory.mktemp("check") / "run")])
    return training.train(source, flags, flags.pop("out")).path


@pytest.fixture(scope="module")
def recorded(run):
    evaluation.record(run, run / "record.json", draws=3)
    return run / "record.json"


def changed(recorded, path, change):
    record = json.loads(recorded.read_text())
    change(record)
    path.write_text(json.dumps(record))
    return path


def test_a_record_has_a_value_for_every_draw_and_the_first_is_that_of_evaluate(run, recorded):
    (result,) = read_record(recorded)["results"]
    assert len(set(result["values"])) == 3
    assert result["values"][0] == runs.evaluate(run)[0].value
    assert (result["metric"], result["n_real"], result["n_fake"], result["split"]) == ("offset", 320, 320, "test")


def test_a_record_that_is_there_is_refused_before_anything_is_loaded(run, recorded, capsys, monkeypatch):
    from tfgan_zoo.cli import check

    monkeypatch.setattr(check, "loaded", None)
    assert cli.main(["check", str(run), "--record"]) == 2
    assert "there is already a record in" in capsys.readouterr().err


def test_the_same_generator_has_bitwise_the_same_results_and_passes(run, recorded, capsys):
    assert cli.main(["check", str(run)]) == 0
    printed = capsys.readouterr().out
    assert "as good: the same; up to" in printed
    assert "n_real 320, n_fake 320, split test" in printed


def test_its_export_is_evaluated_with_other_draws_and_passes(run, recorded):
    _, comparison = evaluation.check(run / "saved_model" / "1", recorded)
    assert comparison.loss != 0
    assert not comparison.is_worse


def test_a_generator_that_became_worse_fails_with_the_exit_code_1(run, recorded, tmp_path, capsys):
    worse = shutil.copytree(run, tmp_path / "worse")
    game = keras.saving.load_model(worse / "checkpoints" / "last.keras")
    game.generator.trainable_variables[-1].assign_add([3.0, 3.0])  # the last bias
    game.save(worse / "checkpoints" / "last.keras")
    assert cli.main(["check", str(worse), "--against", str(recorded)]) == 1
    assert "WORSE: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("network", "inception@0", "network was inception@0, is now none"),
        ("n_real", 99, "n_real was 99, is now 320"),
        ("n_fake", 99, "n_fake was 99, is now 320"),
        ("metric", "fid", "does not have the record's metric fid"),
    ],
)
def test_results_computed_differently_are_not_compared(run, recorded, tmp_path, capsys, name, value, message):
    other = changed(recorded, tmp_path / "other.json", lambda record: record["results"][0].update({name: value}))
    assert cli.main(["check", str(run), "--against", str(other)]) == 2
    assert message in capsys.readouterr().err


def test_results_on_other_data_are_not_compared(run, recorded, tmp_path, capsys):
    other = changed(recorded, tmp_path / "other.json", lambda record: record.update(data="ring@00000000"))
    assert cli.main(["check", str(run), "--against", str(other)]) == 2
    assert "was made on the data ring@00000000" in capsys.readouterr().err


def test_a_record_is_not_overwritten(run, recorded, capsys):
    before = recorded.read_bytes()
    assert cli.main(["check", str(run), "--record"]) == 2
    assert "there is already a record in" in capsys.readouterr().err
    assert recorded.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--against", "none.json"], "there is no record none.json"),
        (["--draws", "3"], "--draws goes with --record"),
        (["--metric", "fid"], "the record has no 'fid'; it has offset"),
    ],
)
def test_invalid_requests_are_named(run, recorded, capsys, words, message):
    assert cli.main(["check", str(run), *words]) == 2
    assert message in capsys.readouterr().err


def test_one_draw_is_refused(run, tmp_path):
    with pytest.raises(ValueError, match="2 draws or more"):
        evaluation.record(run, tmp_path / "record.json", draws=1)
