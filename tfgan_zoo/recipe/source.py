"""A recipe's flags, read from its source without running it: `--help` then needs no TensorFlow.

The constants of a recipe are literals, the comment behind one is its help, and the defaults of `dataset` and `model`
are names of constants, or literals.
"""

import ast
import dataclasses
import difflib
import importlib.util
import io
import pathlib
import sys
import tokenize

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "recipes"
REQUIRED = ("DATASET", "STEPS", "BATCH_SIZE", "PAPER")
FUNCTIONS = ("dataset", "model", "evaluation_metrics")
GIVEN = ("name", "split", "data_dir", "seed")  # keywords that the run fills in itself
COMMON = (
    "out",
    "dataset",
    "data_dir",
    "skip_bad",
    "jit_compile",
    "steps_per_execution",
    "on_nan",
    "steps",
    "batch_size",
    "seed",
    "precision",
    "strategy",
    "synchronized_batch_norm",
    "paper",
    "epochs",
    "evaluate_every",
    "patience",
)


@dataclasses.dataclass(frozen=True)
class Flag:
    """One keyword of a recipe: its name, its default and, where there is one, its help."""

    name: str
    default: object
    help: str = ""


@dataclasses.dataclass(frozen=True)
class RecipeSource:
    """What a recipe's source says.

    Args:
        name: name of a recipe of the zoo, or the path of another one.
        path: the source file.
        summary: first line of its docstring.
        description: the rest of it.
        constants: value of each constant.
        helps: the comment behind each.
        keywords: function -> keywords that have a default.
        flags: the recipe's own flags, beside the common ones.
    """

    name: str
    path: pathlib.Path
    summary: str
    description: str
    constants: dict
    helps: dict
    keywords: dict
    flags: tuple[Flag, ...]

    @property
    def title(self):
        """The paper's name for it."""
        return self.summary.partition(":")[0]

    def arguments(self, function, flags):
        """The values among `flags` that a function of the recipe takes as keywords."""
        return {name: flags[name] for name in self.keywords[function]}

    def load(self):
        """Import the recipe.

        Returns:
            the module.
        """
        stem = self.path.stem
        name = f"recipes.{stem}" if self.path.parent == FOLDER else f"recipe_{stem}"
        specification = importlib.util.spec_from_file_location(name, self.path)
        module = importlib.util.module_from_spec(specification)
        sys.modules[name] = module  # saved models look their functions up by module
        specification.loader.exec_module(module)
        return module


def names():
    """Names of the zoo's recipes."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def find(name):
    """A recipe's source by the name of a recipe of the zoo, or by path.

    Args:
        name: such as "dcgan", or "my/own_recipe.py".

    Returns:
        `RecipeSource`.

    Raises:
        ValueError: if there is no such recipe, or its source does not have a recipe's shape.

    Example:
        >>> find("dcgan").constants["DATASET"]
        'digits'
    """
    if name in names():
        return read(FOLDER / f"{name}.py")
    if str(name).endswith(".py"):
        return read(name)
    close = difflib.get_close_matches(name, names(), n=3, cutoff=0.5)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    raise ValueError(
        f"there is no recipe {name!r}.{meant} The recipes are {', '.join(names())}; "
        "one of your own is given by its path, such as my/recipe.py."
    )


def read(path):
    """Read a recipe's source.

    Args:
        path: a Python file.

    Returns:
        `RecipeSource`.

    Raises:
        ValueError: if there is no such file, or it does not have a recipe's shape.
    """
    path = pathlib.Path(path).resolve()
    if not path.is_file():
        raise ValueError(f"there is no recipe at {path}: give the path of a Python file.")
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise ValueError(f"{path}, line {error.lineno}: {error.msg}.") from error
    constants, helps = literal_constants(tree, comments(text))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    check_shape(path, constants, functions)
    keywords = {name: defaults(functions[name], constants, helps, path) for name in FUNCTIONS}
    summary, _, description = (ast.get_docstring(tree) or path.stem).partition("\n")
    flags = own_flags(path, keywords)
    check_paper(path, constants["PAPER"], flags)
    return RecipeSource(
        name=path.stem if path.parent == FOLDER else str(path),
        path=path,
        summary=summary,
        description=description.strip(),
        constants=constants,
        helps=helps,
        keywords={name: tuple(flag.name for flag in found) for name, found in keywords.items()},
        flags=flags,
    )


def comments(text):
    """Line number -> the comment at its end."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def literal_constants(tree, comments):
    """The values of the module's literal constants, and the comments behind them."""
    values, helps = {}, {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            try:
                values[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
            helps[node.targets[0].id] = comments.get(node.end_lineno, "")
    return values, helps


def defaults(function, constants, helps, path):
    """The keywords of a function that have a default, as flags."""
    arguments = function.args
    positional = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    pairs = [*zip(positional, arguments.defaults, strict=True)]
    pairs += [pair for pair in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if pair[1] is not None]
    flags = []
    for argument, default in pairs:
        if argument.arg in GIVEN:
            continue
        if isinstance(default, ast.Name) and default.id in constants:
            flags.append(Flag(argument.arg, constants[default.id], helps[default.id]))
            continue
        try:
            flags.append(Flag(argument.arg, ast.literal_eval(default)))
        except ValueError as error:
            raise ValueError(
                f"{path}, line {default.lineno}: the default of {function.name}'s {argument.arg!r} must be a literal, "
                f"or the name of a constant that is one, not {ast.unparse(default)!r}."
            ) from error
    return flags


def own_flags(path, keywords):
    """One flag for each keyword of the recipe's functions that is no common flag."""
    flags = {}
    for flag in (flag for found in keywords.values() for flag in found if flag.name not in COMMON):
        known = flags.setdefault(flag.name, flag)
        if known.default != flag.default:
            raise ValueError(
                f"{path}: {flag.name!r} has two defaults, {known.default!r} in dataset and {flag.default!r} in model: "
                "use one constant for both."
            )
    return tuple(flags.values())


def check_shape(path, constants, functions):
    """Refuse a source without a recipe's constants and functions."""
    missing = [name for name in REQUIRED if name not in constants]
    missing += [f"{name}()" for name in FUNCTIONS if name not in functions]
    if missing:
        raise ValueError(
            f"{path} is no recipe, for it lacks {', '.join(missing)}: constants are literals at the top of the file; "
            f"{FOLDER / 'dcgan.py'} shows the shape."
        )


def check_paper(path, paper, flags):
    """Refuse values of the paper that belong to no flag."""
    known = [*COMMON, *(flag.name for flag in flags)]
    if unknown := [name for name in paper if name not in known]:
        raise ValueError(f"{path}: PAPER names {', '.join(unknown)}, but the flags are {', '.join(known)}.")
