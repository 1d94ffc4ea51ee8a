"""This zoo: `fit` of the games of pictures, one step per execution."""

import keras
import numpy as np
import tensorflow as tf

from contestants.picture_rows import (
    ADAM,
    EMA_MOMENTUM,
    GAMMA,
    MIXING,
    PATH_LENGTH_INTERVAL,
    PATH_LENGTH_WEIGHT,
    R1_INTERVAL,
    ROWS,
    SCALE,
)
from tfgan_zoo import models, networks


def trainer(name):
    """A function that trains a number of steps, and the number of trained parameters."""
    row = ROWS[name]
    game, adams, batch = GAMES[name](row, (row.size, row.size, 3), *ADAM[name])
    game.compile(*adams)
    data = tf.data.Dataset.from_tensors(batch).repeat()
    weights = [weight for player in game.players.values() for weight in player]
    return lambda steps: game.fit(data, steps_per_epoch=steps, verbose=0), sum(int(np.prod(w.shape)) for w in weights)


def pix2pix(row, shape, rate, beta):
    generator = networks.unet_generator(shape, width=row.width)
    game = models.Pix2Pix(generator, networks.patchgan_discriminator(shape, row.width, row.depth, shape))
    return game, adams(rate, beta), {"sample": noise(row, shape), "source": noise(row, shape)}


def cyclegan(row, shape, rate, beta):
    translators = [networks.residual_translator(shape, width=row.width, num_blocks=row.num_blocks) for _ in range(2)]
    judges = [networks.patchgan_discriminator(shape, row.width, row.depth) for _ in range(2)]
    game = models.CycleGAN(*translators, *judges, identity_weight=0.0)
    return game, adams(rate, beta), (noise(row, shape), noise(row, shape))


def esrgan(row, shape, rate, beta):
    small = (row.size // SCALE, row.size // SCALE, 3)
    generator = networks.rrdb_net(small, SCALE, row.width, row.num_blocks, row.growth)
    game = models.ESRGAN(generator, networks.sr_discriminator(shape, row.width, row.depth))
    return game, adams(rate, beta), {"sample": noise(row, shape), "source": noise(row, small)}


def stylegan2(row, shape, rate, beta):
    game = models.StyleGAN2(
        networks.stylegan_generator(shape, row.width, row.max_width, row.latent_size, row.latent_size, 2),
        networks.stylegan_discriminator(shape, row.width, row.max_width, row.group_size),
        gamma=GAMMA,
        path_length_weight=PATH_LENGTH_WEIGHT,
        intervals=(R1_INTERVAL, PATH_LENGTH_INTERVAL),
        mixing_probability=MIXING,
        ema_momentum=EMA_MOMENTUM,
    )
    lazy = [models.lazy_adam(rate, beta, 0.99, interval) for interval in (PATH_LENGTH_INTERVAL, R1_INTERVAL)]
    return game, lazy, noise(row, shape)


GAMES = {"pix2pix_64": pix2pix, "cyclegan_64": cyclegan, "esrgan_96": esrgan, "stylegan2_32": stylegan2}


def adams(rate, beta):
    """An optimizer for each player."""
    return [keras.optimizers.Adam(rate, beta) for _ in range(2)]


def noise(row, shape):
    """A batch of random pictures."""
    return tf.random.uniform((row.batch_size, *shape), -1, 1)
