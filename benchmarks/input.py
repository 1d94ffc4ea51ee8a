"""Examples a second: what the input pipeline gives, beside what a training step of the small DCGAN takes.

Run: python benchmarks/input.py

Every row is measured in turn, `--rounds` times, in one process on all cores. The pipeline is drained alone, so on few
cores a run shares them between both: what matters is the last column, the pipeline's time as a part of the step's.
"""

import argparse
import os
import pathlib
import statistics
import tempfile
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from PIL import Image

from tfgan_zoo import data, models, networks

BATCH_SIZE = 64
ALL = data.Augmentation(flip=True, crop=4, rotation=10.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=10_000, help="64x64 PNGs in the folder")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_pictures(pathlib.Path(folder), arguments.pictures)
        start = time.perf_counter()
        pictures = data.load(folder)
        seconds = time.perf_counter() - start
    sets = {"digits 28x28x1": data.load("digits"), "pictures 64x64x3": pictures}
    print(f"{len(os.sched_getaffinity(0))} CPU cores, batches of {BATCH_SIZE}")
    print(
        f"loading a folder of {arguments.pictures} PNGs 64x64x3, once: {arguments.pictures / seconds:,.0f} a second\n"
    )
    print(f"{'':20}{'augmentation':>22}{'pipeline /s':>14}{'spread':>20}{'step takes /s':>16}{'pipeline : step':>18}")
    for name, examples in sets.items():
        game = dcgan(examples.shape)
        contestants = {
            "none": lambda examples=examples: drained(examples, None),
            "flip, crop, rotation": lambda examples=examples: drained(examples, ALL),
            "step": lambda examples=examples, game=game: trained(examples, game),
        }
        rates = {contestant: [] for contestant in contestants}
        for _ in range(arguments.rounds):
            for contestant, metric in contestants.items():
                rates[contestant].append(metric())
        step = statistics.median(rates.pop("step"))
        for augmentation, found in rates.items():
            rate = statistics.median(found)
            spread = f"{min(found):,.0f} to {max(found):,.0f}"
            print(f"{name:20}{augmentation:>22}{rate:14,.0f}{spread:>20}{step:16,.0f}{step / rate:17.1%}")


def write_pictures(folder, count):
    """Random PNGs, which do not compress, so that reading them is as much work as it can be."""
    generator = np.random.default_rng(0)
    for number in range(count):
        pixels = generator.integers(0, 256, (64, 64, 3), "uint8")
        Image.fromarray(pixels).save(folder / f"{number:05d}.png", compress_level=1)


def dcgan(shape):
    """The recipe's small DCGAN, compiled as it is."""
    game = models.GAN(networks.dcgan_generator(shape, 32), networks.dcgan_discriminator(shape, 32))
    game.compile(keras.optimizers.Adam(5e-4, 0.5), keras.optimizers.Adam(5e-4, 0.5))
    return game


def drained(examples, augment, batches=300):
    """Examples a second that the pipeline gives."""
    pipeline = iter(examples.batches(BATCH_SIZE, augment=augment))
    for _ in range(20):
        next(pipeline)
    start = time.perf_counter()
    for _ in range(batches):
        next(pipeline)
    return batches * BATCH_SIZE / (time.perf_counter() - start)


def trained(examples, game, steps=30):
    """Examples a second that training takes, from one batch that is there already."""
    batch = next(iter(examples.batches(BATCH_SIZE)))
    game.train_on_batch(batch)
    start = time.perf_counter()
    for _ in range(steps):
        game.train_on_batch(batch)
    return steps * BATCH_SIZE / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
