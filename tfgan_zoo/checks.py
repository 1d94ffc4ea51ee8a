"""The ranges of numbers: one table by name, for flags, constructors and optimizers. It needs no TensorFlow."""

import dataclasses
import functools
import inspect
import math
import numbers

LARGEST_INTEGER = 2**31 - 1
INCEPTION_FEATURES = (768, 2048)  # of FID's network, after one of its layers or another; FID itself is of the last
LARGEST_FLOAT = 3.4028234663852886e38  # of float32


@dataclasses.dataclass(frozen=True)
class Range:
    """The numbers that a flag or an argument may have; NaN and infinities are in no range.

    Args:
        low: the least.
        high: the greatest; None for the greatest that float32, or a signed integer of 32 bits, can hold.
        is_integer: whether only integers are in it, NumPy's included.
        has_low, has_high: whether the ends are in it themselves.

    Example:
        >>> 1.0 in Range(0, 1, has_high=False)
        False
    """

    low: float | None = None
    high: float | None = None
    is_integer: bool = False
    has_low: bool = True
    has_high: bool = True

    @property
    def limit(self):
        """The greatest number that can be in it."""
        return (LARGEST_INTEGER if self.is_integer else LARGEST_FLOAT) if self.high is None else self.high

    def __contains__(self, value):
        kind = numbers.Integral if self.is_integer else numbers.Real
        if not isinstance(value, kind) or isinstance(value, bool):
            return False
        low = -self.limit if self.low is None else self.low
        if value == low or value == self.limit:
            return self.has_low if value == low else self.has_high
        return bool(low < value < self.limit)

    def expected(self, value):
        """What is expected in place of a value that is not in it, in words."""
        kind = "an integer" if self.is_integer else "a number"
        if self.high is None and isinstance(value, numbers.Real) and self.limit < value < math.inf:
            return f"{kind} of at most {self.limit:g}" if not self.is_integer else f"{kind} of at most {self.limit}"
        if self.low is None:
            return "an integer" if self.is_integer else "a finite number"
        if self.high is None:
            return f"{kind} of at least {self.low}" if self.has_low else f"{kind} above {self.low}"
        if self.is_integer:
            return f"{kind} from {self.low} to {self.high}"
        return f"{kind} in {'[' if self.has_low else '('}{self.low}, {self.high}{']' if self.has_high else ')'}"


INTEGER, NUMBER = Range(is_integer=True), Range()
COUNT, NOT_NEGATIVE_INTEGER = Range(1, is_integer=True), Range(0, is_integer=True)
SEED = Range(0, LARGEST_INTEGER, is_integer=True)
POSITIVE, NOT_NEGATIVE = Range(0, has_low=False), Range(0)
FRACTION = Range(0, 1, has_high=False)  # of what a moving average keeps, or dropout drops
PROBABILITY = Range(0, 1, has_low=False, has_high=False)
SHARE = Range(0, 1)

# By the name of a flag or an argument, or the last words of it: `ema_momentum` has the range of `momentum`.
RANGES = {
    "seed": SEED,
    "learning_rate": POSITIVE,
    "momentum": FRACTION,
    "beta_1": FRACTION,
    "beta_2": FRACTION,
    "rho": FRACTION,
    "decay": FRACTION,
    "weight_decay": NOT_NEGATIVE,
    "epsilon": NOT_NEGATIVE,
    "dropout": FRACTION,
    "dropout_rate": FRACTION,
    "balance_rate": POSITIVE,
    "share": POSITIVE,
    "hint_share": SHARE,
    "initial_share": SHARE,
    "missing_share": FRACTION,
    "weight": NOT_NEGATIVE,
    "mismatch_weight": FRACTION,
    "gamma": NOT_NEGATIVE,
    "began_gamma": PROBABILITY,
    "scale": NOT_NEGATIVE,
    "stddev": NOT_NEGATIVE,
    "margin": POSITIVE,
    "temperature": POSITIVE,
    "clip_limit": POSITIVE,
    "clip_norm": POSITIVE,
    "clipnorm": POSITIVE,
    "clipvalue": POSITIVE,
    "jitter": NOT_NEGATIVE_INTEGER,
    "shift": NOT_NEGATIVE_INTEGER,
    "label": NOT_NEGATIVE_INTEGER,
    "start_token": NOT_NEGATIVE_INTEGER,
    "num_continuous": NOT_NEGATIVE_INTEGER,
    "skip_bad": NOT_NEGATIVE_INTEGER,
    **dict.fromkeys(("width", "depth", "length", "rate", "size", "steps", "epochs", "count", "horizon"), COUNT),
    **dict.fromkeys(("evaluate_every", "patience", "batches_per_round", "features", "pieces", "channels"), COUNT),
}


def range_of(name, default=None, owner=""):
    """The range of the numbers that something of this name can be.

    Args:
        name: of a flag or an argument.
        owner: the recipe whose flag it is, for a name that has another range there: "began", whose `gamma` is a share.
        default: its default, which is always in the range, whatever the name says; a number without a known name can
            be any of the default's type.

    Returns:
        `Range`; None where neither name nor default says that it is a number.

    Example:
        >>> range_of("critic_steps").expected(0)
        'an integer of at least 1'
    """
    words = f"{owner}_{name}".split("_") if owner else name.split("_")
    endings = ("_".join(words[first:]) for first in range(len(words)))
    named = next((RANGES[ending] for ending in endings if ending in RANGES), COUNT if name.startswith("num_") else None)
    if not isinstance(default, numbers.Real) or isinstance(default, bool):
        return None if isinstance(default, (bool, str)) else named
    fitting = (named, NOT_NEGATIVE_INTEGER if named is COUNT else None, INTEGER)
    return next((known for known in fitting if known is not None and default in known), NUMBER)


def check_range(owner, allowed, **values):
    """Refuse numbers out of a range.

    Args:
        owner: the object, or the name of the function, whose arguments they are.
        allowed: `Range`.
        **values: the numbers, by name.

    Raises:
        ValueError: if one of them is not in the range.
    """
    for name, value in values.items():
        if value not in allowed:
            takes = owner if isinstance(owner, str) else type(owner).__name__
            raise ValueError(f"{takes} takes {name} as {allowed.expected(value)}, not {value!r}.")


def check_numbers(owner, **values):
    """Refuse numbers out of the range that their names have in `RANGES`; None, where nothing is chosen, is allowed.

    Raises:
        ValueError: if one of them is.
    """
    for name, value in values.items():
        if value is not None and (allowed := range_of(name)):
            check_range(owner, allowed, **{name: value})


def checked_arguments(function):
    """A function that refuses numbers out of the range of their argument's name (`range_of`) before it does anything.

    An `image_shape` or another `shape` must be integers, in the place of which may be None.

    Example:
        >>> @checked_arguments
        ... def square(width=4):
        ...     return width * width
    """
    signature = inspect.signature(function)
    ranges = {name: range_of(name, parameter.default) for name, parameter in signature.parameters.items()}

    @functools.wraps(function)
    def checked(*args, **kwargs):
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            if value is signature.parameters[name].default:
                continue
            if name.endswith("shape"):
                check_shape(function.__name__, name, value)
            if ranges[name] is not None:
                check_range(function.__name__, ranges[name], **{name: value})
        return function(*args, **kwargs)

    return checked


def check_shape(owner, name, shape):
    """Refuse what is no shape, such as the examples that have it.

    Raises:
        ValueError: if it is no sequence, or holds something else than integers of at least 1 and None.
    """
    sequence = hasattr(shape, "__len__") and hasattr(shape, "__getitem__") and not isinstance(shape, str)
    if not sequence or any(size is not None and size not in COUNT for size in shape):
        raise ValueError(
            f"{owner} takes {name} as integers, such as (28, 28, 1), not {str(shape)[:80]}: of examples take `.shape`."
        )


def check_at_least_one(owner, **counts):
    """Refuse a count that is not an integer of at least 1."""
    check_range(owner, COUNT, **counts)


def check_positive(owner, **values):
    """Refuse a number that is not above 0, or not finite."""
    check_range(owner, POSITIVE, **values)


def check_not_negative(owner, **values):
    """Refuse a number that is below 0, or not finite."""
    check_range(owner, NOT_NEGATIVE, **values)
