"""A training step of the non-saturating GAN with InfoGAN's networks (13 million weights, batch 64): XLA over the
optimizers' updates alone, as is the default, against XLA over the whole step.

    python benchmarks/fused_update.py | tee benchmarks/results/fused_update.txt
"""

import statistics
import time

import keras
import tensorflow as tf

from tfgan_zoo import latents, models, networks

SHAPE = (28, 28, 1)
ROUNDS = 4
STEPS = 15


def trained_game(jit_compile):
    gan = models.GAN(networks.infogan_generator(SHAPE), networks.infogan_discriminator(SHAPE), latents=latents.uniform)
    gan.compile(*(keras.optimizers.Adam(5e-5, 0.0) for _ in range(2)), jit_compile=jit_compile)
    return gan


def main():
    batches = tf.data.Dataset.from_tensors(tf.random.uniform((64, *SHAPE), -1, 1)).repeat()
    games = {"updates alone": trained_game(False), "whole step": trained_game(True)}
    times = {name: [] for name in games}
    for game in games.values():
        game.fit(batches, steps_per_epoch=3, verbose=0)  # compiles
    for _ in range(ROUNDS):
        for name, game in games.items():
            start = time.perf_counter()
            game.fit(batches, steps_per_epoch=STEPS, verbose=0)
            times[name].append((time.perf_counter() - start) / STEPS * 1e3)
    print("$ python benchmarks/fused_update.py")
    base = statistics.median(times["updates alone"])
    for name, found in times.items():
        middle = statistics.median(found)
        spread = f"{min(found):.0f} to {max(found):.0f}"
        print(f"XLA over {name:14}{middle:7.0f} ms a step ({spread}), {middle / base:.2f} of the default")


if __name__ == "__main__":
    main()
