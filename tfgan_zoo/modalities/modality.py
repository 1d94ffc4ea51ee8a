"""The base class of kinds of samples."""

import inspect
import pathlib

import numpy as np

from tfgan_zoo.saving.atomic import atomic_write


class Modality:
    """How samples of one kind are stored, checked, drawn, written to files and encoded in a SavedModel.

    It has no state except its constructor's arguments, each stored as an attribute of the same name, from which it is
    saved. No other code depends on a sample's rank.

    Attributes:
        name: what the kind is called.
        output_name: what the output of a SavedModel is called.
        suffix: ending of a sample's file.
        num_shown: samples in a picture.
        num_files: samples that a finished run leaves as files of their own, for its report to show; 0 where a picture
            shows them whole.
        draws_files: whether the report has a picture of those files too, because they can be heard but not seen.
        in_one_file: whether all samples are written into one file.
        is_bounded: whether its values lie in [-1, 1].
        is_integer: whether a game takes these samples as integers; else as floats.
        draws_real: whether real samples are drawn beside generated ones.
        has_distances: whether distances between `vectors` of samples mean something.
    """

    name = ""
    output_name = "samples"
    suffix = ".npy"
    num_shown = 64
    num_files = 0
    draws_files = False
    in_one_file = False
    is_bounded = False
    is_integer = False
    draws_real = False
    has_distances = True

    def to_model(self, stored):
        """Samples as in a game, from an array or tensor of stored ones."""
        return stored

    def to_stored(self, samples):
        """Samples as they are stored, from samples of a game: a NumPy array."""
        return np.asarray(samples)

    def checked(self, samples, name):
        """Samples as they are stored, from a user's array.

        Args:
            samples: array (n, ...).
            name: their name in an error message.

        Raises:
            ValueError: if they are not samples of this kind.
        """
        raise NotImplementedError

    def check_generated(self, samples, name):
        """Refuse generated samples that cannot be evaluated.

        Args:
            samples: array (n, ...), as a game generates them.
            name: name of their source in an error message.

        Raises:
            ValueError: if some are not finite, or out of range.
        """
        if not np.isfinite(samples).all():
            raise ValueError(f"some samples of {name} are not finite: its generator has diverged.")

    def draw(self, path, samples, real=None, given=None, title=""):
        """Plot samples.

        Args:
            path: the PNG to write.
            samples: array (n, ...), as a game generates them.
            real: real samples to draw together with them, or None.
            given: dict of the inputs that the samples were generated from, such as {"labels": ...} or {"source": ...},
                or None.
            title: title, for plots that have one.
        """
        raise NotImplementedError

    def write(self, folder, samples, first=0):
        """Write one file per sample, or one of all samples where a kind is written `in_one_file`.

        Args:
            folder: the folder to write to; or the file itself, where there is one of all samples.
            samples: array (n, ...), as a game generates them.
            first: number of the first file.

        Returns:
            list of paths.
        """
        paths = []
        for number, sample in enumerate(self.to_stored(samples), first):
            paths.append(pathlib.Path(folder) / f"{number:04d}{self.suffix}")
            with atomic_write(paths[-1]) as temporary:
                self.write_file(temporary, sample)
        return paths

    def write_file(self, path, sample):
        """Write one stored sample to a file."""
        np.save(path, sample)

    def encoders(self, sample_shape):
        """Signatures of a SavedModel that return encoded files instead of tensors.

        Args:
            sample_shape: shape of one sample.

        Returns:
            dict from a signature's name to the name of its output and a graph-compatible function from a batch of
            samples to strings (batch,).
        """
        return {}

    def markdown(self, path):
        """Markdown that shows a file of `write` in a report."""
        return f"[{path.name}]({path.as_posix()})"

    def vectors(self, samples):
        """Samples (n, ...) as float32 vectors (n, size), for distances."""
        return np.reshape(np.asarray(samples, np.float32), (len(samples), -1))

    def get_config(self):
        names = inspect.signature(type(self).__init__).parameters
        return {name: getattr(self, name) for name in names if name not in ("self", "args", "kwargs")}

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def __eq__(self, other):
        return type(self) is type(other) and self.get_config() == other.get_config()

    def __hash__(self):
        return hash((type(self), repr(self.get_config())))

    def __repr__(self):
        settings = ", ".join(f"{name}={value!r}" for name, value in self.get_config().items())
        return f"{type(self).__name__}({settings})"
