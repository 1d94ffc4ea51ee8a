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


def called(node):
    """The dotted name of what a node calls, such as tf.random.normal; None if it calls nothing, or what has no name."""
    if not isinstance(node, ast.Call):
        return None
    names, place = [], node.func
    while isinstance(place, ast.Attribute):
        names.append(place.attr)
        place = place.value
    return ".".join([place.id, *reversed(names)]) if isinstance(place, ast.Name) else None


# What breaks each rule: functions of a file and the nodes of its tree, which yield the place and the reason


def wrong_imports(path, nodes):
    own = tfgan_zoo.PACKAGES.index(package_of(path))
    for name in imports_of(nodes):
        parts = name.split(".")
        is_below = parts[0] == "tfgan_zoo" and parts[1:] and not parts[1].startswith("__")
        if is_below and tfgan_zoo.PACKAGES.index(parts[1]) > own:
            yield f"{path} imports {name}, which is below it"
        if parts[0] in ("recipes", "tests", "benchmarks") or name.startswith("keras.src"):
            yield f"{path} imports {name}"


def imports_of(nodes):
    """Dotted names of everything that a file imports, at whatever depth."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


GAME = re.compile(r"(.*\.)?(game|gan|model)|type\((.*\.)?(game|gan|model)\)")


def questions_to_games(path, nodes):
    if is_outside(path):
        for node in nodes:
            is_question = called(node) in ("hasattr", "getattr", "isinstance", "issubclass")
            if is_question and GAME.fullmatch(ast.unparse(node.args[0])):
                yield f"{path}:{node.lineno}: {ast.unparse(node)}: ask the contract of a game"


def is_outside(path):
    return package_of(path) not in ("models", "modalities")


# Where games and their samples are handled; below, and in `explain`, arrays of any kind are computed with.
HANDLED = ("callbacks", "monitor", "serving", "runs", "evaluation", "pictures", "training", "tuning")
NAMES = "samples?|images|real|fake|examples|source|generator|sample_source|sampler"
SAMPLES = re.compile(rf"(.*\.)?({NAMES})(\.samples?)?(\.shape)?")


def counted_dimensions(path, nodes):
    if package_of(path) in HANDLED:
        for node in nodes:
            counted = counted_by(node)
            if counted and SAMPLES.fullmatch(counted):
                yield f"{path}:{node.lineno} counts the dimensions of {counted}: ask its modality"


def counted_by(node):
    """The array or shape of which a node reads the number of dimensions: x.ndim, x.shape.rank, len(x.shape)."""
    if isinstance(node, ast.Attribute) and node.attr in ("ndim", "rank"):
        return ast.unparse(node.value)
    if called(node) in ("len", "np.ndim", "tf.rank"):
        counted = ast.unparse(node.args[0])
        return counted if called(node) != "len" or counted.endswith("shape") else None
    return None


def other_random_numbers(path, nodes):
    """Left to choose, TensorFlow takes another algorithm on other devices."""
    for node in nodes:
        if (called(node) or "").startswith("tf.random."):
            algorithms = [ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg == "alg"]
            if algorithms != ["'philox'"]:
                yield f"{path}:{node.lineno}: {ast.unparse(node)}"


RULES = (wrong_imports, questions_to_games, counted_dimensions, other_random_numbers)


@pytest.fixture(scope="module")
def breaches():
    """What breaks each rule in any file, each of which is parsed once."""
    found = {rule: [] for rule in RULES}
    for path in FILES:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for rule, places in found.items():
            places.extend(rule(path, nodes))
    return found


def test_a_package_imports_only_those_above_it(breaches):
    assert not breaches[wrong_imports]


def test_nobody_outside_asks_a_game_what_it_has_or_is(breaches):
    assert not breaches[questions_to_games]


def test_nobody_outside_counts_the_dimensions_of_a_sample(breaches):
    assert not breaches[counted_dimensions]


def test_random_numbers_come_from_one_algorithm_on_every_device(breaches):
    assert not breaches[other_random_numbers]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (wrong_imports, "from tfgan_zoo.cli import commands"),
        (wrong_imports, "def late():\n    import tfgan_zoo.cli.commands"),
        (wrong_imports, "import recipes.dcgan"),
        (wrong_imports, "from keras.src import backend"),
        (questions_to_games, "hasattr(self.game, 'generator')"),
        (questions_to_games, "issubclass(type(gan), object)"),
        (counted_dimensions, "len(examples.shape)"),
        (counted_dimensions, "real.sample.ndim"),
        (counted_dimensions, "tf.rank(fake)"),
        (other_random_numbers, "tf.random.stateless_uniform((2,), (0, 1))"),
        (other_random_numbers, "tf.random.stateless_uniform((2,), (0, 1), alg='auto_select')"),
    ],
)
def test_what_breaks_a_rule_is_found(rule, line):
    assert list(rule(PACKAGE / "callbacks" / "samples.py", list(ast.walk(ast.parse(line)))))


def modules_imported_by(path):
    """Paths of the package's modules that a file imports when it is itself imported."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] == "tfgan_zoo":
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                yield PACKAGE.parent.joinpath(*name.split(".")).with_suffix(".py")


def test_no_modules_import_each_other_in_a_circle():
    files = set(FILES)
    graph = {path: files.intersection(modules_imported_by(path)) - {path} for path in FILES}
    while free := {path for path, others in graph.items() if not others & graph.keys()}:
        graph = {path: others for path, others in graph.items() if path not in free}
    assert not graph, f"a circle among {sorted(str(path.relative_to(PACKAGE)) for path in graph)}"


def test_every_package_is_listed():
    packages = {package_of(path) for path in FILES}
    assert packages <= set(tfgan_zoo.PACKAGES)


def test_an_unknown_package_names_the_packages():
    with pytest.raises(AttributeError, match="models"):
        _ = tfgan_zoo.model
