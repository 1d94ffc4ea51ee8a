"""Each package imports only itself and those above it, and asks games only by their contract."""

import ast
import pathlib
import re

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


def modules_imported_by(path):
    """Paths of the package's modules that a file imports when it is itself imported."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "tfgan_zoo":
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                yield PACKAGE.parent.joinpath(*name.split(".")).with_suffix(".py")


def test_no_modules_import_each_other_in_a_circle():
    graph = {path: {other for other in modules_imported_by(path) if other in FILES and other != path} for path in FILES}
    while free := {path for path, others in graph.items() if not others & graph.keys()}:
        graph = {path: others for path, others in graph.items() if path not in free}
    assert not graph, f"a circle among {sorted(str(path.relative_to(PACKAGE)) for path in graph)}"


OUTSIDE = [path for path in FILES if package_of(path) not in ("models", "modalities")]
GAME = re.compile(r"(.*\.)?(game|gan|model)|type\((.*\.)?(game|gan|model)\)")
# Where games and their samples are handled; below, and in `explain`, arrays of any kind are computed with.
HANDLED = ("callbacks", "monitor", "serving", "runs", "evaluation", "pictures", "training", "tuning")
NAMES = "samples?|images|real|fake|examples|source|generator|sample_source|sampler"
SAMPLES = re.compile(rf"(.*\.)?({NAMES})(\.samples?)?(\.shape)?")


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_outside_asks_a_game_what_it_has_or_is(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("hasattr", "getattr", "isinstance", "issubclass"):
            asked = ast.unparse(node.args[0])
            assert not GAME.fullmatch(asked), f"line {node.lineno}: {ast.unparse(node)}: ask the contract of a game"


def counted_dimensions(path):
    """(line, array or shape) of each number of dimensions that a file reads: x.ndim, x.shape.rank, len(x.shape)."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in ("ndim", "rank"):
            yield node.lineno, ast.unparse(node.value)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("len", "np.ndim", "tf.rank"):
            counted = ast.unparse(node.args[0])
            if ast.unparse(node.func) != "len" or counted.endswith("shape"):
                yield node.lineno, counted


@pytest.mark.parametrize(
    "path", [path for path in OUTSIDE if package_of(path) in HANDLED], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_nobody_outside_counts_the_dimensions_of_a_sample(path):
    for line, counted in counted_dimensions(path):
        assert not SAMPLES.fullmatch(counted), f"line {line} counts the dimensions of {counted}: ask its modality"


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
