"""Tiny pix2pix: augmented pairs, and dropout that stays on when sampling, for tests of interrupted runs."""

import dataclasses

from tests.helpers.announcing_metric import MeanOffset
from tfgan_zoo import cli, data, keras, models, networks

DATASET = "outlined_digits"
STEPS = 40
BATCH_SIZE = 4
WIDTH = 2  # feature maps
PAPER = {}


def dataset(name=DATASET, split="train", data_dir=None):
    pairs = data.load_paired(name, split, (8, 8, None))
    return dataclasses.replace(pairs, augmentation=data.Augmentation(flip=True, jitter=1))


def model(train, width=WIDTH, seed=0):
    game = models.Pix2Pix(
        networks.unet_generator(train.source_shape, train.shape[-1], width),
        networks.patchgan_discriminator(train.shape, width, 1, train.source_shape),
        seed=seed,
    )
    game.compile(keras.optimizers.Adam(2e-3, 0.5), keras.optimizers.Adam(2e-3, 0.5))
    return game


def evaluation_metrics(game, train, test):
    return [MeanOffset(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
