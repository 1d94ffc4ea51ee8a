"""Table A: every game with the same networks, budget and measure, as in "Are GANs Created Equal?" (arXiv:1711.10337).

    python benchmarks/created_equal.py train gan --dataset fashion_mnist --out runs/created_equal/gan
    python benchmarks/created_equal.py evaluate runs/created_equal/gan --inception WEIGHTS.npz
    python benchmarks/created_equal.py table

The protocol: the networks of InfoGAN, z of 64 uniform numbers, batches of 64, Adam, 15 625 steps of the discriminator;
10 000 samples against the 10 000 test images, gray repeated to 3 channels. What differs from the paper: images and
samples lie in [-1, 1] rather than [0, 1], so the generator ends in tanh (BEGAN's encoder is shown them in [0, 1]); one
setting (the authors' default) rather than the best of 100, and `--steps` fewer where the table says so. `train` goes on
from the last saved epoch when started again; `evaluate` adds its results to `results/created_equal.csv`.
"""

import argparse
import csv
import dataclasses
import json
import operator
import pathlib
import shutil
import statistics
from collections.abc import Callable

import keras

from tfgan_zoo import data, latents, layers, metrics, models, networks, plots

RESULTS = pathlib.Path(__file__).parent / "results"
FIGURES = RESULTS / "created_equal.csv"
COLUMNS = ("dataset", "row", "steps", "seed", "fid_768", "frechet_classifier", "classifier")
LATENT_SIZE = 64
BATCH_SIZE = 64
EPOCHS = 25
NUM_SAMPLES = 10_000
YARDSTICK = "gan"


def convolutional(image_shape):
    return networks.infogan_discriminator(image_shape)


def unnormalized(image_shape):
    return networks.infogan_discriminator(image_shape, normalization=None)


def autoencoder(image_shape):
    return networks.autoencoder_discriminator(image_shape, unit_range=True)


def spectral(image_shape):
    kernels = {"convolution": layers.SpectralConv2D, "dense": layers.SpectralDense}
    return networks.infogan_discriminator(image_shape, normalization=None, **kernels)


@dataclasses.dataclass(frozen=True)
class Row:
    """One row's game and its authors' default settings (the paper's table 3, or the game's own paper).

    `gan_faster` is the yardstick with the optimizer of LSGAN, hinge GAN and RaLSGAN. A row called `_averaged` draws its
    samples from the moving average of its generator; in one called `_decayed` the rates fall to 0 over the run as well.
    One called `_one_step` takes one step of the discriminator for one of the generator where its authors take five, as
    the paper's last search does in all games; `wgan_gp_faster` has a rate within that search (1e-4 to 1e-3) as well.
    """

    game: type
    learning_rate: float
    beta_1: float
    beta_2: float = 0.999
    discriminator: Callable = convolutional
    decayed: bool = False
    options: dict = dataclasses.field(default_factory=dict)
    published: dict = dataclasses.field(default_factory=dict)  # FID over the yardstick's, by dataset


ROWS = {
    "gan": Row(models.GAN, 5e-5, 0.0, published={"fashion_mnist": 26.5 / 32, "mnist": 6.8 / 10}),
    "minimax_gan": Row(models.MinimaxGAN, 5e-5, 0.0, published={"fashion_mnist": 29.6 / 32, "mnist": 9.8 / 10}),
    "lsgan": Row(models.LSGAN, 2e-4, 0.5, published={"fashion_mnist": 30.7 / 32, "mnist": 7.8 / 10}),
    "wgan": Row(
        models.WGAN,
        5e-5,
        0.5,
        options={"clip_limit": 0.01, "discriminator_steps": 5},
        published={"fashion_mnist": 21.5 / 32, "mnist": 6.7 / 10},
    ),
    "wgan_gp": Row(
        models.WGANGP,
        1e-4,
        0.5,
        discriminator=unnormalized,
        options={"penalty_weight": 10.0, "discriminator_steps": 5},
        published={"fashion_mnist": 24.5 / 32, "mnist": 20.3 / 10},
    ),
    "dragan": Row(models.DRAGAN, 1e-4, 0.5, published={"fashion_mnist": 27.7 / 32, "mnist": 7.6 / 10}),
    "began": Row(
        models.BEGAN,
        1e-4,
        0.5,
        discriminator=autoencoder,
        options={"gamma": 0.75, "balance_rate": 1e-3, "discriminator_steps": 5},
        published={"fashion_mnist": 22.9 / 32, "mnist": 13.1 / 10},
    ),
    "hinge_gan": Row(models.HingeGAN, 2e-4, 0.5),
    "sngan": Row(models.SNGAN, 2e-4, 0.0, 0.9, discriminator=spectral, options={"discriminator_steps": 5}),
    "ra_s_gan": Row(models.RaSGAN, 2e-4, 0.5),
    "ra_ls_gan": Row(models.RaLSGAN, 2e-4, 0.5),
    "r1_gan": Row(models.R1GAN, 1e-4, 0.0, 0.99, discriminator=unnormalized, options={"gamma": 10.0}),
    "gan_faster": Row(models.GAN, 2e-4, 0.5),
    "ra_ls_gan_averaged": Row(models.RaLSGAN, 2e-4, 0.5, options={"ema_momentum": 0.99}),
}


def one_step(row):
    return dataclasses.replace(row, options={**row.options, "discriminator_steps": 1})


ROWS |= {f"{name}_one_step": one_step(ROWS[name]) for name in ("wgan", "wgan_gp", "began")}
ROWS["ra_ls_gan_decayed"] = dataclasses.replace(ROWS["ra_ls_gan_averaged"], decayed=True)
ROWS["wgan_gp_faster"] = dataclasses.replace(ROWS["wgan_gp_one_step"], learning_rate=5e-4)


def build(row, image_shape, seed, steps):
    keras.utils.set_random_seed(seed)
    gan = row.game(
        networks.infogan_generator(image_shape, LATENT_SIZE),
        row.discriminator(image_shape),
        latents=latents.uniform,
        seed=seed,
        **row.options,
    )
    rate = keras.optimizers.schedules.CosineDecay(row.learning_rate, steps) if row.decayed else row.learning_rate
    gan.compile(*(keras.optimizers.Adam(rate, row.beta_1, row.beta_2) for _ in range(2)))
    return gan


def train(flags):
    """Train a row, saving the model, its losses and a grid after each of 25 epochs."""
    row = ROWS[flags.row]
    folder = pathlib.Path(flags.out)
    folder.mkdir(parents=True, exist_ok=True)
    saved = folder / "last.keras"
    examples = data.load(flags.dataset, "train", data_dir=flags.data_dir)
    gan = models.load(saved) if saved.exists() else build(row, examples.shape, flags.seed, flags.steps)
    steps_per_epoch = flags.steps // (EPOCHS * gan.discriminator_steps)
    done = int(gan.steps.numpy())
    batches = examples.batches(BATCH_SIZE * gan.discriminator_steps, seed=flags.seed, skip=done)
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


def evaluate(flags):
    """Evaluate trained rows against the 10 000 test images, by Inception at 768 features and by a classifier."""
    inception = metrics.inception(flags.inception, features=768)
    for folder in map(pathlib.Path, flags.runs):
        settings = json.loads((folder / "settings.json").read_text())
        real = data.load(settings["dataset"], "test", data_dir=flags.data_dir)
        classifier = trained_classifier(settings["dataset"], flags.data_dir, pathlib.Path(flags.cache))
        distances = [
            metrics.FrechetDistance(network, real.split, real_statistics(network, real, pathlib.Path(flags.cache)))
            for network in (inception, metrics.features_of(classifier))
        ]
        gan = models.load(folder / "last.keras")
        for start in range(0, NUM_SAMPLES, 100):
            fake = gan.sampler(gan.draw_latents(100, (settings["seed"], start)), training=False)
            for distance in distances:
                distance.update(None, fake)
            print(f"\r{folder.name}: {start + 100} of {NUM_SAMPLES} samples", end="", flush=True)
        note(folder, settings, gan, [distance.result() for distance in distances])


def note(folder, settings, gan, results):
    """Write a row's results to the results, its losses and a grid of its samples beside them."""
    print(f"\r{folder.name}", *results, sep="\n  ", flush=True)
    new = not FIGURES.exists()
    steps = int(gan.steps.numpy()) * gan.discriminator_steps
    with FIGURES.open("a", newline="") as file:
        lines = csv.writer(file)
        if new:
            lines.writerow(COLUMNS)
        values = [f"{result.value:.5g}" for result in results]
        lines.writerow([settings["dataset"], settings["row"], steps, settings["seed"], *values, results[1].network])
    beside = RESULTS / "created_equal" / "-".join([settings["row"], settings["dataset"], str(steps)])
    plots.save_png(f"{beside}.png", plots.image_grid(gan.sample(64, seed=settings["seed"])))
    shutil.copy(folder / "losses.csv", f"{beside}-losses.csv")


def trained_classifier(dataset, data_dir, cache):
    """The classifier of a whole table: trained once on the training images, then saved."""
    path = cache / f"classifier-{dataset}.keras"
    if not path.exists():
        train, test = (data.load(dataset, split, data_dir=data_dir) for split in ("train", "test"))
        images, labels = metrics.float_arrays(train)
        name, held_out = f"classifier-{dataset}", metrics.float_arrays(test)
        classifier = metrics.train_classifier(images, labels, train.num_classes, name, epochs=3, held_out=held_out)
        print(f"classifier: accuracy {classifier.held_out_accuracy:.4f} on the test images", flush=True)
        cache.mkdir(parents=True, exist_ok=True)
        classifier.save(path)
    return keras.saving.load_model(path)


def real_statistics(network, real, cache):
    """Statistics of the test images in a network's features, computed once and then saved."""
    path = cache / f"{network.name}-{real.name}-{real.split}.npz"
    if not path.exists():
        print(f"{network.name}: features of {real.num_examples} real images", flush=True)
        cache.mkdir(parents=True, exist_ok=True)
        batches = real.batches(100, shuffle=False, repeat=False)
        metrics.feature_statistics(network, batches, real.split).save(path)
    return metrics.FeatureStatistics.load(path)


def table(flags):
    """Markdown: each row's results, their ratios to the yardstick of the same budget, and the published ratio.

    Rows measured with different classifiers stand apart, each beside its own yardstick.
    """
    with FIGURES.open(newline="") as file:
        measured = list(csv.DictReader(file))
    print(
        "| data | discriminator steps | row | seeds | FID-768 | / yardstick | classifier's distance | / yardstick "
        "| of the classifier | published |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    for line in measured:
        line["budget"] = round(int(line["steps"]), -2)  # a game of five discriminator steps ends a few earlier
    group_of = operator.itemgetter("dataset", "budget", "classifier")
    for group in sorted(set(map(group_of, measured))):
        dataset, _, classifier = group
        same = [line for line in measured if group_of(line) == group]
        rows = {row: [line for line in same if line["row"] == row] for row in ROWS}
        known = {row: mean_results(own) for row, own in rows.items()}
        for row, results in known.items():
            if results:
                own = rows[row]
                cells = [dataset, f"{int(own[0]['steps']):,}", row, str(len(own))]
                for value, yardstick in zip(results, known[YARDSTICK] or (None, None), strict=True):
                    cells += [f"{value:.4g}", f"{value / yardstick:.2f}" if yardstick else "not run"]
                published = ROWS[row].published.get(dataset)
                print("|", " | ".join([*cells, classifier.split("@")[1], f"{published:.2f}" if published else ""]), "|")


def mean_results(lines):
    """FID-768 and the classifier's distance, each the mean over the seeds; None if there are none."""
    columns = ("fid_768", "frechet_classifier")
    return [statistics.mean(float(line[column]) for line in lines) for column in columns] if lines else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train", help="train one row")
    training.set_defaults(run=train)
    training.add_argument("row", choices=ROWS)
    training.add_argument("--dataset", default="fashion_mnist", help="fashion_mnist, mnist or cifar10")
    training.add_argument("--steps", type=int, default=15_625, help="steps of the discriminator")
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--out", required=True, help="the run's folder")
    evaluation = commands.add_parser("evaluate", help="evaluate trained rows")
    evaluation.set_defaults(run=evaluate)
    evaluation.add_argument("runs", nargs="+", help="folders that `train` wrote")
    evaluation.add_argument("--inception", help="file of the Inception's weights; fetched if not given")
    evaluation.add_argument("--cache", default="runs/created_equal/cache", help="keeps the classifiers and statistics")
    for command in (training, evaluation):
        command.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    tabling = commands.add_parser("table", help="print the results as Markdown")
    tabling.set_defaults(run=table)
    flags = parser.parse_args()
    flags.run(flags)


if __name__ == "__main__":
    main()
