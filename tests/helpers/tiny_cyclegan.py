"""Tiny CycleGAN: two pools and dropout in the translators, for tests of interrupted runs."""

from tests.helpers.announcing_metric import MeanOffset
from tfgan_zoo import cli, data, keras, models

DATASET = "colored_digits"
STEPS = 40
BATCH_SIZE = 4
WIDTH = 4  # filters
PAPER = {}


def dataset(name=DATASET, split="train", data_dir=None):
    return data.load_pair(name, split, (8, 8, 3))


def network(shape, width, **last):
    images = keras.Input(shape)
    hidden = keras.layers.Conv2D(width, 3, padding="same", activation="relu")(images)
    hidden = keras.layers.Dropout(0.2)(hidden)
    return keras.Model(images, keras.layers.Conv2D(kernel_size=3, padding="same", dtype="float32", **last)(hidden))


def model(train, width=WIDTH, seed=0):
    first, second = train.shape
    game = models.CycleGAN(
        network(first, width, filters=3, activation="tanh", name="to_second"),
        network(second, width, filters=3, activation="tanh", name="to_first"),
        network(first, width, filters=1, strides=2, name="first_discriminator"),
        network(second, width, filters=1, strides=2, name="second_discriminator"),
        pool_size=8,
        seed=seed,
    )
    game.compile(keras.optimizers.Adam(2e-3, 0.5), keras.optimizers.Adam(2e-3, 0.5))
    return game


def evaluation_metrics(game, train, test):
    return [MeanOffset(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
