"""A shipped generator, its card, its record, its picture and its rows in the tables are of one run."""

import importlib
import importlib.util
import pathlib
import re
import shlex
import tomllib

import pytest

from tfgan_zoo import evaluation, metrics, serving
from tfgan_zoo.evaluation import record_check
from tfgan_zoo.evaluation.record_file import read_record
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.recipe.words import command_of
from tfgan_zoo.serving import shipped
from tfgan_zoo.serving.card_rows import read_card, results_of

ROOT = pathlib.Path(__file__).parents[2]
TABLE = tomllib.loads((ROOT / "deploy" / "shipped.toml").read_text(encoding="utf-8"))
NAMES = sorted(TABLE["commands"])
LARGEST, LARGEST_OF_ALL = 1_500_000, 40_000_000  # bytes
NOT_IN_THE_REPOSITORY = ("fashion_mnist",)  # data that must be prepared first
NEED_THE_GAME = ()  # whose every metric looks into the game, which an export does not have
ROUNDING = 0.02  # of the result: what another processor may change


def version_of(name):
    return ROOT / "saved_models" / name / shipped.VERSION


def record_of(name):
    return version_of(name).parent / "record.json"


def test_the_folders_the_commands_and_the_index_have_the_same_names():
    folders = sorted(path.parent.name for path in (ROOT / "saved_models").glob("*/[0-9]*"))
    assert folders == NAMES == serving.shipped_names()


def test_every_family_has_one():
    recipes = {shlex.split(command)[0] for command in TABLE["commands"].values()}
    families = {recipe_source.find(name).family for name in recipe_source.names()}
    assert {recipe_source.find(name).family for name in recipes} == families


@pytest.mark.parametrize("name", NAMES)
def test_its_files_are_those_of_the_index_and_small(name):
    shipped.check(version_of(name), shipped.index()[name])
    assert sum(size for size, _ in shipped.index()[name].values()) < LARGEST


def test_all_together_are_small():
    files = [path for path in (ROOT / "saved_models").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < LARGEST_OF_ALL


@pytest.mark.parametrize("name", NAMES)
def test_its_card_has_the_command_the_commit_the_license_and_the_results_of_its_record(name):
    card, record = read_card(version_of(name)), read_record(record_of(name))
    recipe, *words = shlex.split(TABLE["commands"][name])
    source = recipe_source.find(recipe)
    assert card["Command"] == f"`{command_of(source, flags_of(source, words))}`"
    assert record["recipe"] == recipe and record["steps"] == int(card["Steps"])
    assert re.fullmatch(r"[0-9a-f]{12}", card["Commit"]), "trained from a changed tree"
    assert card["License of the data"] in TABLE["licenses"].values()
    recorded = {result["metric"]: float(f"{result['values'][0]:.4g}") for result in record["results"]}
    assert results_of(card) == pytest.approx(recorded, rel=0.01)  # of the same noise, but for pix2pix's own dropout


@pytest.mark.parametrize("name", NAMES)
def test_its_picture_in_the_docs_is_that_of_its_card(name):
    in_docs = ROOT / "docs" / "images" / "gallery" / f"{name}.png"
    assert in_docs.read_bytes() == (version_of(name) / "samples.png").read_bytes()


def test_the_gallery_is_that_of_the_cards():
    specification = importlib.util.spec_from_file_location("docs_gallery", ROOT / "docs" / "gallery.py")
    gallery = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(gallery)
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.text(), "run `python docs/gallery.py`"


@pytest.fixture(scope="module")
def one_classifier():
    """Classifiers of equal data are trained once, for all generators."""
    module = importlib.import_module("tfgan_zoo.metrics.frechet_distances")  # by its name alone it is the function
    patch, trained, train = pytest.MonkeyPatch(), {}, module.classifier_of

    def classifier_of(examples, file=None):
        key = (examples.name, examples.shape)
        if key not in trained:
            trained[key] = train(examples, file)
        return trained[key]

    for place in (module, metrics):
        patch.setattr(place, "classifier_of", classifier_of)
    yield
    patch.undo()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_it_is_as_its_record_says(name, one_classifier, monkeypatch):
    if name.endswith(NOT_IN_THE_REPOSITORY):
        pytest.skip("its data is no part of the repository")
    if name in NEED_THE_GAME:
        pytest.skip("its metrics need the game, which an export does not have")
    monkeypatch.setattr(record_check, "SAME", ("split", "n_real", "n_fake"))  # other rounding, another checksum
    result, found = evaluation.check(version_of(name), record_of(name))
    print(f"{name}: {result['metric']} {found.recorded:.4g}, now {found.now:.4g}")
    assert abs(found.now - found.recorded) <= found.margin + ROUNDING * abs(found.recorded)
