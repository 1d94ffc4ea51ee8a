"""The examples in the docstrings: each runs, and gives what it shows."""

import ast
import doctest
import importlib
import pathlib

import pytest

from tests.helpers import documented
from tfgan_zoo import models

ROOT = pathlib.Path(__file__).parents[2]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
PARSER = doctest.DocTestParser()
QUICK = tuple(
    f"tfgan_zoo.{package}." for package in ("latents", "losses", "modalities", "penalties", "recipe", "saving")
)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def docstrings(node, name):
    """The docstrings of a module, and of its functions, classes and their methods, by name."""
    yield name, ast.get_docstring(node) or ""
    for member in node.body:
        if isinstance(member, DOCUMENTED):
            yield from docstrings(member, f"{name}.{member.name}")


def examples_of(path):
    """The docstrings with examples in a module, each as its module and its examples."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for name, text in docstrings(ast.parse(path.read_text(encoding="utf-8")), module):
        if examples := PARSER.get_examples(text, name):
            yield name, (module, examples)


TESTS = dict(test for path in sorted(ROOT.glob("tfgan_zoo/**/*.py")) for test in examples_of(path))


def own_names(module):
    """What a module defines, and not what it imports."""
    body = ast.parse(pathlib.Path(module.__file__).read_text(encoding="utf-8")).body
    defined = {node.name for node in body if isinstance(node, DOCUMENTED)}
    assigned = {
        name.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }
    return {name: getattr(module, name) for name in defined | assigned}


def case(name):
    """A docstring, whose examples are among the quick tests where all of its package take milliseconds."""
    return pytest.param(name, marks=() if name.startswith(QUICK) else pytest.mark.slow)


@pytest.mark.parametrize("name", [case(name) for name in TESTS])
def test_an_example_gives_what_it_shows(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    documented.write_folders(tmp_path)
    module, examples = TESTS[name]
    monkeypatch.setattr(models.Game, "fit", documented.short_fit(models.Game.fit))
    names = documented.values("".join(example.source for example in examples))
    names |= own_names(importlib.import_module(module))
    report = []
    test = doctest.DocTest(examples, names, name, module, 0, None)
    doctest.DocTestRunner(optionflags=OPTIONS, verbose=False).run(test, out=report.append)
    assert not report, "".join(report)


def test_an_example_that_shows_something_else_is_found(monkeypatch, tmp_path):
    wrong = PARSER.get_examples(">>> 1 + 1\n3\n")
    monkeypatch.setitem(TESTS, "wrong", ("tfgan_zoo.lazy", wrong))
    with pytest.raises(AssertionError, match=r"Expected:\s+3\s+Got:\s+2"):
        test_an_example_gives_what_it_shows("wrong", tmp_path, monkeypatch)


def test_few_examples_are_skipped():
    skipped = [name for name, (_, examples) in TESTS.items() if any(doctest.SKIP in one.options for one in examples)]
    assert len(skipped) <= 24, skipped
