"""Generative adversarial networks as Keras 3 models.

The rooms of the house, each importing only the ones above it::

    files, checks, replicas                                        what every room may need
    layers, networks, latents, losses, penalties, tricks, models   the games
    data, metrics, explain, diagnosis                              what goes in, what is measured, and why
    plots, callbacks, model_card, export, serving                  what a run shows and leaves behind
    recipe_source, recipe_flags, runs, tuning, cli                 from a recipe's constants to its run

Rooms are imported when they are first used, so that ``import tfgan_zoo`` (and ``tfgan-zoo --help``) answer at once.

Example:
    >>> import tfgan_zoo
    >>> digits = tfgan_zoo.data.load("digits")
    >>> generator = tfgan_zoo.networks.dcgan_generator(digits.shape, width=8)
"""

import importlib

__version__ = "0.1.0"

ROOMS = (
    "files",
    "checks",
    "replicas",
    "layers",
    "networks",
    "latents",
    "losses",
    "penalties",
    "tricks",
    "models",
    "data",
    "metrics",
    "explain",
    "diagnosis",
    "plots",
    "callbacks",
    "model_card",
    "export",
    "serving",
    "recipe_source",
    "recipe_flags",
    "runs",
    "tuning",
    "cli",
)


def __getattr__(name):
    if name in ROOMS:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; its rooms are {', '.join(ROOMS)}")


def __dir__():
    return sorted([*globals(), *ROOMS])
