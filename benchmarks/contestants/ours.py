"""This zoo: `fit` of the game, several steps per execution."""

from contestants import players
from contestants.rows import PENALTY_WEIGHT
from tfgan_zoo import models


def trainer(row, steps_per_execution=None):
    pair = players.build(row)
    if row.critic_steps:
        game = models.WGANGP(*pair, penalty_weight=PENALTY_WEIGHT, discriminator_steps=row.critic_steps)
    else:
        game = models.GAN(*pair)
    game.compile(*players.adams(), steps_per_execution=steps_per_execution or row.steps_per_execution)
    data = players.batches(row)
    return lambda steps: game.fit(data, steps_per_epoch=steps, verbose=0), players.count(pair)
