"""PacGAN: several samples judged together, so that a lack of diversity shows.

Lin et al. 2018, https://arxiv.org/abs/1712.04086. Quick run: the grid of 25 Gaussians with the paper's networks, for
20 000 of the paper's 400 000 steps; `--paper`: all of them. `--dataset ring --pack-size 2` is the paper's other mixture
of points. What differs from the paper: samples are taken from a moving average of the generator's weights.

The claim: packing catches more modes than the same networks without it (`benchmarks/modes.py` compares).
"""

import keras

from tfgan_zoo import cli, data, metrics, models, networks

DATASET = "grid"
STEPS = 20_000
BATCH_SIZE = 400  # samples: 100 packs
PACK_SIZE = 4  # m, samples judged together
WIDTH = 400  # units of the generator's layers, twice those of the discriminator's
LATENT_SIZE = 2  # size of z
LEARNING_RATE = 1e-4  # of both players' Adam
BETA_1 = 0.8  # momentum of both players' Adam
EMA_MOMENTUM = 0.999  # of the generator's moving average
PAPER = {"steps": 400_000}


def dataset(name=DATASET, split="train", data_dir=None):
    return data.load(name, split, None, data_dir)


def model(
    sample_shape,
    width=WIDTH,
    pack_size=PACK_SIZE,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    (dimensions,) = sample_shape
    pacgan = models.PacGAN(
        networks.pacgan_generator(sample_shape, width, latent_size),
        networks.pacgan_discriminator((pack_size * dimensions,), width // 2),
        pack_size=pack_size,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    pacgan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return pacgan


def measures(gan, train, test):
    centres, sigma = data.mixture(test.name)
    return [measure(centres, sigma, test.split) for measure in (metrics.ModesCaught, metrics.HighQualityShare)]


if __name__ == "__main__":
    cli.run(__file__)
