"""The family tree of generative models: a member of each branch on the same digits, at the same budget.

    python -m benchmarks.family_tree --out runs/family_tree
    python -m benchmarks.family_tree --out runs/family_tree --rows gan vae --seconds 60

The digits are scikit-learn's, 8 x 8 pixels, black and white: discrete data, of which all likelihoods are comparable.
The budget is processor time in `fit`, all threads together, without the first step (tracing), at batches of 64. Then
each game draws 1 000 samples; their time is processor time too. Fréchet distances are in the features of a classifier
of these digits, against the 300 test images; `training images` is what 1 000 of those get. A row's numbers are kept in
`OUT/ROW.json`, the samples in `OUT/samples.png`; a row that is there already is not done again.
"""

import argparse
import json
import os
import pathlib
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from recipes import gsn, pixel_cnn, rbm, real_nvp
from tfgan_zoo import data, losses, metrics, models, networks, plots
from tfgan_zoo.latents import sampling_seed
from tfgan_zoo.losses.variational import importance_weighted_bounds

IMAGE_SHAPE = (8, 8, 1)
BATCH_SIZE = 64
NUM_SAMPLES = 1000
SAMPLING_BATCH = 100
NUM_CODES = 50  # of the VAE's importance-weighted bound
WIDTH = 256  # hidden units of the dense players of GAN and VAE
LATENT_SIZE = 20
COLUMNS = ("row", "weights", "steps", "bits_test", "bits_train", "kind", "sampling", "seconds", "sharpness", "frechet")


def gan(train, seed):
    generator = networks.dense_decoder(train.shape, LATENT_SIZE, WIDTH, depth=2)
    game = models.GAN(generator, networks.mlp_discriminator(train.shape, WIDTH), seed=seed)
    game.compile(*(keras.optimizers.Adam(5e-4, 0.5) for _ in range(2)))
    return game


def vae(train, seed):
    encoder = networks.dense_encoder(train.shape, LATENT_SIZE, WIDTH, depth=2, gaussian=True)
    decoder = networks.dense_decoder(train.shape, LATENT_SIZE, WIDTH, depth=2)
    game = models.VAE(encoder, decoder, losses.BernoulliLikelihood(), seed=seed)
    game.compile(optimizer=keras.optimizers.Adam(1e-3))
    return game


def vae_log_likelihoods(game):
    def log_likelihoods(samples, seed):
        return -importance_weighted_bounds(game.log_weights(samples, NUM_CODES, seed))

    return tf.function(log_likelihoods, autograph=False)


# For each row its game, what a sample takes, and the function of (game, split) for the metric of its likelihood.
ROWS = {
    "pixel_cnn": (
        lambda train, seed: pixel_cnn.model(train, seed=seed),
        "64 passes, one a pixel",
        lambda game, split: metrics.BitsPerDimension(game.log_likelihoods, "exact", split),
    ),
    "real_nvp": (
        lambda train, seed: real_nvp.model(train, seed=seed),
        "one pass",
        lambda game, split: metrics.BitsPerDimension(game.log_likelihoods, "bound", split),
    ),
    "vae": (
        vae,
        "one pass",
        lambda game, split: metrics.BitsPerDimension(vae_log_likelihoods(game), "bound", split),
    ),
    "rbm": (
        lambda train, seed: rbm.model(train, seed=seed),
        "a chain of 100 steps",
        lambda game, split: metrics.BitsPerDimension(game.log_densities, "estimate", split, game.log_partition),
    ),
    "gsn": (lambda train, seed: gsn.model(train, seed=seed), "a chain of 100 steps", None),
    "gan": (gan, "one pass", None),
}


class Budget(keras.callbacks.Callback):
    """Ends training after some seconds of processor time; the first step, which is traced, does not count."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds
        self.begin = None

    def on_train_batch_end(self, batch, logs=None):
        now = time.process_time()
        self.begin = self.begin or now
        self.model.stop_training = now - self.begin > self.seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path, help="keeps the numbers and samples")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--seconds", type=float, default=30.0, help="processor time of each row's training")
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    flags.out.mkdir(parents=True, exist_ok=True)
    train, test = (data.binarized(data.load("digits", split, IMAGE_SHAPE)) for split in ("train", "test"))
    features = metrics.features_of(classifier_of(train, flags.out / "classifier.keras"))
    real = np.asarray(train.modality.to_model(train.samples[:NUM_SAMPLES]))
    results = [{"row": "training images", **quality(features, test, real)}]
    for name in flags.rows:
        path = flags.out / f"{name}.json"
        if not path.exists():
            path.write_text(json.dumps(measured(name, train, test, features, flags), indent=1))
        results.append(json.loads(path.read_text()))
        print(results[-1], flush=True)
    print(table(results))
    shown = [real[:8], *(np.load(flags.out / f"{name}.npy") for name in flags.rows)]
    plots.save_png(flags.out / "samples.png", plots.image_grid(np.concatenate(shown), 8))


def classifier_of(train, path):
    """The classifier of the whole table, trained once."""
    if not path.exists():
        metrics.classifier_of(train).save(path)
    return keras.saving.load_model(path)


def measured(name, train, test, features, flags):
    """All numbers of one row."""
    build, sampling, likelihood = ROWS[name]
    keras.utils.set_random_seed(flags.seed)
    game = build(train, flags.seed)
    batches = train.batches(BATCH_SIZE, seed=flags.seed)
    game.fit(batches, steps_per_epoch=10**6, verbose=0, shuffle=False, callbacks=[Budget(flags.seconds)])
    samples, seconds = timed_samples(game, flags.seed)
    np.save(flags.out / f"{name}.npy", samples[:8])
    weights = sum(int(np.prod(variable.shape)) for player in game.players.values() for variable in player)
    bits = {f"bits_{each.split}": bits_of(likelihood, game, each) for each in (test, train)} if likelihood else {}
    kind = {"kind": likelihood(game, "test").kind} if likelihood else {}
    return {
        "row": name,
        "weights": weights,
        "steps": int(game.steps.numpy()),
        **bits,
        **kind,
        "sampling": sampling,
        "seconds": seconds,
        **quality(features, test, samples),
    }


def timed_samples(game, seed):
    """Samples, and the processor time that drawing them took in one compiled graph."""

    @tf.function
    def drawn(number):
        inputs = game.draw(SAMPLING_BATCH, sampling_seed(seed, 1) + tf.stack([number, tf.zeros((), tf.int64)]))
        return game(inputs)

    drawn(tf.constant(-1, tf.int64))  # traced
    begin = time.process_time()
    parts = [drawn(tf.constant(number, tf.int64)) for number in range(NUM_SAMPLES // SAMPLING_BATCH)]
    samples = np.concatenate([part.numpy() for part in parts])
    return samples, time.process_time() - begin


def bits_of(likelihood, game, examples):
    """Bits per dimension of all examples."""
    metric = likelihood(game, examples.split)
    for batch in examples.batches(100, shuffle=False, repeat=False):
        metric.update(batch, None)
    return metric.result().value


def quality(features, test, samples):
    """Sharpness and Fréchet distance of samples against the test images."""
    statistics = metrics.feature_statistics(features, test.batches(100, shuffle=False, repeat=False), test.split)
    distance, sharpness = metrics.FrechetDistance(features, test.split, statistics), metrics.Sharpness(split=test.split)
    for start in range(0, len(samples), SAMPLING_BATCH):
        distance.update(None, samples[start : start + SAMPLING_BATCH])
    sharpness.update(np.asarray(test.modality.to_model(test.samples)), samples)
    return {"sharpness": sharpness.result().value, "frechet": distance.result().value}


def table(results):
    """The numbers as Markdown."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS)]
    for result in results:
        cells = [result.get(column, "") for column in COLUMNS]
        lines.append(
            "| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in cells) + " |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
