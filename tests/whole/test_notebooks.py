"""The notebooks: their cells run one after the other, in an empty folder, and show what the next sentence speaks of."""

import importlib.util
import json
import pathlib

import pytest

ROOT = pathlib.Path(__file__).parents[2]


def runner():
    """`docs/notebooks.py` as a module."""
    specification = importlib.util.spec_from_file_location("docs_notebooks", ROOT / "docs/notebooks.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def check_first_gan(real, samples, results, is_same):
    assert real.size == samples.size
    assert results["frechet_classifier-digits"] < 60  # an untrained generator's is above 200
    assert is_same


def check_own_pictures(folders, description, rows, results):
    assert len(folders) == 8
    assert description == (576, 144, ("one", "three", "two", "zero"))
    assert rows.width > rows.height
    assert results["label_agreement"] > 0.5  # by chance 0.25


def check_own_model(terms, exit_code, files, samples):
    assert terms == {"discriminator": 1.25}
    assert exit_code == 0
    assert {"report.md", "metrics.csv", "checkpoints", "saved_model"} <= set(files)
    assert samples.width > 100


CHECKS = {"first_gan": check_first_gan, "own_model": check_own_model, "own_pictures": check_own_pictures}


def test_no_notebook_is_left_out():
    assert [path.stem for path in runner().NOTEBOOKS] == sorted(CHECKS)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHECKS)
def test_a_notebook_runs(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)  # as Jupyter, whose notebooks import what is beside them
    notebook = json.loads((ROOT / f"docs/notebooks/{name}.ipynb").read_text(encoding="utf-8"))
    values = [value for _, value in runner().run(notebook)]
    CHECKS[name](*[value for value in values if value is not None])
