"""README and docs: their Python runs, their command lines are such as the parser takes, the names in them exist."""

import ast
import importlib
import pathlib
import re
import shlex

import numpy as np
import pytest
import tensorflow as tf

import tfgan_zoo
from tests.helpers import documented
from tests.serving.test_serving import server  # noqa: F401
from tfgan_zoo import cli, models, serving
from tfgan_zoo.cli import tune
from tfgan_zoo.distribution import strategies
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.tuning.space import read_space

ROOT = pathlib.Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
PLACEHOLDERS = {"RECIPE": "dcgan", "RUN": "runs/dcgan", "SOURCE": "runs/dcgan", "KIND": "interpolation"}
PROGRAM = r"(?:tfgan-zoo|python recipes/\w+\.py)"
COMMAND = re.compile(rf"^ *(?:- run: )?({PROGRAM} .+)$|`({PROGRAM} [^`]+)`", re.MULTILINE)
CODE = re.compile(r"`([a-z_]+)\.([A-Za-z]\w*)")
NOT_CODE = ("md", "py", "toml", "csv", "png", "keras", "json", "yaml", "npz", "db", "log", "config")


def blocks(page):
    """The blocks of Python of a page."""
    return re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def command_lines(page):
    """The command lines of a page, each as its words; the mere name of a command is none."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for found in COMMAND.findall(text) for line in found if line]
    words = [shlex.split(line.partition("&&")[0], comments=True) for line in lines]
    whole = [line for line in words if len(line) > 2 or line[-1] == "list" or line[0] == "python"]
    return [[PLACEHOLDERS.get(word, word) for word in line] for line in whole]


SNIPPETS = {f"{page.stem}-{number}": text for page in PAGES for number, text in enumerate(blocks(page), 1)}
COMMANDS = {shlex.join(words): words for page in PAGES for words in command_lines(page)}


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_compiles_and_takes_from_the_zoo_what_it_has(name):
    for node in ast.walk(ast.parse(SNIPPETS[name])):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "tfgan_zoo":
            for alias in node.names:
                assert hasattr(importlib.import_module(node.module), alias.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            check_name(node.value.id, node.attr)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_names_in_the_text_exist(page):
    for package, name in CODE.findall(page.read_text(encoding="utf-8")):
        if name not in NOT_CODE:
            check_name(package, name)


def check_name(package, name):
    """A name of a package of the zoo, if it is one."""
    if package in tfgan_zoo.PACKAGES:
        module = importlib.import_module(f"tfgan_zoo.{package}")
        place = pathlib.Path(module.__file__).parent / name
        assert hasattr(module, name) or place.with_suffix(".py").exists(), f"there is no {package}.{name}"


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_line_is_one_that_the_parser_takes(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for word in COMMANDS[line]:
        if "/" in word and not word.startswith("/") and "." not in word:
            (tmp_path / word).mkdir(parents=True, exist_ok=True)
        elif word.endswith(".csv"):
            (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / word).touch()
        if word.endswith("rows.csv"):
            (tmp_path / word).touch()
    try:
        parse(COMMANDS[line])
    except SystemExit as end:
        assert end.code == 0  # its help


def parse(words):
    """Read a command line as the command would, which then does nothing."""
    program, first, *rest = words
    if program == "python":
        flags_of(recipe_source.find(pathlib.Path(first).stem), rest)
    elif first == "train" and rest and not rest[0].startswith("-"):
        flags_of(recipe_source.find(rest[0]), rest[1:])
    elif first == "tune" and rest and not rest[0].startswith("-"):
        source = recipe_source.find(rest[0])
        read_space(tune.flags_of_search(source, rest[1:], None)["search"], source)
    else:
        cli.commands().parse_args([first, *rest])


@pytest.fixture
def names(monkeypatch, tmp_path, server):  # noqa: F811
    """What the snippets find, in an empty folder where trainings are short and a server answers."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(models.Game, "fit", documented.short_fit(models.Game.fit))
    monkeypatch.setattr(serving, "Client", lambda *place, client=serving.Client: client(server.url, "tiny"))
    return {
        **{package: importlib.import_module(f"tfgan_zoo.{package}") for package in tfgan_zoo.PACKAGES},
        "latents": np.zeros((2, 6), "float32"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_runs(name, names, monkeypatch):
    shared = strategies.local_devices()  # TensorFlow mixes up the collectives of two such strategies in one process
    monkeypatch.setattr(tf.distribute, "MirroredStrategy", lambda devices=None: shared)
    exec(compile(SNIPPETS[name], name, "exec"), {**documented.values(SNIPPETS[name]), **names})
