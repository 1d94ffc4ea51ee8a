"""Tiny: a GAN on points, for tests of code that runs recipes.

It trains in a second.
"""

import keras
from keras import ops

from tfgan_zoo import cli, data, metrics, models, networks
from tfgan_zoo.conditions import sample_of

DATASET = "ring"
STEPS = 8  # of the generator
BATCH_SIZE = 16
WIDTH = 8  # units of a layer
EMA_MOMENTUM = None  # of the average
CLIPPED = False  # whether anything is clipped
PAPER = {"steps": 400, "width": 128}


class Offset:
    """Distance between the means of real and generated points."""

    name = "offset"
    higher_is_better = False

    def __init__(self, split):
        self.split = split
        self.sums = keras.Variable([[0.0, 0.0], [0.0, 0.0]], dtype="float64")
        self.count = keras.Variable(0, dtype="int64")

    def reset(self):
        self.sums.assign(ops.zeros_like(self.sums))
        self.count.assign(0)

    def update(self, real, fake):
        sums = [ops.sum(ops.cast(sample_of(points), "float64"), axis=0) for points in (real, fake)]
        self.sums.assign_add(ops.stack(sums))
        self.count.assign_add(ops.cast(ops.shape(sample_of(fake))[0], "int64"))

    def result(self):
        count = int(self.count.numpy())
        real, fake = self.sums.numpy() / count
        return metrics.Result(self.name, float(((real - fake) ** 2).sum() ** 0.5), "none", count, count, self.split)


def dataset(name=DATASET, split="train", data_dir=None):
    whole = data.load(name, split)
    return data.from_arrays(whole.samples[:320], whole.labels[:320], name, split)


def model(train, width=WIDTH, ema_momentum=EMA_MOMENTUM, clipped=CLIPPED, seed=0):
    gan = models.GAN(
        networks.mlp_generator(train.shape, width),
        networks.mlp_discriminator(train.shape, width),
        ema_momentum=ema_momentum,
        seed=seed,
    )
    gan.compile(keras.optimizers.Adam(1e-2), keras.optimizers.Adam(1e-2), jit_compile=False)
    return gan


def evaluation_metrics(game, train, test):
    return [Offset(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
