"""The search space: some constants of a recipe, each with a range or with choices."""

import dataclasses
import difflib
import math

from tfgan_zoo.checks import range_of
from tfgan_zoo.recipe.flags import literal

TRUTH = {"true": True, "false": False}
FORMS = "CONSTANT=LOW:HIGH, CONSTANT=LOW:HIGH:log (append :N for N values of a grid) or CONSTANT=a,b,c"


@dataclasses.dataclass(frozen=True)
class Range:
    """All numbers between two, both included; integers if both are of type int.

    Args:
        low: the smallest.
        high: the largest.
        log: whether the scale is logarithmic.
        count: number of evenly spaced values of a grid; None uses all integers.
    """

    low: float
    high: float
    log: bool = False
    count: int | None = None

    def suggest(self, trial, name):
        """A value of an Optuna trial."""
        suggest = trial.suggest_int if self.whole else trial.suggest_float
        return suggest(name, self.low, self.high, log=self.log)

    @property
    def whole(self):
        """Whether its numbers are integers."""
        return isinstance(self.low, int)

    @property
    def values(self):
        """The values of a grid.

        Raises:
            ValueError: if there are infinitely many.
        """
        if self.count is None and (not self.whole or self.log):
            raise ValueError(f"a grid needs a number of values for {self}: {self}:5 tries five.")
        if self.count is None:
            return list(range(self.low, self.high + 1))
        low, high = (math.log(self.low), math.log(self.high)) if self.log else (self.low, self.high)
        inner = [low + (high - low) * place / (self.count - 1) for place in range(1, self.count - 1)]
        values = [self.low, *(math.exp(value) if self.log else value for value in inner), self.high]
        return sorted({round(value) for value in values}) if self.whole else values

    def __str__(self):
        count = [] if self.count is None else [str(self.count)]
        return ":".join([repr(self.low), repr(self.high), *["log"] * self.log, *count])


@dataclasses.dataclass(frozen=True)
class Choices:
    """Some values, without an order.

    Args:
        values: values of one constant; each None, a bool, a number or a string.
    """

    values: tuple
    log = False

    def suggest(self, trial, name):
        """A value of an Optuna trial."""
        return trial.suggest_categorical(name, self.values)

    def __str__(self):
        return ",".join(map(str, self.values))


def read_space(words, source):
    """The search space that the flags `--search` describe.

    Args:
        words: strings of the flags, such as "learning_rate=1e-4:1e-2:log" or "width=16,32,64".
        source: `RecipeSource` of the recipe.

    Returns:
        dict from the name of a flag to its `Range` or `Choices`.

    Raises:
        ValueError: if a constant is unknown, named twice or no matter of the model, a range is empty or reversed, or a
            value is not of the constant's type, or out of the range that its flag has.

    Example:
        >>> space = read_space(["beta_1=0:0.9"], recipe.source.find("dcgan"))
        >>> {name: str(domain) for name, domain in space.items()}
        {'beta_1': '0.0:0.9'}
    """
    if not words:
        raise ValueError(f"there is nothing to search: use --search {FORMS}, once for each constant.")
    defaults = searchable(source)
    space = {}
    for word in words:
        given, equals, text = word.partition("=")
        if not equals or not text:
            raise ValueError(f"--search {word!r} does not have the form {FORMS}.")
        name = known(given, defaults, source)
        if name in space:
            raise ValueError(f"--search has {name} twice: put all of its values into one.")
        space[name] = domain(text, defaults[name], name)
        check_allowed(space[name], defaults[name], name, source.path.stem)
    return space


def searchable(source):
    """Name -> default of the searchable constants: those of the game, but neither of its data nor of its metrics."""
    others = {*source.keywords["dataset"], *source.keywords["evaluation_metrics"]}
    found = {flag.name: flag.default for flag in source.flags if flag.name in source.keywords["model"]}
    found = {name: default for name, default in found.items() if name not in others}
    return {**found, "batch_size": source.constants["BATCH_SIZE"]}


def known(given, defaults, source):
    """The name of a constant, in any spelling of the flag."""
    name = given.strip().lstrip("-").lower().replace("-", "_")
    if name in defaults:
        return name
    if name in {*(flag.name for flag in source.flags), "dataset", "steps", "epochs", "seed"}:
        raise ValueError(
            f"{given} cannot be searched: results of other data, other metrics, other seeds or a longer training are "
            f"not comparable. Searchable are {', '.join(defaults)}."
        )
    close = difflib.get_close_matches(name, defaults, n=3, cutoff=0.5)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    raise ValueError(f"{source.name} has no constant {given!r}.{meant} Searchable are {', '.join(defaults)}.")


def domain(text, default, name):
    """The range or the choices in the text after the equals sign."""
    if ":" in text and not isinstance(default, str):
        return read_range(text, default, name)
    values = tuple(value_of(part.strip(), default, name) for part in text.split(","))
    if len(values) < 2 or len(set(map(repr, values))) < len(values):
        raise ValueError(f"--search {name}={text} needs two or more different values: LOW:HIGH, or a,b,c.")
    return Choices(values)


def read_range(text, default, name):
    """The range in LOW:HIGH[:log][:N]."""
    low, high, *rest = text.split(":")
    log = rest[:1] == ["log"]
    count = rest[log:]
    if isinstance(default, bool) or len(count) > 1 or (count and not (count[0].isdecimal() and int(count[0]) > 1)):
        raise ValueError(f"--search {name}={text} is not a range of {name}, whose default is {default}: use {FORMS}.")
    low, high = (value_of(bound, default, name) for bound in (low, high))
    if not all(isinstance(bound, (int, float)) and not isinstance(bound, bool) for bound in (low, high)):
        raise ValueError(f"--search {name}={text}: {low} and {high} must be numbers.")
    if not (isinstance(low, int) and isinstance(high, int)):
        low, high = float(low), float(high)
    if not low < high:
        raise ValueError(f"--search {name}={text} is empty: the smaller number comes first, as in LOW:HIGH.")
    if log and low <= 0:
        raise ValueError(f"--search {name}={text}: a log range must start above 0.")
    return Range(low, high, log, int(count[0]) if count else None)


def check_allowed(domain, default, name, owner):
    """Refuse values out of the range that the constant's name has; a range may end where that one does."""
    allowed = range_of(name, default, owner)
    if allowed is None:
        return
    ends = (allowed.low, allowed.high) if isinstance(domain, Range) else ()
    values = (domain.low, domain.high) if isinstance(domain, Range) else domain.values
    for value in values:
        if value is not None and value not in allowed and value not in ends:
            raise ValueError(f"--search {name}: {value} is not {allowed.expected(value)}, as {name} has to be.")


def value_of(text, default, name):
    """A value of the type that the constant has."""
    if isinstance(default, bool):
        value = TRUTH.get(text.lower())
    elif isinstance(default, (int, float, str)):
        value = converted(text, type(default))
    else:
        value = literal(text)
        if not isinstance(value, (int, float, str, type(None))):
            raise ValueError(f"--search {name}: {text} is {type(value).__name__}; expected a number, a string or None.")
        return value
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        kind = {bool: "true or false", int: "an integer", float: "a finite number"}[type(default)]
        raise ValueError(f"--search {name}: {text!r} is not {kind}, as {name} is (default: {default}).")
    return value


def converted(text, kind):
    """Text converted to a type; None if it cannot be."""
    try:
        return kind(text)
    except ValueError:
        return None
