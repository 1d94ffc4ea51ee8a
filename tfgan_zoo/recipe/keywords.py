"""The keywords of a recipe's functions, read from its source; each is a flag.

A recipe need not define `dataset` and `evaluation_metrics`; this module lists the keywords of their defaults in
`runs.defaults`.
"""

import ast
import dataclasses

GIVEN = ("name", "split", "data_dir", "seed")  # keywords that the run fills in itself
HELPS = {  # where no comment says it
    "inception": "file of the Inception's weights, to measure FID as well",
    "lpips": "file of SqueezeNet's weights, to measure how different pictures look (LPIPS) as well",
    "classifier": ".keras file of a classifier to measure with; without it one is trained on the data",
}


@dataclasses.dataclass(frozen=True)
class Flag:
    """One keyword of a recipe: its name, its default and its help, if there is one."""

    name: str
    default: object
    help: str = ""


def keywords_of(function, constants, helps, path):
    """The keywords of a function that have a default, as flags.

    Args:
        function: `ast.FunctionDef`.
        constants: dict from the name of each constant of the recipe to its value.
        helps: dict from the name of each constant to the comment after it.
        path: the recipe's file, for messages.

    Returns:
        list of `Flag`.

    Raises:
        ValueError: if a default is neither a literal nor a constant.
    """
    flags = []
    for name, default in defaults(function):
        if name in GIVEN:
            continue
        if isinstance(default, ast.Name) and default.id in constants:
            flags.append(Flag(name, constants[default.id], helps[default.id]))
            continue
        try:
            flags.append(Flag(name, ast.literal_eval(default), HELPS.get(name, "")))
        except ValueError as error:
            raise ValueError(
                f"{path}, line {default.lineno}: the default of {function.name}'s {name!r} must be a literal, "
                f"or the name of a constant that is one, not {ast.unparse(default)!r}."
            ) from error
    return flags


def defaults(function):
    """(name, source of the default) of each argument that has one."""
    arguments = function.args
    positional = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    pairs = [*zip(positional, arguments.defaults, strict=True)]
    pairs += [pair for pair in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if pair[1] is not None]
    return [(argument.arg, default) for argument, default in pairs]


def default_keywords(function, constants, helps):
    """The keywords of the default for a function that a recipe does not define.

    Args:
        function: "dataset" or "evaluation_metrics".
        constants, helps: as for `keywords_of`; a recipe on images has the constant IMAGE_SIZE.

    Returns:
        list of `Flag`.
    """
    if "IMAGE_SIZE" not in constants:
        return []
    image_size = Flag("image_size", constants["IMAGE_SIZE"], helps["IMAGE_SIZE"])
    files = [Flag(name, None, HELPS[name]) for name in ("inception", "classifier")]
    return {"dataset": [image_size], "evaluation_metrics": files}[function]
