"""Each package imports only itself and those above it."""

import ast
import pathlib

import pytest

import tfgan_zoo

PACKAGE = pathlib.Path(tfgan_zoo.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def package_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path):
    """Dotted names of everything that a file imports, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_package_imports_only_those_above_it(path):
    own = tfgan_zoo.PACKAGES.index(package_of(path))
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "tfgan_zoo" and parts[1:] and not parts[1].startswith("__"):
            assert tfgan_zoo.PACKAGES.index(parts[1]) <= own, f"{path.name} imports {name}"
        assert parts[0] not in ("recipes", "tests", "benchmarks"), f"{path.name} imports {name}"
        assert not name.startswith("keras.src"), f"{path.name} imports {name}"


def test_every_package_is_listed():
    packages = {package_of(path) for path in FILES}
    assert packages <= set(tfgan_zoo.PACKAGES)


def test_an_unknown_package_names_the_packages():
    with pytest.raises(AttributeError, match="models"):
        _ = tfgan_zoo.model


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_random_numbers_come_from_one_algorithm_on_every_device(path):
    """Left to choose, TensorFlow takes another one on other devices."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("tf.random."):
            algorithms = [keyword.value.value for keyword in node.keywords if keyword.arg == "alg"]
            assert algorithms == ["philox"], f"line {node.lineno}: {ast.unparse(node)}"
