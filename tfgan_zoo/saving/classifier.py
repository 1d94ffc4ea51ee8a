"""A classifier kept in a file, so that a whole table of figures is made with one."""

import json
import pathlib
import zipfile

import keras

from tfgan_zoo.saving.archive import DamagedFile, check_archive, damaged, in_short
from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.saving.config import check_entries
from tfgan_zoo.saving.weights import bounded_variables, check_weights


def write_classifier(classifier, path):
    """Write a classifier's file whole or not at all."""
    with atomic_write(path) as temporary:
        classifier.save(temporary)


def read_classifier(path):
    """A classifier that was saved as `.keras`; nothing of the file is run, as for `models.load`.

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
            raise ValueError("it is no functional model of one input")
    except DamagedFile:
        raise
    except Exception as error:  # what does not fit together shows itself in many ways
        raise damaged(path, in_short(error)) from error
    return classifier
