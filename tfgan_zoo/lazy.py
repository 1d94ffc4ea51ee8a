"""Modules and names that are imported when they are first used, so that what needs no TensorFlow answers at once."""

import importlib
import sys
import types

from tfgan_zoo.quiet import quiet_import


class LazyModule(types.ModuleType):
    """Stands for a module, and imports it when something of it is first used.

    Args:
        name: full name of the module.
        before: function to call before it is imported, which may refuse; None for none.

    Example:
        >>> fractions = LazyModule("fractions")  # nothing is imported yet
        >>> fractions.Fraction("0.5")
        Fraction(1, 2)
    """

    def __init__(self, name, before=None):
        super().__init__(name)
        super().__setattr__("_before", before)

    def __getattribute__(self, name):
        own = super().__getattribute__
        if own("_before") is not None:
            own("_before")()
        return getattr(imported(own("__name__")), name)

    def __setattr__(self, name, value):
        setattr(imported(self.__name__), name, value)

    def __delattr__(self, name):
        delattr(imported(self.__name__), name)


def lazy_names(package, places):
    """The `__getattr__` of a package whose public names are imported when they are first used.

    Args:
        package: name of the package.
        places: dict from each public name to the module of the package that defines it.

    Returns:
        function from a name to what it names.

    Example:
        >>> __getattr__ = lazy_names(__name__, {"check": "record_check"})  # in the package's __init__.py
    """

    def __getattr__(name):
        if name in places:
            return getattr(imported(f"{package}.{places[name]}"), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}; it has {', '.join(places)}")

    return __getattr__


def imported(name):
    """The module of a name. What it imports may import TensorFlow, which then says nothing idle."""
    if name in sys.modules:
        return importlib.import_module(name)
    with quiet_import():
        return importlib.import_module(name)
