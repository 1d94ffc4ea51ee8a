"""A recipe's flags, read from its source without running it, so that `--help` needs no TensorFlow.

The constants of a recipe are literals, the comment after one is its help, and the defaults of its functions are names
of constants, or literals.
"""

import ast
import dataclasses
import difflib
import importlib.util
import io
import pathlib
import sys
import tokenize
import zlib

from tfgan_zoo.recipe import families
from tfgan_zoo.recipe.flags import common_names
from tfgan_zoo.recipe.keywords import Flag, default_keywords, keywords_of

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
FOLDER = next(  # in an installed package, or next to it in a checkout
    (folder for folder in (PACKAGE / "recipes", PACKAGE.parent / "recipes") if folder.is_dir()), PACKAGE / "recipes"
)
REQUIRED = ("DATASET", "STEPS", "BATCH_SIZE", "PAPER")
FUNCTIONS = ("dataset", "model", "evaluation_metrics")  # only `model` is required


@dataclasses.dataclass(frozen=True)
class RecipeSource:
    """A recipe, read from its source.

    Args:
        name: name of a recipe of the zoo, or the path of another one.
        path: the source file.
        summary: first line of its docstring.
        description: the rest of it.
        constants: value of each constant.
        helps: the comment after each.
        keywords: function -> keywords that have a default.
        flags: the recipe's own flags, beside the common ones.
        family: package of `tfgan_zoo.models` that its game is from; None for a game of one's own.
        checksum: of the source, by which a recipe that has changed is known.
    """

    name: str
    path: pathlib.Path
    summary: str
    description: str
    constants: dict
    helps: dict
    keywords: dict
    flags: tuple[Flag, ...]
    family: str | None
    checksum: str

    @property
    def title(self):
        """The paper's name for the model."""
        return self.summary.partition(":")[0]

    def arguments(self, function, flags):
        """The subset of `flags` that are keywords of a function of the recipe."""
        return {name: flags[name] for name in self.keywords[function]}

    def load(self):
        """The recipe as a module: the running script, if that is this recipe; otherwise a new import.

        Returns:
            the module.
        """
        stem = self.path.stem
        name = f"recipes.{stem}" if self.path.parent == FOLDER else f"recipe_{stem}"
        script = sys.modules["__main__"]
        if pathlib.Path(getattr(script, "__file__", None) or "").resolve() == self.path:
            sys.modules[name] = script
            return script
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
        ValueError: if there is no such recipe, or its source does not have a recipe's structure.

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
        "use the path of your own recipe, such as my/recipe.py."
    )


def read(path):
    """Read a recipe's source.

    Args:
        path: a Python file.

    Returns:
        `RecipeSource`.

    Raises:
        ValueError: if there is no such file, or it does not have a recipe's structure.
    """
    path = pathlib.Path(path).resolve()
    if not path.is_file():
        raise ValueError(f"there is no recipe at {path}: use the path of a Python file.")
    text = path.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        raise ValueError(f"{path}, line {error.lineno}: {error.msg}.") from error
    constants, helps = literal_constants(tree, comments(text))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    check_shape(path, constants, functions)
    keywords = {
        name: keywords_of(functions[name], constants, helps, path)
        if name in functions
        else default_keywords(name, constants, helps)
        for name in FUNCTIONS
    }
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
        family=families.family_of(tree),
        checksum=f"{zlib.crc32(text.encode()):08x}",
    )


def comments(text):
    """Line number -> the comment at its end."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def literal_constants(tree, comments):
    """The values of the module's literal constants, and the comments after them."""
    values, helps = {}, {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
            try:
                values[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
            helps[node.targets[0].id] = comments.get(node.end_lineno, "")
    return values, helps


def own_flags(path, keywords):
    """One flag for each keyword of the recipe's functions that is not a common flag."""
    flags = {}
    for flag in (flag for found in keywords.values() for flag in found if flag.name not in common_names()):
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
    missing += ["model()"] if "model" not in functions else []
    if missing:
        raise ValueError(
            f"{path} is not a recipe, because it lacks {', '.join(missing)}: constants are literals at the top of the "
            f"file; see {FOLDER / 'dcgan.py'} for an example."
        )


def check_paper(path, paper, flags):
    """Refuse values of the paper for which there is no flag."""
    known = [*common_names(), *(flag.name for flag in flags)]
    if unknown := [name for name in paper if name not in known]:
        raise ValueError(f"{path}: PAPER names {', '.join(unknown)}, but the flags are {', '.join(known)}.")
