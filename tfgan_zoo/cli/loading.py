"""Lazy loading of the package for commands."""

import importlib

from tfgan_zoo.environment import check_backend
from tfgan_zoo.quiet import quiet_import


def loaded(name):
    """A part of the package that works, and so needs TensorFlow."""
    check_backend()
    with quiet_import():
        import keras

    keras.config.disable_traceback_filtering()  # `raised_here` looks for the frame that raised
    return importlib.import_module(f"tfgan_zoo.{name}")
