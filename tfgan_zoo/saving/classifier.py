"""A classifier saved to a file, so that a whole table of results can use the same one."""

import json
import pathlib
import zipfile

import keras

from tfgan_zoo.saving.archive import DamagedFile, check_archive, damaged_file, short_message
from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.saving.config import check_entries
from tfgan_zoo.saving.weights import bounded_variables, check_weights


def write_classifier(classifier, path):
    """Write a classifier's file atomically."""
    with atomic_write(path) as temporary:
        classifier.save(temporary)


def read_classifier(path):
    """A classifier that was saved as `.keras`; no code in the file runs, as for `models.load`.

    Raises:
        FileNotFoundError: if there is no such file.
        models.DamagedFile: a ValueError; if it cannot be read, or holds more than layers and their weights.
    """
    path = pathlib.Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"there is no classifier {path}: give a .keras file.")
    check_archive(path)
    try:
        with zipfile.ZipFile(path) as archive:
            weights = archive.read("model.weights.h5")
            config = json.loads(archive.read("config.json"))
            check_entries({**config, "compile_config": None})  # what it was compiled with is not loaded
        check_weights(weights)
        with bounded_variables(len(weights)):
            classifier = keras.saving.load_model(path, compile=False, safe_mode=True)
        if not isinstance(classifier, keras.Model) or len(getattr(classifier, "inputs", None) or ()) != 1:
            raise ValueError("it is not a functional model with one input")
    except DamagedFile:
        raise
    except Exception as error:  # an inconsistent file can fail in many ways
        raise damaged_file(path, short_message(error)) from error
    return classifier
