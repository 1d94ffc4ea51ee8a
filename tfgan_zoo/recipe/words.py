"""Flags as command-line arguments."""

import shlex

from tfgan_zoo.recipe.flags import flags_of


def words_of(source, flags):
    """The arguments after `tfgan-zoo train RECIPE` for these flags: those with other values than the default.

    Args:
        source: `RecipeSource` of the recipe.
        flags: value by name.

    Returns:
        list of strings.

    Example:
        >>> from tfgan_zoo.recipe.flags import flags_of
        >>> source = recipe.source.find("dcgan")
        >>> words_of(source, {**flags_of(source, []), "width": 16})
        ['--width=16']
    """
    defaults = flags_of(source, [])
    changed = {name: value for name, value in flags.items() if name in defaults and value != defaults[name]}
    return [word_of(name, value) for name, value in changed.items()]


def word_of(name, value):
    """One flag with its value; the equals sign prevents a negative number from being parsed as a flag."""
    option = name.replace("_", "-")
    if isinstance(value, bool):
        return f"--{option}" if value else f"--no-{option}"
    return f"--{option}={value if isinstance(value, str) else repr(value)}"


def command_of(source, flags, out=None):
    """The command that trains with these flags, quoted for a shell; into the recipe's own folder if `out` is None."""
    words = [word for word in words_of(source, flags) if not word.startswith("--out=")]
    return shlex.join(["tfgan-zoo", "train", source.name, *words, *([f"--out={out}"] if out else [])])
