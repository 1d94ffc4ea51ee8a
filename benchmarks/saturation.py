"""How much of its gradient each generator loss keeps while the discriminator becomes sure of itself.

    python benchmarks/saturation.py | tee benchmarks/results/saturation.txt

A DCGAN on digits is trained for a while, its generator is then held fixed and a new discriminator trained against it,
as for figure 2 of Arjovsky & Bottou 2017 (arXiv:1701.04862). Printed, and drawn to docs/images/saturation.png: the norm
of the gradient that the generator would have by each loss, over the same latents, and the mean D(G(z)). The
least-squares loss (LSGAN) has a discriminator of its own, trained by its own loss from the same initial weights.
"""

import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import tensorflow as tf

from tfgan_zoo import data, latents, models, networks, plots

LOSSES = {
    "minimax": models.MinimaxGAN,
    "non-saturating": models.GAN,
    "maximum likelihood": models.MaximumLikelihoodGAN,
}
LEAST_SQUARES = {"least squares": models.LSGAN}
WIDTH = 16
GENERATOR_STEPS = 500  # before the generator is held fixed
DISCRIMINATOR_STEPS = 1000  # of the new discriminator
EVERY = 25  # steps between two evaluations
PRINTED = (0, 25, 50, 100, 200, 300, 500, 750, 1000)
BATCH_SIZE = 64
NUM_LATENTS = 256  # over which the gradient is taken
PICTURE = pathlib.Path(__file__).parent.parent / "docs/images/saturation.png"


def main():
    keras.utils.set_random_seed(0)
    examples = data.load("digits", image_shape=(32, 32, None))
    generator = trained_generator(examples)
    discriminator = networks.dcgan_discriminator(examples.shape, WIDTH)
    initial = discriminator.get_weights()
    found = {}
    for losses in (LEAST_SQUARES, LOSSES):
        discriminator.set_weights(initial)
        found |= watched({name: game(generator, discriminator) for name, game in losses.items()}, examples)
    columns = (*LOSSES, *LEAST_SQUARES)
    print("$ python benchmarks/saturation.py")
    print(f"norm of the generator's gradient over {NUM_LATENTS} latents; the generator has {GENERATOR_STEPS} steps")
    print(f"{'steps of D':>10}" + "".join(f"{name:>20}" for name in columns) + f"{'mean D(G(z))':>16}")
    for steps in PRINTED:
        row = {name: values[steps // EVERY] for name, values in found.items()}
        print(f"{steps:10}" + "".join(f"{row[name]:20.3g}" for name in columns) + f"{row['D']:16.2g}")
    norms = {name: found[name] for name in columns}
    steps = range(0, DISCRIMINATOR_STEPS + 1, EVERY)
    title = "The generator held fixed, a discriminator trained against it"
    plots.curves(PICTURE, steps, {"norm of the generator's gradient": norms}, title, "steps of the discriminator")


def trained_generator(examples):
    """A generator that has learned something, by the non-saturating game."""
    gan = models.GAN(
        networks.dcgan_generator(examples.shape, WIDTH), networks.dcgan_discriminator(examples.shape, WIDTH)
    )
    gan.compile(keras.optimizers.Adam(5e-4, 0.5), keras.optimizers.Adam(5e-4, 0.5))
    gan.fit(examples.batches(BATCH_SIZE), steps_per_epoch=GENERATOR_STEPS, verbose=0, shuffle=False)
    return gan.generator


def watched(games, examples):
    """For each loss the norms, and under "D" the mean probability of being real, as the discriminator learns."""
    game = next(iter(games.values()))  # all have the same discriminator, and it learns by the same loss
    game.compile(keras.optimizers.Adam(5e-4, 0.5), keras.optimizers.Adam(5e-4, 0.5))
    z = latents.normal((NUM_LATENTS, *game.latent_shape), (0, 1))
    metric = tf.function(
        lambda: {
            **{name: gradient_norm(game, z) for name, game in games.items()},
            "D": tf.reduce_mean(tf.sigmoid(game.score(game.generator(z, training=True)))),
        }
    )
    learn = tf.function(lambda real: recognize(game, real))
    found = {name: [] for name in (*games, "D")}
    for step, real in enumerate(examples.batches(BATCH_SIZE).take(DISCRIMINATOR_STEPS + 1)):
        if step % EVERY == 0:
            for name, value in metric().items():
                found[name].append(float(value))
        learn(real)
    return found


def gradient_norm(game, z):
    """Norm over all of the generator's weights."""
    with game.tape("generator") as tape:
        loss = game.generator_loss(None, game.generator(z, training=True))["generator"]
    return tf.linalg.global_norm(tape.gradient(loss, [variable.value for variable in game.players["generator"]]))


def recognize(game, real):
    """One step of the discriminator alone."""
    fake = game.generate_fake(real)
    game.descend(lambda: game.discriminator_loss(real, fake), "discriminator")


if __name__ == "__main__":
    main()
