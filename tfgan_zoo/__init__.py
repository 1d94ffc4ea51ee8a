"""Generative adversarial networks as Keras 3 models.

The packages, each importing only itself and those above it::

    quiet, lazy, checks, environment, saving, distribution, conditions,
    preferences, gym_environments
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
    "gym_environments",
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


def load(preset):
    """Load a trained generator or game by its name, its place on this machine, or its address.

    Nothing of the file is run as Python, and what comes with the project is compared with its size and SHA-256 first.

    Args:
        preset: one of

            - the name of a generator that comes with the project, such as "wgan_gp_digits" (`serving.shipped_names()`);
            - a folder of versions of an exported generator, or one of them;
            - a `.keras` file that `game.save` wrote, or the folder of a run, whose last checkpoint is taken;
            - "hf://user/repository", or "hf://user/repository@revision", with an exported generator or one `.keras`
              file (`pip install "tfgan-zoo[hub]"`).

    Returns:
        `serving.Generator` of an exported generator, which samples; `models.Game` of a run or a `.keras` file, which
        can be trained as well. Both have `sample(num_samples, seed, **given)`.

    Raises:
        FileNotFoundError: if nothing is there.
        ValueError: if no generator has this name (the nearest are named), or it is damaged or not safe to load.
        ImportError, OSError: if an address needs huggingface_hub, or cannot be downloaded.

    Example:
        >>> generator = tfgan_zoo.load("wgan_gp_digits")
        >>> generator.sample(16, seed=0).shape
        (16, 32, 32, 1)
    """
    check_backend()
    from tfgan_zoo.runs.presets import load as load_preset

    return load_preset(preset)


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
