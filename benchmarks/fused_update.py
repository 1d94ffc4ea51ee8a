"""A training step of the non-saturating GAN with nothing, the optimizers' updates alone, or all of it under XLA.

    python benchmarks/fused_update.py | tee benchmarks/results/fused_update.txt

The networks are InfoGAN's (13 million weights) and DCGAN's for 32 x 32 x 3 images (2.5 million), the batch 64. Of each
several blocks of steps are timed in turn, in one process.
"""

import math
import statistics
import time

import keras
import tensorflow as tf

from tfgan_zoo import latents, models, networks
from tfgan_zoo.models.base import game as engine

ROUNDS = 6
STEPS = 15
PLAYERS = {
    "InfoGAN": ((28, 28, 1), networks.infogan_generator, networks.infogan_discriminator, latents.uniform),
    "DCGAN": ((32, 32, 3), networks.dcgan_generator, networks.dcgan_discriminator, latents.normal),
}
UNDER_XLA = {"nothing": (math.inf, False), "the updates": (0, False), "the whole step": (0, True)}


def trained_game(players, batches, many_weights, jit_compile):
    """A compiled game: what it compiles is settled while it is first trained."""
    shape, generator, discriminator, distribution = players
    gan = models.GAN(generator(shape), discriminator(shape), latents=distribution)
    gan.compile(*(keras.optimizers.Adam(5e-5, 0.0) for _ in range(2)), jit_compile=jit_compile)
    usual, engine.MANY_WEIGHTS = engine.MANY_WEIGHTS, many_weights
    gan.fit(batches, steps_per_epoch=3, verbose=0)
    engine.MANY_WEIGHTS = usual
    return gan


def compare(name, players):
    batches = tf.data.Dataset.from_tensors(tf.random.uniform((64, *players[0]), -1, 1)).repeat()
    games = {under: trained_game(players, batches, *choice) for under, choice in UNDER_XLA.items()}
    times = {under: [] for under in games}
    for _ in range(ROUNDS):
        for under, game in games.items():
            start, processor = time.perf_counter(), time.process_time()
            game.fit(batches, steps_per_epoch=STEPS, verbose=0)
            times[under].append(
                ((time.perf_counter() - start) / STEPS * 1e3, (time.process_time() - processor) / STEPS * 1e3)
            )
    print(f"{name}, {sum(math.prod(weight.shape) for weight in games['nothing'].trainable_weights)} weights")
    for under, found in times.items():
        walls, processors = zip(*found, strict=True)
        spread = f"{min(walls):.0f} to {max(walls):.0f}"
        middle = f"{statistics.median(walls):7.0f} ms a step ({spread})"
        print(f"  under XLA: {under:16}{middle}, {statistics.median(processors):.0f} ms of processor time")


def main():
    print("$ python benchmarks/fused_update.py")
    for name, players in PLAYERS.items():
        compare(name, players)


if __name__ == "__main__":
    main()
