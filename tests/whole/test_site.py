"""The documentation as a site: it builds without a warning and without a network, and its links lead somewhere."""

import importlib.util
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).parents[2]
LINK = re.compile(r'(?:href|src)="([^":?#<>]+)(?:[?#][^"]*)?"')

needs_mkdocs = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("material", "mkdocstrings")),
    reason='needs mkdocs-material and mkdocstrings: pip install -e ".[docs]"',
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/site/mkdocs.yml"]
    ended = subprocess.run([*command, "--site-dir", place], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return place


@needs_mkdocs
@pytest.mark.slow
def test_every_link_of_the_site_leads_to_a_file_of_it(site):
    for page in site.rglob("index.html"):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            place = site / target.lstrip("/") if target.startswith("/") else page.parent / target
            assert place.exists(), f"{page.relative_to(site)} links to {target}"


@needs_mkdocs
@pytest.mark.slow
def test_a_link_to_a_file_of_the_repository_leads_to_its_page(site):
    models = (site / "models" / "index.html").read_text(encoding="utf-8")
    assert 'href="../reference/tfgan_zoo.models.objectives.wgan_gp/"' in models
    assert 'href="../recipes/wgan_gp.py/"' in models
    reference = (site / "reference" / "tfgan_zoo.models.objectives.wgan_gp" / "index.html").read_text(encoding="utf-8")
    assert "penalty_weight" in reference
    assert "Gulrajani" in reference
    assert "Examples" in reference
