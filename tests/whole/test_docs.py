"""README and docs: tables that are written from the recipes, and links that lead somewhere."""

import importlib.util
import pathlib
import re
import tomllib

import pytest

from tfgan_zoo.recipe import source as recipe_source

ROOT = pathlib.Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("benchmarks/**/*.md"))]
LINK = re.compile(r"\]\(([^)#\s]*)(#[\w-]+)?\)")
DISTANCE = re.compile(r"Fréchet (\d+(?:\.\d+)?)")
ROWS = tomllib.loads((ROOT / "docs/models.toml").read_text(encoding="utf-8"))


def writer():
    """`docs/models.py` as a module."""
    specification = importlib.util.spec_from_file_location("docs_models", ROOT / "docs/models.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_tables_of_models_are_those_of_the_recipes():
    for path, text in writer().texts().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is out of date: run `python docs/models.py`"


@pytest.mark.parametrize("change", [lambda rows: rows.pop("dcgan"), lambda rows: rows.update(dcgam=rows["dcgan"])])
def test_a_recipe_without_a_row_and_a_row_without_a_recipe_are_refused(change):
    rows = dict(ROWS)
    change(rows)
    with pytest.raises(ValueError, match="an entry for each recipe and no other; see dcga[nm]"):
        writer().by_family(rows)


@pytest.mark.parametrize("name", ROWS)
def test_a_distance_in_a_row_is_one_of_the_recipes_docstring(name):
    said = re.findall(r"\d+(?:\.\d+)?", recipe_source.find(name).description)
    assert set(DISTANCE.findall(ROWS[name]["result"])) <= set(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    for target, heading in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        place = (page.parent / target).resolve() if target else page
        assert place.exists(), f"{page.name} links to {target}"
        if heading:
            titles = re.findall(r"^#+ (.+)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading[1:] in [title.lower().replace(" ", "-") for title in titles], f"{target}{heading}"
