"""An exported generator, used from Python without its game."""

import pathlib

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import LABELS
from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.models.base.labels import checked_labels
from tfgan_zoo.models.base.sampling import check_given
from tfgan_zoo.serving.card import read_modality, read_num_classes
from tfgan_zoo.serving.opening import SIGNATURE, open_saved_model

BATCH_SIZE = 64
CARD = "README.md"


class Generator:
    """An exported generator: samples from seeds and whatever it must be given, and its other signatures.

    The folder is data to TensorFlow and nothing to Python: no class or file of the training is imported, and a graph
    with ops that touch files or run Python is refused.

    Args:
        version: path of a SavedModel's version.

    Attributes:
        path: that path.
        card: text of its model card; empty without one.
        modality: what it makes, an object of `tfgan_zoo.modalities`.
        shape: of one sample.
        given_inputs: names of what it must be given.
        num_classes: number of classes, if labels are all that it must be given.
        signatures: names of its signatures.

    Raises:
        ValueError: if its graph has forbidden ops, it cannot be read, or it has several outputs.

    Example:
        >>> generator = tfgan_zoo.load("wgan_gp_digits")
        >>> generator.sample(4, seed=0).shape
        (4, 32, 32, 1)
    """

    def __init__(self, version):
        self.path = pathlib.Path(version)
        self.model = open_saved_model(self.path)  # the signatures need it to stay alive
        self.signatures = tuple(self.model.signatures)
        self.draws = "sample" in self.signatures
        self.signature = self.model.signatures["sample" if self.draws else SIGNATURE]
        self.input_specs = dict(self.signature.structured_input_signature[1])
        self.given_inputs = tuple(sorted(name for name in self.input_specs if not (self.draws and name == "seed")))
        outputs = self.signature.structured_outputs
        if len(outputs) != 1:
            raise ValueError(
                f"{self.path} makes {', '.join(sorted(outputs))}; expected one output: call it by TensorFlow."
            )
        (self.shape,) = (tuple(output.shape[1:]) for output in outputs.values())
        self.modality = read_modality(self.path, self.shape)
        self.num_classes = read_num_classes(self.path) if self.given_inputs == (LABELS,) else None
        card = self.path / CARD
        self.card = card.read_text(encoding="utf-8", errors="replace") if card.is_file() else ""

    def sample(self, num_samples=None, seed=0, **given):
        """Generate samples: those that `game.sample` gives from the seeds `seed`, `seed + 1` and so on.

        Args:
            num_samples: number of samples; None takes the number of given inputs.
            seed: an integer, the first sample's; or an array of one for each sample.
            **given: what it must be given, by name, such as `labels=[3, 3, 7]`, one for each sample. Missing labels
                cycle through the classes.

        Returns:
            NumPy array (num_samples, ...): images in [-1, 1].

        Raises:
            ValueError: if an input is missing, unknown, or does not fit.
        """
        if num_samples is None:
            if not given:
                raise ValueError(f"{self.path}: sample needs a number of samples, such as sample(16).")
            num_samples = len(next(iter(given.values())))
        if num_samples < 1:
            raise ValueError(f"received {num_samples} samples to draw; expected at least one.")
        if not given and self.num_classes is not None:
            given = {LABELS: np.arange(num_samples) % self.num_classes}
        inputs = self.checked(given, num_samples)
        if self.draws:
            seeds = np.asarray(seed) if np.ndim(seed) else seed + np.arange(num_samples)
            inputs["seed"] = tf.constant(seeds, tf.int32)
        starts = range(0, num_samples, BATCH_SIZE)
        return np.concatenate([self.call(self.signature, inputs, slice(at, at + BATCH_SIZE)) for at in starts])

    def run(self, signature, **inputs):
        """The output of a signature, such as "encode", for inputs by name: a NumPy array.

        Raises:
            ValueError: if there is no such signature, or the inputs are not its own.

        Example:
            >>> files = tfgan_zoo.load("wgan_gp_digits").run("png", seed=[0, 1])
            >>> bytes(files[0][:4])
            b'\\x89PNG'
        """
        if signature not in self.signatures:
            raise ValueError(f"{self.path} has no signature {signature!r}, only {', '.join(self.signatures)}.")
        function = self.model.signatures[signature]
        specs = dict(function.structured_input_signature[1])
        if set(inputs) != set(specs):
            raise ValueError(f"{signature} takes {', '.join(sorted(specs))}; received {', '.join(sorted(inputs))}.")
        return self.call(function, {name: tf.constant(value, specs[name].dtype) for name, value in inputs.items()})

    def call(self, function, inputs, rows=slice(None)):
        """The one output of a signature for these rows of its inputs."""
        with readable_errors():
            (output,) = function(**{name: value[rows] for name, value in inputs.items()}).values()
        return output.numpy()

    def checked(self, given, num_samples):
        """The given inputs as tensors: all of them, with one row for each sample."""
        if set(given) != set(self.given_inputs):
            takes = " and ".join(self.given_inputs) or "nothing beside the seeds"
            received = " and ".join(sorted(given)) or "nothing"
            raise ValueError(f"{self.path} must be given {takes}, one for each sample; received {received}.")
        if LABELS in given:
            given = {**given, LABELS: checked_labels(given[LABELS], num_classes=None)}  # its graph checks the range
        for name, value in given.items():
            check_given(name, value, num_samples, self.input_specs[name])
        return {name: tf.cast(value, self.input_specs[name].dtype) for name, value in given.items()}
