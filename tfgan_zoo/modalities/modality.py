"""What a kind of sample knows of itself."""

import inspect
import pathlib

import numpy as np

from tfgan_zoo.saving.atomic import atomic_write


class Modality:
    """How samples of one kind are stored, checked, drawn, written to files and encoded in a SavedModel.

    It has no state beside its constructor's arguments, each kept as an attribute of the same name, from which it is
    saved. Nothing else in the zoo asks how many dimensions a sample has.

    Attributes:
        name: what the kind is called.
        output_name: what the output of a SavedModel is called.
        suffix: ending of a sample's file.
        num_shown: samples in a picture.
        num_files: samples that a finished run leaves as files of their own, for its report to show; 0 where a picture
            shows them whole.
        is_integer: whether a game takes these samples as integers; else as floats.
        draws_real: whether real samples are drawn beside generated ones.
        has_distances: whether distances between `vectors` of samples mean something.
    """

    name = ""
    output_name = "samples"
    suffix = ".npy"
    num_shown = 64
    num_files = 0
    is_integer = False
    draws_real = False
    has_distances = True

    def to_model(self, stored):
        """Samples as a game takes them, of an array or tensor as it is stored."""
        return stored

    def to_stored(self, samples):
        """Samples as they are stored, of what a game takes or makes: a NumPy array."""
        return np.asarray(samples)

    def checked(self, samples, name):
        """Samples as they are stored, of what a user gives.

        Args:
            samples: array (n, ...).
            name: what to call them in a message.

        Raises:
            ValueError: if they are no samples of this kind.
        """
        raise NotImplementedError

    def check_generated(self, samples, name):
        """Refuse generated samples that no metric should see.

        Args:
            samples: array (n, ...), as a game makes them.
            name: what to call their source in a message.

        Raises:
            ValueError: if some are not finite, or out of range.
        """
        if not np.isfinite(samples).all():
            raise ValueError(f"some samples of {name} are not finite: its generator has diverged.")

    def draw(self, path, samples, real=None, given=None, title=""):
        """A picture of samples.

        Args:
            path: the PNG to write.
            samples: array (n, ...), as a game makes them.
            real: real samples to draw beside them, or None.
            given: dict of what the samples were made from, such as {"labels": ...} or {"source": ...}, or None.
            title: printed above, where there is room.
        """
        raise NotImplementedError

    def write(self, folder, samples, first=0):
        """One file a sample.

        Args:
            folder: where to.
            samples: array (n, ...), as a game makes them.
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
        """One sample, as it is stored, as one file."""
        np.save(path, sample)

    def encoders(self, sample_shape):
        """Signatures of a SavedModel that give files in place of numbers.

        Args:
            sample_shape: of one sample.

        Returns:
            dict from a signature's name to the name of its output and a function, which runs in a graph, from a batch
            of samples to strings (batch,).
        """
        return {}

    def markdown(self, path):
        """How a report shows one of the files of `write`, as Markdown."""
        return f"[{path.name}]({path.as_posix()})"

    def vectors(self, samples):
        """Samples (n, ...) as float32 vectors (n, size), in which distances are taken."""
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
