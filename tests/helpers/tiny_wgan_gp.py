"""Tiny WGAN-GP: several critic steps and random points in its loss, for tests of interrupted runs."""

from tests.helpers.announcing_metric import MeanOffset
from tfgan_zoo import cli, data, keras, models, networks

DATASET = "ring"
STEPS = 40  # of the generator
BATCH_SIZE = 16
WIDTH = 8  # units of a layer
PAPER = {}


def dataset(name=DATASET, split="train", data_dir=None):
    whole = data.load(name, split)
    return data.from_arrays(whole.samples[:320], whole.labels[:320], name, split)


def model(train, width=WIDTH, seed=0):
    game = models.WGANGP(
        networks.mlp_generator(train.shape, width),
        networks.mlp_discriminator(train.shape, width),
        discriminator_steps=2,
        ema_momentum=0.9,
        seed=seed,
    )
    game.compile(keras.optimizers.RMSprop(1e-3), keras.optimizers.Adam(1e-3, 0.0, 0.9))
    return game


def evaluation_metrics(game, train, test):
    return [MeanOffset(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
