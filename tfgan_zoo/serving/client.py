"""A client of TF Serving, by REST or gRPC, for generators exported by `tfgan_zoo.serving`.

REST needs the standard library and NumPy alone; gRPC the extra `serve`, and TensorFlow, whose messages it speaks.
docs/serving.md says how to start a server.
"""

import contextlib
import importlib
import pathlib
import random
import time

import numpy as np

from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.serving.refusals import Unavailable

PROTOCOLS = {"http": "rest", "https": "rest", "grpc": "remote"}  # modules with a `Connection`
FIRST_WAIT = 0.1  # seconds before the second try, twice as many before each further one
SUFFIXES = {"png": ".png", "wav": ".wav", "csv": ".csv", "text": ".txt", "translate": ".png"}  # of a signature's files


class Client:
    """A served generator.

    What is sent is an array where the signature has one input, or a dictionary of arrays by name where it has several
    (`{"latents": ..., "labels": ...}`); the first dimension is the batch.

    Args:
        url: the server's address, "http://localhost:8501" for REST, "grpc://localhost:8500" for gRPC, which is faster.
        model: the model's name in the server.
        version: positive integer; None asks for the latest one.
        timeout: seconds to wait for an answer, at each try. The first one can take long if the server compiles or warms
            up.
        retries: how often a request is sent again, after 0.1, 0.2, 0.4 ... seconds, if no server is there or it has too
            much to do. A generator's answer depends on the request alone, so that nothing is done twice.
        batch_size: the most examples of a request: larger batches are sent in parts.

    Raises, from every method:
        ConnectionError: no server at that address, one that has too much to do, or one that does not speak TF Serving's
            language.
        TimeoutError: no answer in time.
        LookupError: the server has no such model or version.
        ValueError: the server refused the input; its own message is part of the error.
        RuntimeError: the server failed.

    Example:
        >>> client = tfgan_zoo.serving.Client("http://localhost:8501", "dcgan_digits")
        >>> images = client.sample([0, 1, 2])  # doctest: +SKIP
        >>> client.save("digits", [0, 1, 2])  # doctest: +SKIP
        [PosixPath('digits/0000.png'), PosixPath('digits/0001.png'), PosixPath('digits/0002.png')]

    Reference: https://www.tensorflow.org/tfx/serving/api_rest
    """

    def __init__(self, url, model, version=None, timeout=30.0, retries=3, batch_size=64):
        protocol, separator, _ = url.partition("://")
        if not separator or protocol not in PROTOCOLS:
            raise ValueError(
                f"url is {url!r}; expected one such as 'http://localhost:8501' or 'grpc://localhost:8500'."
            )
        if retries < 0 or batch_size < 1:
            raise ValueError(f"received {retries} retries and batches of {batch_size}; expected at least 0, and 1.")
        module = importlib.import_module(f"tfgan_zoo.serving.{PROTOCOLS[protocol]}")
        self.connection = module.Connection(url, model, version, timeout)
        self.retries, self.batch_size = retries, batch_size

    def predict(self, inputs):
        """Images of the latents given, by the signature ``serving_default``.

        Args:
            inputs: latents (batch, ...), or whatever the network takes.

        Returns:
            float32 array, for a generator of images (batch, height, width, channels) in [-1, 1]; of tokens, integers.
        """
        return self.call("serving_default", inputs)

    def sample(self, seeds):
        """Samples from seeds: the same seed gives the same sample, whatever else is in the batch.

        Args:
            seeds: integers (batch,).

        Returns:
            float32 array, for a generator of images (batch, height, width, channels) in [-1, 1]; of tokens, integers.
        """
        return self.call("sample", seeds)

    def png(self, seeds):
        """The samples of `sample` as PNG files.

        Args:
            seeds: integers (batch,); a network exported without `draw` takes its own inputs here.

        Returns:
            list of bytes, one file per example.
        """
        return self.call("png", seeds)

    def call(self, signature, inputs):
        """The output of any signature.

        Args:
            signature: its name, such as "wav", "text", "encode", "truncated"; the model's card lists them.
            inputs: as described above; files are bytes.

        Returns:
            array (batch, ...), float32 where it is of floats; of files and texts a list of bytes.
        """
        by_name = inputs if isinstance(inputs, dict) else {None: inputs}
        arrays = {name: checked(name, values) for name, values in by_name.items()}
        counts = sorted({len(array) for array in arrays.values()})
        if len(counts) != 1:
            raise ValueError(f"received inputs of {counts} examples; expected one number of them for all.")
        starts = range(0, max(*counts, 1), self.batch_size)
        parts = []
        for start in starts:
            part = {name: array[start : start + self.batch_size] for name, array in arrays.items()}
            parts.append(self.retried(self.connection.call, signature, part))
        return sum(parts, []) if isinstance(parts[0], list) else np.concatenate(parts)

    def save(self, folder, inputs, signature="png", first=0):
        """Save what a signature makes as files.

        Args:
            folder: where to; created if it is missing.
            inputs: of the signature.
            signature: one that makes files: "png", "wav", "text", "csv" or "translate".
            first: number of the first file.

        Returns:
            list of the files' pathlib.Paths, such as 0000.png.

        Raises:
            ValueError: if the signature makes no files.
            OSError: if a file cannot be written.
        """
        contents = self.call(signature, inputs)
        if not isinstance(contents, list):
            raise ValueError(f"the signature {signature!r} makes numbers; expected one that makes files, such as png.")
        paths = []
        for number, content in enumerate(contents, first):
            paths.append(pathlib.Path(folder) / f"{number:04d}{SUFFIXES.get(signature.split('_')[-1], '')}")
            with atomic_write(paths[-1]) as temporary:
                temporary.write_bytes(content)
        return paths

    def versions(self):
        """Version -> state, such as {1: "END", 2: "AVAILABLE"}."""
        return self.retried(self.connection.versions)

    def retried(self, function, *arguments):
        """What a function returns, called again while the server is not there or has too much to do."""
        for attempt in range(self.retries):
            with contextlib.suppress(Unavailable):
                return function(*arguments)
            time.sleep(FIRST_WAIT * 2**attempt * random.uniform(0.5, 1))  # so that not all clients come at once
        return function(*arguments)


def checked(name, values):
    """An input as an array, of objects if it is of bytes, whose trailing zeros NumPy would take away."""
    is_files = isinstance(values, list | tuple) and any(isinstance(value, bytes) for value in values)
    array = np.array(values, dtype=object) if is_files else np.asarray(values)
    if not array.ndim:
        raise ValueError(f"received one value for {name or 'the input'}; expected a batch, such as [0, 1].")
    return array
