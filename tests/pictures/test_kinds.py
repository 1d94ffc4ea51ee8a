"""A kind of picture is one file and one line in the list: the command, the end of a run and its report follow."""

import argparse
import inspect
import pathlib
import types

import pytest

from tests.helpers.tiny import compiled
from tests.pictures.subjects import gan, labeled_images
from tfgan_zoo import cli, plots
from tfgan_zoo.cli import plot
from tfgan_zoo.pictures import finished_run, flags, kinds
from tfgan_zoo.pictures.kinds import KINDS
from tfgan_zoo.pictures.requested_subject import split_options
from tfgan_zoo.runs import Folder
from tfgan_zoo.runs.setup import RunSetup
from tfgan_zoo.training import report

FOLDER = pathlib.Path(kinds.__file__).parent
SETTINGS = {"flags": {"seed": 0, "batch_size": 10}, "data": {"name": "noise"}, "finished_steps": 3}

by_name = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.NAME)


def test_every_file_of_a_kind_is_listed_once():
    assert sorted(kind.NAME for kind in KINDS) == sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    for attribute in ("FILE", "HELP", "TITLE"):
        assert len({getattr(kind, attribute) for kind in KINDS}) == len(KINDS)


@by_name
def test_the_options_of_a_kind_are_those_of_its_flags_and_of_the_end_of_a_run(kind):
    parser = argparse.ArgumentParser()
    kind.add_flags(parser)
    subject, options = split_options(vars(parser.parse_args(["runs/tiny"])))
    assert subject.sample_source == "runs/tiny"
    inspect.signature(kind.draw).bind("a.png", subject, **options)
    if kind.AT_END is not None:
        inspect.signature(kind.draw).bind("a.png", subject, **kind.AT_END)


@pytest.fixture
def means(monkeypatch):
    """One more kind, listed."""

    def add_flags(parser):
        flags.add_source(parser, flags.GENERATOR)
        flags.add_samples(parser, 20, "samples")

    def draw(path, subject, num):
        plots.save_png(path, plots.image_grid(subject.samples(num).mean(axis=0, keepdims=True)))
        return f"of {num} samples, seed {subject.seed}"

    kind = types.SimpleNamespace(
        NAME="means",
        FILE="means.png",
        HELP="the mean of samples",
        TITLE="A mean",
        AT_END={"num": 5},
        add_flags=add_flags,
        draw=draw,
    )
    for module in (plot, finished_run, report):
        monkeypatch.setattr(module, "KINDS", (kind,))
    return kind


def test_a_kind_that_is_listed_is_drawn_on_request(means, tmp_path, capsys):
    compiled(gan()).save(tmp_path / "gan.keras")
    assert cli.main(["plot", "means", str(tmp_path / "gan.keras"), "--seed", "3", "--out", f"{tmp_path}/a.png"]) == 0
    assert capsys.readouterr().out == f"{tmp_path}/a.png: of 20 samples, seed 3\n"
    assert (tmp_path / "a.png").exists()


def test_a_kind_that_is_listed_is_drawn_and_reported_at_the_end_of_a_run(means, tmp_path):
    folder = Folder(tmp_path)
    prepared = RunSetup(compiled(gan()), labeled_images(), labeled_images("test", 1))
    finished_run.write_pictures(folder, types.SimpleNamespace(title="Tiny"), prepared, SETTINGS)
    assert report.final_pictures(folder, SETTINGS) == ["## Pictures", "### A mean\n\n![A mean](pictures/means.png)"]
