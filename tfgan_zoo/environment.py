"""The settings that Keras takes from outside, of which the zoo needs some as they are by default."""

import json
import os
import pathlib


def check_backend():
    """Refuse another backend of Keras than TensorFlow, before Keras is imported.

    Raises:
        ValueError: if KERAS_BACKEND, or Keras' own configuration file, names another.
    """
    variable = os.environ.get("KERAS_BACKEND")
    backend = variable or configured_backend()
    if backend != "tensorflow":
        place = "KERAS_BACKEND" if variable else f"the backend in {configuration_file()}"
        raise ValueError(
            f"tfgan_zoo needs Keras on TensorFlow, but {place} is {backend!r}: set KERAS_BACKEND=tensorflow."
        )


def configuration_file():
    """Path of Keras' own configuration."""
    home = os.environ.get("KERAS_HOME")
    return (pathlib.Path(home) if home else pathlib.Path.home() / ".keras") / "keras.json"


def configured_backend():
    """The backend that Keras' own configuration names; TensorFlow where there is none."""
    try:
        return json.loads(configuration_file().read_text(encoding="utf-8")).get("backend", "tensorflow")
    except (OSError, ValueError, AttributeError):
        return "tensorflow"


def check_keras():
    """Refuse settings of Keras under which networks are other than the zoo's.

    Raises:
        ValueError: if the backend is not TensorFlow, images are channels first, or numbers are not float32.
    """
    check_backend()
    import keras

    settings = {
        "keras.config.backend()": (keras.config.backend(), "tensorflow"),
        "keras.config.image_data_format()": (keras.config.image_data_format(), "channels_last"),
        "keras.config.floatx()": (keras.config.floatx(), "float32"),
    }
    for name, (received, expected) in settings.items():
        if received != expected:
            raise ValueError(
                f"{name} is {received!r}, and tfgan_zoo needs {expected!r}: change it before networks are built (for "
                "half precision set keras.mixed_precision.set_global_policy)."
            )
