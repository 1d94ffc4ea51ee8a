"""What the commands share."""

import importlib


def loaded(name):
    """A part of the package that works, and so needs TensorFlow."""
    import keras

    keras.config.disable_traceback_filtering()  # `raised_here` looks for the frame that raised
    return importlib.import_module(f"tfgan_zoo.{name}")
