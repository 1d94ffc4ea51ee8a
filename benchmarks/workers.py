"""Input work of each of several workers: pictures decoded for one epoch, and what is held before the first step.

Run: python benchmarks/workers.py

The workers of a run are simulated one after another, which is exact: which rows a worker reads is a function of the
seed, the step, its index and their number. The pictures are decoded on demand, and every call of the decoder counted.
"""

import argparse
import os
import pathlib
import tempfile

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from PIL import Image

from tfgan_zoo import data
from tfgan_zoo.data.on_demand import OnDemand
from tfgan_zoo.data.picture import read_image

BATCH_SIZE = 64
SHAPE = (64, 64, 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=2048)
    pictures = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as folder:
        paths = write_pictures(pathlib.Path(folder), pictures)
        print(f"{pictures} pictures {'x'.join(map(str, SHAPE))}, batches of {BATCH_SIZE}, one epoch\n")
        print(f"{'workers':>7}{'decoded by each':>24}{'of all':>8}{'by all':>8}{'in common':>11}")
        for count in (1, 2, 4):
            decoded = [rows_decoded(paths, index, count) for index in range(count)]
            each = "/".join(str(len(rows)) for rows in decoded)
            total, distinct = sum(map(len, decoded)), len({row for rows in decoded for row in rows})
            print(f"{count:7}{each:>24}{len(decoded[0]) / pictures:8.0%}{total:8}{total - distinct:11}")


def write_pictures(folder, count):
    """JPEGs of noise."""
    generator = np.random.default_rng(0)
    paths = [folder / f"{number:05d}.jpg" for number in range(count)]
    for path in paths:
        Image.fromarray(generator.integers(0, 256, SHAPE, "uint8")).save(path)
    return paths


def rows_decoded(paths, index, count):
    """Which pictures one of several workers decodes in an epoch, each as often as it does."""
    decoded = []

    def read(row):
        decoded.append(row)
        return read_image(paths[row])[0]

    examples = data.Examples("counted", "train", OnDemand(read, len(paths), SHAPE, np.uint8))
    for _ in examples.for_worker(index, count).batches(BATCH_SIZE, repeat=False):
        pass
    return decoded


if __name__ == "__main__":
    main()
