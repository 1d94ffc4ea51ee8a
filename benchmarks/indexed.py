"""A set of TensorFlow Datasets in array_record files: decoded whole before the first step, and on demand.

Run: python benchmarks/indexed.py

A set of labeled JPEGs is made from arrays and prepared once. Each way opens it anew, `--rounds` times in turn: seconds
from `load` to the first batch on the host, those to the first batch of a run that resumes at step 100 000, and images a
second of 200 batches drained alone. The first grows with the set when it is decoded whole, and not on demand.
"""

import argparse
import os
import statistics
import tempfile
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow_datasets as tfds

from tfgan_zoo import data
from tfgan_zoo.data import storage

BATCH_SIZE = 64
SHAPE = (64, 64, 3)
WAYS = {"decoded whole": storage.MEMORY_LIMIT, "on demand": 0}  # bytes beyond which nothing is decoded at once


class MadePictures(tfds.core.GeneratorBasedBuilder):
    """Smooth random pictures of two classes."""

    VERSION = tfds.core.Version("1.0.0")
    COUNT = 1

    def _info(self):
        image = tfds.features.Image(shape=SHAPE, encoding_format="jpeg")
        features = {"image": image, "label": tfds.features.ClassLabel(names=["a", "b"])}
        return tfds.core.DatasetInfo(builder=self, features=tfds.features.FeaturesDict(features))

    def _split_generators(self, dl_manager):
        return {"train": self._generate_examples()}

    def _generate_examples(self):
        generator = np.random.default_rng(0)
        for number in range(self.COUNT):
            pixels = generator.integers(0, 256, (8, 8, 3), "uint8").repeat(8, axis=0).repeat(8, axis=1)
            yield number, {"image": pixels, "label": number % 2}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    flags = parser.parse_args()
    MadePictures.COUNT = flags.pictures
    with tempfile.TemporaryDirectory() as folder:
        MadePictures(data_dir=folder, file_format="array_record").download_and_prepare()
        found = {way: [] for way in flags.ways}
        for _ in range(flags.rounds):
            for way in found:
                storage.MEMORY_LIMIT = WAYS[way]
                found[way].append(measured(folder))
    print(f"{flags.pictures} JPEGs {'x'.join(map(str, SHAPE))}, batches of {BATCH_SIZE}, {os.cpu_count()} cores\n")
    print(f"{'':16}{'first batch, s':>16}{'resumed, s':>12}{'images /s':>12}{'spread':>18}")
    for way, results in found.items():
        first, resumed, rate = (statistics.median(values) for values in zip(*results, strict=True))
        rates = [result[2] for result in results]
        spread = f"{min(rates):,.0f} to {max(rates):,.0f}"
        print(f"{way:16}{first:16.2f}{resumed:12.2f}{rate:12,.0f}{spread:>18}")


def measured(folder):
    """Seconds to the first batch, seconds to the first batch of a resumed run, images a second."""
    start = time.perf_counter()
    examples = data.load("made_pictures", data_dir=folder)
    batches = iter(examples.batches(BATCH_SIZE, labels=True))
    next(batches)
    first = time.perf_counter() - start
    start = time.perf_counter()
    next(iter(data.load("made_pictures", data_dir=folder).batches(BATCH_SIZE, labels=True, skip=100_000)))
    resumed = time.perf_counter() - start
    start = time.perf_counter()
    for _ in range(200):
        next(batches)
    return first, resumed, 200 * BATCH_SIZE / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
