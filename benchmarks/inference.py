"""Games with an encoder, side by side: the same networks, data and number of steps.

    python -m benchmarks.inference

Every game has BiGAN's dense encoder and generator, a code of ten numbers with a standard normal prior, and Adam: at
1e-3 for the reconstruction and 2e-4 for what is adversarial, but for the AAE the falling rates of its recipe. The data
are scikit-learn's digits, enlarged to 28 x 28; what is reported is measured on the test images:

- error: mean squared error of reconstructions, in [-1, 1]; beside it that error as a share of the error between an
  image and the reconstruction of another, which is 1 for an encoder that keeps nothing;
- sharpness: mean Laplacian energy relative to the data's; Fréchet: distances in the features of a classifier of digits;
- codes: the largest |mean| of an axis, the least and the greatest standard deviation, and the Kolmogorov-Smirnov
  statistic of the worst axis; those of ALI, VAE and VAE-GAN are drawn from the posterior;
- probes: share of test images that a linear classifier gets right, of the encoder's last hidden layer, of the codes,
  and of the discriminator's last hidden layer, which in BiGAN and ALI sees the codes too.

The digits are blurred by their enlargement, so a sharpness far above 1 is noise of the dense generator. It is one run
per game, so small differences mean nothing. The first row of the table, untrained, is BiGAN's networks with random
weights: what a figure means is its distance from it.
"""

import argparse
import csv
import pathlib

import keras
import numpy as np
import tensorflow as tf
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tfgan_zoo import data, metrics, models, networks
from tfgan_zoo.models.inference.posterior import reparametrized

SHAPE, LATENT_SIZE = (28, 28, 1), 10
RESULTS = pathlib.Path(__file__).parent / "results" / "inference.csv"
GAUSSIAN = ("vae", "ali", "vae_gan")
COLUMNS = (
    "game",
    "error",
    "of a random pair",
    "sharpness (reconstructions)",
    "sharpness (samples)",
    "Fréchet (reconstructions)",
    "Fréchet (samples)",
    "largest code mean",
    "code deviations",
    "KS",
    "probe (features)",
    "probe (codes)",
    "probe (discriminator)",
    "steps",
    "seed",
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", nargs="+", default=list(GAMES), choices=list(GAMES))
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    train, test = (data.load("digits", split, SHAPE) for split in ("train", "test"))
    keras.utils.set_random_seed(flags.seed)
    classifier = metrics.classifier_of(train)
    for name in flags.games:
        keras.utils.set_random_seed(flags.seed)
        game = GAMES[name](flags)
        if name != "untrained":
            game.fit(train.batches(64, flags.seed), steps_per_epoch=flags.steps, verbose=0, shuffle=False)
        row = [*measured(game, train, test, classifier), str(int(game.steps.numpy()))]
        print(name, *row, sep=" | ", flush=True)
        record(name, row, flags)


def pair(name, flags):
    """The encoder and the generator that all games have."""
    generator = networks.bigan_generator(SHAPE, LATENT_SIZE, flags.width)
    return generator, networks.bigan_encoder(SHAPE, LATENT_SIZE, flags.width, gaussian=name in GAUSSIAN)


def autoencoder(flags):
    generator, encoder = pair("autoencoder", flags)
    return compiled(models.Autoencoder(encoder, generator, seed=flags.seed), adam(1e-3))


def vae(flags):
    generator, encoder = pair("vae", flags)
    return compiled(models.VAE(encoder, generator, seed=flags.seed), adam(1e-3))


def aae(flags):
    generator, encoder = pair("aae", flags)
    discriminator = networks.code_discriminator(LATENT_SIZE, flags.width)
    game = models.AAE(encoder, generator, discriminator, seed=flags.seed)
    falling = keras.optimizers.schedules.CosineDecay  # with constant rates the codes' mean wanders around 0
    return compiled(game, *(adam(falling(rate, flags.steps)) for rate in (4e-4, 1e-3, 4e-4)))


def bigan(flags):
    generator, encoder = pair("bigan", flags)
    discriminator = networks.bigan_discriminator(SHAPE, LATENT_SIZE, flags.width)
    return compiled(models.BiGAN(generator, discriminator, encoder, seed=flags.seed), adam(2e-4), adam(2e-4))


def ali(flags):
    generator, encoder = pair("ali", flags)
    discriminator = networks.bigan_discriminator(SHAPE, LATENT_SIZE, flags.width, normalization=None)
    return compiled(models.ALI(generator, discriminator, encoder, seed=flags.seed), adam(2e-4), adam(2e-4))


def vae_gan(flags):
    generator, encoder = pair("vae_gan", flags)
    discriminator = networks.mlp_discriminator(SHAPE, flags.width)
    game = models.VAEGAN(generator, discriminator, encoder, seed=flags.seed)
    return compiled(game, adam(1e-3), adam(2e-4), adam(1e-3))


GAMES = {
    "untrained": bigan,
    "autoencoder": autoencoder,
    "vae": vae,
    "aae": aae,
    "bigan": bigan,
    "ali": ali,
    "vae_gan": vae_gan,
}


def adam(rate):
    return keras.optimizers.Adam(rate, 0.5)


def compiled(game, *optimizers):
    game.compile(*optimizers)
    return game


def measured(game, train, test, classifier):
    """The columns of a trained game."""
    images, _ = metrics.float_arrays(test)
    again, others = game.reconstruct(images), np.random.default_rng(0).permutation(len(images))
    samples = game.sample(len(images))
    error, random_error = (np.mean((images - made) ** 2) for made in (again, again[others]))
    sharpness = [sharpness_of(made) / sharpness_of(images) for made in (again, samples)]
    network = metrics.features_of(classifier)
    real, *made = (np.asarray(network(part)) for part in (images, again, samples))
    distances = [metrics.frechet_distance_of(real, part) for part in made]
    codes = drawn_codes(game, images)
    distribution = metrics.CodeDistribution(lambda codes: codes, game.draw_latents, LATENT_SIZE)
    distribution.update(tf.constant(codes), None)
    deviations = codes.std(axis=0)
    return [
        f"{error:.4f}",
        f"{error / random_error:.2f}",
        *(f"{value:.2f}" for value in sharpness),
        *(f"{value:.0f}" for value in distances),
        f"{np.abs(codes.mean(axis=0)).max():.2f}",
        f"{deviations.min():.2f} to {deviations.max():.2f}",
        f"{distribution.result()[0].value:.2f}",
        *probes(game, train, test),
    ]


def sharpness_of(images):
    return float(tf.reduce_mean(metrics.laplacian_energy(images)))


def drawn_codes(game, images):
    """Codes of images; drawn from the posterior where the encoder gives one."""
    outputs = keras.tree.flatten(game.encoder(images))
    if len(outputs) == 1:
        return np.asarray(outputs[0])
    return np.asarray(reparametrized(*outputs, game.draw_latents(len(images), (1, 0))))


def probes(game, train, test):
    """For features, codes and the discriminator's features the accuracy of a linear classifier of them, in words."""
    features = keras.Model(game.encoder.input, game.encoder.get_layer("features").output)
    functions = [features, game.encode]
    if isinstance(game, models.GAN):
        functions.append(game.features)
    accuracies = [f"{100 * probe(function, train, test):.1f} %" for function in functions]
    return [*accuracies, *["-"] * (3 - len(accuracies))]


def probe(function, train, test):
    """Accuracy on test images of a linear classifier, learned from training images, of a function's outputs."""
    (images, labels), (test_images, test_labels) = (metrics.float_arrays(examples) for examples in (train, test))
    classifier = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    classifier.fit(np.asarray(function(images)), labels)
    return classifier.score(np.asarray(function(test_images)), test_labels)


def record(name, row, flags):
    """Put a game's row into the file of all, in the place of its former one, and write the page."""
    rows = {}
    if RESULTS.exists():
        with RESULTS.open(encoding="utf-8", newline="") as file:
            rows = {former[0]: former[1:] for former in csv.reader(file)}
    rows[name] = [*row, str(flags.seed)]
    ordered = [[name, *rows[name]] for name in GAMES if name in rows]
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ordered)
    lines = [
        "# Games with an encoder",
        "",
        "`python -m benchmarks.inference`; what the columns mean is in `benchmarks/inference.py`.",
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"|{'---|' * len(COLUMNS)}",
        *(f"| {' | '.join(row)} |" for row in ordered),
        "",
    ]
    RESULTS.with_suffix(".md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
