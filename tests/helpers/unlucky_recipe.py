"""Unlucky: a GAN on points whose noise makes one of its terms NaN at a step.

For tests of what a run does then.
"""

import keras
from keras import ops

from tfgan_zoo import cli, data, models, networks

DATASET = "ring"
STEPS = 8  # of the generator
BATCH_SIZE = 16
FATAL_NOISE = 1099511627776  # the first draw that is not followed by a NaN
PAPER = {}


@keras.saving.register_keras_serializable("unlucky")
class Unlucky(models.GAN):
    """Has a NaN loss at its sixth step if its noise comes from the first seeds."""

    def __init__(self, generator, discriminator, fatal_noise=FATAL_NOISE, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        self.fatal_noise = fatal_noise

    def generator_loss(self, real, fake):
        (loss,) = super().generator_loss(real, fake).values()
        unlucky = ops.logical_and(self.steps.value == 5, self.seed_counter.value < int(self.fatal_noise))
        return {"generator": loss * ops.where(unlucky, float("nan"), 1.0)}


def dataset(name=DATASET, split="train", data_dir=None):
    return data.load(name, split)


def model(train, fatal_noise=FATAL_NOISE, seed=0):
    players = networks.mlp_generator(train.shape, 4), networks.mlp_discriminator(train.shape, 4)
    gan = Unlucky(*players, fatal_noise=fatal_noise, seed=seed)
    gan.compile(keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3))
    return gan


def evaluation_metrics(game, train, test):
    return []


if __name__ == "__main__":
    cli.run(__file__)
