"""Generative adversarial networks as Keras 3 models.

The packages, each importing only itself and those above it::

    quiet, lazy, checks, environment, saving, distribution, conditions
                                                              what every package may need
    plots, modalities                                         pictures; what a sample is
    layers, networks, latents, losses, penalties, schedules,
    tricks                                                    what games are made of
    models                                                    the games
    data, metrics, explain, monitor                           what goes in, what is measured, and why
    callbacks, serving                                        what a training shows and leaves behind
    recipe, runs, evaluation, pictures, training, tuning, cli from a recipe's constants to its run

Packages are imported when something of them is first used, and so is Keras where it is taken from here
(``from tfgan_zoo import keras``), so that ``tfgan-zoo --help`` and ``python recipes/dcgan.py --help`` answer at once.

Example:
    >>> import tfgan_zoo
    >>> digits = tfgan_zoo.data.load("digits")
    >>> generator = tfgan_zoo.networks.dcgan_generator(digits.shape, width=8)
"""

import sys

from tfgan_zoo.environment import check_backend
from tfgan_zoo.lazy import LazyModule

__version__ = "0.1.0"

PACKAGES = (
    "quiet",
    "lazy",
    "checks",
    "environment",
    "dataset_names",
    "saving",
    "distribution",
    "conditions",
    "preferences",
    "plots",
    "modalities",
    "layers",
    "networks",
    "latents",
    "losses",
    "penalties",
    "schedules",
    "tricks",
    "models",
    "data",
    "metrics",
    "explain",
    "monitor",
    "callbacks",
    "serving",
    "recipe",
    "runs",
    "evaluation",
    "pictures",
    "training",
    "tuning",
    "cli",
)
OF_KERAS = ("keras", "layers", "networks", "losses", "models", "data", "metrics", "callbacks")

TYPE_CHECKING = False
if TYPE_CHECKING:  # what editors and type checkers read in place of `__getattr__`
    import keras as keras


def __getattr__(name):
    if name in PACKAGES or name == "keras":
        module = name if name == "keras" else f"{__name__}.{name}"
        return sys.modules.get(module) or LazyModule(module, check_backend if name in OF_KERAS else None)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; its packages are {', '.join(PACKAGES)}")


def __dir__():
    return sorted([*globals(), *PACKAGES, "keras"])
