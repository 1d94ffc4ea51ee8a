"""The families of models: the packages of `tfgan_zoo.models`, read without importing them."""

import ast
import functools
import pathlib

MODELS = pathlib.Path(__file__).resolve().parents[1] / "models"
HOME = {"base": "objectives"}  # `GAN` itself is the game whose objective the others modify


def family_of(tree):
    """The family of the game that a recipe builds.

    Args:
        tree: the recipe's source, as `ast.parse` gives it.

    Returns:
        name of a package of `tfgan_zoo.models`; None if the recipe uses no game from there.

    Example:
        >>> import ast
        >>> family_of(ast.parse("def model(train): return models.WGANGP(...)"))
        'objectives'
    """
    families = family_by_name()
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "models")
    return next((families[node.attr] for node in used if node.attr in families), None)


@functools.cache
def family_by_name():
    """dict from each name of `tfgan_zoo.models` to its family."""
    places = {name: module.split(".")[2] for name, module in module_by_name().items()}
    return {name: HOME.get(place, place) for name, place in places.items()}


@functools.cache
def module_by_name():
    """dict from each name of `tfgan_zoo.models` to the module that defines it."""
    tree = ast.parse((MODELS / "__init__.py").read_text(encoding="utf-8"))
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {alias.asname or alias.name: node.module for node in imports for alias in node.names}


def description(family):
    """Description of a family: the first line of its package's docstring."""
    tree = ast.parse((MODELS / family / "__init__.py").read_text(encoding="utf-8"))
    return ast.get_docstring(tree).partition("\n")[0]
