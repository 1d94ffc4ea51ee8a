"""What the commands share."""

import importlib

from tfgan_zoo.saving.checkpoints import CHECKPOINTS, LAST


def loaded(name):
    """A part of the package that works, and so needs TensorFlow."""
    import keras

    keras.config.disable_traceback_filtering()  # `raised_here` looks for the frame that raised
    return importlib.import_module(f"tfgan_zoo.{name}")


def add_checkpoint(parser):
    """The flag that chooses a run's checkpoint."""
    parser.add_argument("--checkpoint", choices=CHECKPOINTS, default=LAST, help=f"which one (default: {LAST})")
