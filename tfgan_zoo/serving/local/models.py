"""The models of a server: folders of versions, loaded when they appear."""

import pathlib

import tensorflow as tf
from google.protobuf import json_format

from tfgan_zoo.saving.versions import exported_version
from tfgan_zoo.serving.card import read_meta_graph
from tfgan_zoo.serving.opening import open_saved_model


class Version:
    """A loaded version.

    Args:
        folder: path of a SavedModel.

    Attributes:
        number: its number; 1 where its folder has none.
        signatures: name -> the specs of its inputs by name.
        outputs: name -> the names of its outputs.
        signature_defs: name -> the message by which TF Serving describes it.

    Raises:
        ValueError: if it cannot be read, or its graph has forbidden ops.
    """

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.number = int(self.folder.name) if self.folder.name.isdecimal() else 1
        self.model = open_saved_model(self.folder)
        self.signature_defs = dict(read_meta_graph(self.folder).signature_def)  # the folder may vanish
        self.signatures = {
            name: dict(function.structured_input_signature[1]) for name, function in self.model.signatures.items()
        }
        self.outputs = {name: list(function.structured_outputs) for name, function in self.model.signatures.items()}

    def call(self, signature, inputs):
        """The outputs of a signature by name, arrays, for arrays by name."""
        tensors = {name: tf.constant(inputs[name], spec.dtype) for name, spec in self.signatures[signature].items()}
        outputs = self.model.signatures[signature](**tensors)
        return {name: tensor.numpy() for name, tensor in outputs.items()}

    def metadata(self):
        """Its signatures by name, as a JSON value."""
        return {name: json_format.MessageToDict(signature) for name, signature in self.signature_defs.items()}


class Model:
    """A model of a server: the newest version of a folder, or one version for good.

    Args:
        name: its name in addresses.
        path: a folder of versions, or a version.

    Raises:
        FileNotFoundError: if there is no version.
    """

    def __init__(self, name, path):
        self.name, self.path = name, path
        self.version = Version(self.newest())

    def newest(self):
        """Folder of the newest version."""
        folder = exported_version(self.path)
        if folder is None:
            raise FileNotFoundError(f"there is no exported generator in {self.path}: give a folder of versions.")
        return folder

    def refresh(self):
        """Load the newest version, if it is not the one that answers. Requests under way keep theirs.

        Returns:
            whether it was another.
        """
        folder = self.newest()
        if folder == self.version.folder:
            return False
        self.version = Version(folder)
        return True
