"""Tiny GAN: all state that a two-player game can have between steps, for tests of interrupted runs."""

from tests.helpers.announcing_metric import MeanOffset
from tfgan_zoo import cli, data, keras, models, networks, tricks

DATASET = "ring"
STEPS = 40  # of the generator
BATCH_SIZE = 16
WIDTH = 8  # units of a layer
FUSED = 1  # steps of an execution
PAPER = {}


def dataset(name=DATASET, split="train", data_dir=None):
    whole = data.load(name, split)
    return data.from_arrays(whole.samples[:320], whole.labels[:320], name, split)


def model(train, width=WIDTH, fused=FUSED, seed=0):
    samples = keras.Input(train.shape)
    hidden = keras.layers.LeakyReLU()(keras.layers.Dense(width)(samples))
    hidden = keras.layers.Dropout(0.3)(hidden)
    hidden = keras.layers.BatchNormalization(name="features")(hidden)
    gan = models.GAN(
        networks.mlp_generator(train.shape, width),
        keras.Model(samples, keras.layers.Dense(1)(hidden), name="discriminator"),
        ema_momentum=0.9,
        tricks=[tricks.InstanceNoise(0.1, 30), tricks.SamplePool(32)],
        seed=seed,
    )
    rate = keras.optimizers.schedules.CosineDecay(1e-2, 40)
    gan.compile(keras.optimizers.Adam(rate, clipnorm=1.0), keras.optimizers.Adam(1e-2), steps_per_execution=fused)
    return gan


def evaluation_metrics(game, train, test):
    return [MeanOffset(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
