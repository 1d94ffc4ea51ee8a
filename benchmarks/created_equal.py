"""Table A: every game with the same networks, budget and measure, as in "Are GANs Created Equal?" (arXiv:1711.10337).

    python benchmarks/created_equal.py train gan --dataset fashion_mnist --out runs/created_equal/gan
    python benchmarks/created_equal.py measure runs/created_equal/gan --dataset fashion_mnist --inception WEIGHTS.npz

The protocol: the networks of InfoGAN, z of 64 uniform numbers, batches of 64, Adam, 15 625 steps of the discriminator;
10 000 samples against the 10 000 test images, gray repeated to 3 channels. What differs from the paper: images and
samples lie in [-1, 1] rather than [0, 1], so the generator ends in tanh; one setting (the authors' default) and one
seed rather than the best of 100 settings over 50 seeds. `train` goes on from the last saved epoch when started again.
"""

import argparse
import dataclasses
import json
import pathlib

import keras

from tfgan_zoo import data, latents, metrics, models, networks, plots

LATENT_SIZE = 64
BATCH_SIZE = 64
EPOCHS = 25
NUM_SAMPLES = 10_000


@dataclasses.dataclass(frozen=True)
class Row:
    """One row's game and its authors' default settings (the paper's table 3)."""

    game: type
    learning_rate: float
    beta_1: float
    discriminator_steps: int = 1
    normalization: type | None = keras.layers.BatchNormalization


ROWS = {
    "gan": Row(models.GAN, 5e-5, 0.0),
    "lsgan": Row(models.LSGAN, 2e-4, 0.5),
    "wgan_gp": Row(models.WGANGP, 1e-4, 0.5, discriminator_steps=5, normalization=None),
}


def build(row, image_shape, seed):
    keras.utils.set_random_seed(seed)
    gan = row.game(
        networks.infogan_generator(image_shape, LATENT_SIZE),
        networks.infogan_discriminator(image_shape, normalization=row.normalization),
        latents=latents.uniform,
        discriminator_steps=row.discriminator_steps,
        seed=seed,
    )
    adams = [keras.optimizers.Adam(row.learning_rate, row.beta_1) for _ in range(2)]
    gan.compile(*adams)
    return gan


def train(flags):
    """Train a row, saving the model, its losses and a grid after each of 25 epochs."""
    row = ROWS[flags.row]
    folder = pathlib.Path(flags.out)
    folder.mkdir(parents=True, exist_ok=True)
    saved = folder / "last.keras"
    examples = data.load(flags.dataset, "train", data_dir=flags.data_dir)
    gan = keras.saving.load_model(saved) if saved.exists() else build(row, examples.shape, flags.seed)
    steps_per_epoch = flags.steps // (EPOCHS * row.discriminator_steps)
    done = int(gan.generator_optimizer.iterations.numpy())
    batches = examples.batches(BATCH_SIZE * row.discriminator_steps, seed=flags.seed, skip=done)
    settings = {name: getattr(flags, name) for name in ("row", "dataset", "steps", "seed")}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1))
    gan.fit(
        batches,
        epochs=EPOCHS,
        initial_epoch=done // steps_per_epoch,
        steps_per_epoch=steps_per_epoch,
        verbose=2,
        callbacks=[
            keras.callbacks.CSVLogger(folder / "losses.csv", append=True),
            keras.callbacks.ModelCheckpoint(saved),
        ],
    )


def measure(flags):
    """Measure trained rows against the 10 000 test images, by Inception at 768 features and by a classifier."""
    real = data.load(flags.dataset, "test", data_dir=flags.data_dir)
    inception = metrics.inception(flags.inception, features=768)
    classifier = trained_classifier(flags, pathlib.Path(flags.cache))
    networks_used = (inception, metrics.features_of(classifier))
    statistics = [real_statistics(network, real, pathlib.Path(flags.cache)) for network in networks_used]
    for folder in map(pathlib.Path, flags.runs):
        gan = keras.saving.load_model(folder / "last.keras")
        settings = json.loads((folder / "settings.json").read_text())
        steps = int(gan.steps.numpy()) * getattr(gan, "discriminator_steps", 1)
        distances = [
            metrics.FrechetDistance(network, real.split, known)
            for network, known in zip(networks_used, statistics, strict=True)
        ]
        for start in range(0, NUM_SAMPLES, 100):
            fake = gan.sampler(gan.draw_latents(100, (settings["seed"], start)), training=False)
            for distance in distances:
                distance.update(None, fake)
            print(f"\r{folder.name}: {start + 100} of {NUM_SAMPLES} samples", end="", flush=True)
        report = {**settings, "discriminator_steps": steps, "figures": [str(each.result()) for each in distances]}
        (folder / "figures.json").write_text(json.dumps(report, indent=1))
        plots.save_png(folder / "samples.png", plots.image_grid(gan.sample(64, seed=settings["seed"])))
        print(f"\r{folder.name} after {steps} discriminator steps:", *report["figures"], sep="\n  ", flush=True)


def trained_classifier(flags, cache):
    """The classifier of the whole table: trained once on the training images, then kept."""
    path = cache / f"classifier-{flags.dataset}.keras"
    if not path.exists():
        train, test = (data.load(flags.dataset, split, data_dir=flags.data_dir) for split in ("train", "test"))
        images, labels = metrics.float_arrays(train)
        name, held_out = f"classifier-{flags.dataset}", metrics.float_arrays(test)
        classifier = metrics.train_classifier(images, labels, train.num_classes, name, epochs=3, held_out=held_out)
        print(f"classifier: accuracy {classifier.held_out_accuracy:.4f} on the test images", flush=True)
        cache.mkdir(parents=True, exist_ok=True)
        classifier.save(path)
    return keras.saving.load_model(path)


def real_statistics(network, real, cache):
    """Statistics of the test images in a network's features, computed once and then kept."""
    path = cache / f"{network.name}-{real.name}-{real.split}.npz"
    if not path.exists():
        print(f"{network.name}: features of {real.num_examples} real images", flush=True)
        cache.mkdir(parents=True, exist_ok=True)
        batches = real.batches(100, shuffle=False, repeat=False)
        metrics.feature_statistics(network, batches, real.split).save(path)
    return metrics.FeatureStatistics.load(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train", help="train one row")
    training.set_defaults(run=train)
    training.add_argument("row", choices=ROWS)
    training.add_argument("--steps", type=int, default=15_625, help="steps of the discriminator")
    training.add_argument("--seed", type=int, default=0)
    measuring = commands.add_parser("measure", help="measure trained rows")
    measuring.set_defaults(run=measure)
    measuring.add_argument("runs", nargs="+", help="folders that `train` wrote")
    measuring.add_argument("--inception", help="file of the Inception's weights; fetched if not given")
    measuring.add_argument("--cache", default="runs/created_equal/cache", help="keeps the classifier and statistics")
    training.add_argument("--out", required=True, help="the run's folder")
    for command in (training, measuring):
        command.add_argument("--dataset", default="fashion_mnist", help="fashion_mnist, mnist or cifar10")
        command.add_argument("--data-dir", help="where TFDS keeps prepared data sets")
    flags = parser.parse_args()
    flags.run(flags)


if __name__ == "__main__":
    main()
