"""How many of a thousand modes: three MNIST digits as one color image (PacGAN, arXiv:1712.04086, section 4.2).

    python benchmarks/stacked_mnist.py run dcgan pacdcgan2 --steps 10000 --seeds 0
    python benchmarks/stacked_mnist.py table > benchmarks/results/stacked_mnist.md

The protocol: 128 000 images, z of 100, batches of 64 (for PacGAN, 64 packs), Adam of rate 2e-4 and beta1 0.5; 26 000
samples, of which a digit classifier names the three digits; modes are the triples that come, and KL is the divergence
of their distribution from the training images' one. What differs from the paper: the networks are this zoo's DCGAN at a
width of `--width`. `run` adds a line to `results/stacked_mnist.csv`, and resumes from the games in its folder.
"""

import argparse
import csv
import pathlib
import statistics

import keras
import numpy as np

from tfgan_zoo import data, layers, metrics, models, networks, plots, tricks

RESULTS = pathlib.Path(__file__).parent / "results" / "stacked_mnist.csv"
COLUMNS = ("row", "width", "steps", "seed", "modes", "kl", "classifier_accuracy")
IMAGE_SHAPE = (28, 28, 3)
LATENT_SIZE = 100
BATCH_SIZE = 64
NUM_SAMPLES = 26_000
EMA_MOMENTUM = 0.999  # of the generators of R3GAN and of its ablations
CHUNK = 1000  # steps after which a game is saved

PUBLISHED = {  # with other networks; R3GAN's and its ablations' are of its paper
    "dcgan": "99 / 3.40",
    "pacdcgan2": "1000 / 0.06",
    "r3gan": "1000 / 0.08",
    "cross_entropy_r1_r2": "693 / 0.93",
    "rsgan_r1": "diverges",
}


def dcgan(width, seed):
    return models.GAN(generator(width), networks.dcgan_discriminator(IMAGE_SHAPE, width), seed=seed)


def pacdcgan2(width, seed):
    discriminator = networks.dcgan_discriminator((*IMAGE_SHAPE[:2], 6), width)
    return models.PacGAN(generator(width), discriminator, pack_size=2, seed=seed)


def ralsgan(width, seed):
    return models.RaLSGAN(generator(width), networks.dcgan_discriminator(IMAGE_SHAPE, width), seed=seed)


def layer_normalized_wgan_gp(width, seed):
    critic = networks.dcgan_discriminator(IMAGE_SHAPE, width, normalization=keras.layers.LayerNormalization)
    return models.WGANGP(generator(width), critic, discriminator_steps=1, seed=seed)


def minibatch_discriminating_dcgan(width, seed):
    """DCGAN whose discriminator sees how like one another the images of a batch are."""
    plain = networks.dcgan_discriminator(IMAGE_SHAPE, width)
    hidden = layers.MinibatchDiscrimination(50, 5)(plain.get_layer("features").output)
    discriminator = keras.Model(plain.input, keras.layers.Dense(1, dtype="float32")(hidden))
    return models.GAN(generator(width), discriminator, seed=seed)


def unnormalized(width):
    """A discriminator whose gradient at one image does not depend on the others."""
    return networks.dcgan_discriminator(IMAGE_SHAPE, width, normalization=None)


def r3gan(width, seed):
    return models.R3GAN(generator(width), unnormalized(width), ema_momentum=EMA_MOMENTUM, seed=seed)


def cross_entropy_r1_r2(width, seed):
    """R3GAN without its pairs."""
    penalized = [tricks.R1(1.0), tricks.R2(1.0)]
    return models.GAN(generator(width), unnormalized(width), tricks=penalized, ema_momentum=EMA_MOMENTUM, seed=seed)


def rsgan_r1(width, seed):
    """R3GAN without R2."""
    return models.RSGAN(
        generator(width), unnormalized(width), tricks=[tricks.R1(1.0)], ema_momentum=EMA_MOMENTUM, seed=seed
    )


ROWS = {
    "dcgan": dcgan,
    "pacdcgan2": pacdcgan2,
    "ralsgan": ralsgan,
    "wgan_gp_layer_norm": layer_normalized_wgan_gp,
    "dcgan_minibatch_discrimination": minibatch_discriminating_dcgan,
    "r3gan": r3gan,
    "cross_entropy_r1_r2": cross_entropy_r1_r2,
    "rsgan_r1": rsgan_r1,
}
BETAS = dict.fromkeys(("r3gan", "cross_entropy_r1_r2", "rsgan_r1"), (0.0, 0.99))  # of Adam, where not DCGAN's


def generator(width):
    return networks.dcgan_generator(IMAGE_SHAPE, width, LATENT_SIZE)


def build(row, width, seed):
    keras.utils.set_random_seed(seed)
    game = ROWS[row](width, seed)
    game.compile(*(keras.optimizers.Adam(2e-4, *BETAS.get(row, (0.5,))) for _ in range(2)))
    return game


def train(row, flags, seed, examples):
    """The row's game after `--steps`, resuming from the saved game."""
    kept = pathlib.Path(flags.folder) / f"{row}-{flags.width}-{seed}.keras"
    kept.parent.mkdir(parents=True, exist_ok=True)
    game = models.load(kept) if kept.exists() else build(row, flags.width, seed)
    batch_size = BATCH_SIZE * getattr(game, "pack_size", 1)
    while (done := int(game.steps.numpy())) < flags.steps:
        batches = examples.batches(batch_size, seed=seed, skip=done)
        game.fit(batches, steps_per_epoch=min(CHUNK, flags.steps - done), verbose=2)
        game.save(kept)
    return game


def digits_of(classifier, images):
    """The triple that a digit classifier reads in each image, as one number below 1000."""
    channels = [classifier.predict(images[..., [channel]], batch_size=500, verbose=0) for channel in range(3)]
    return np.ravel_multi_index([np.argmax(logits, axis=1) for logits in channels], (10, 10, 10))


def divergence(found, training):
    """KL divergence of the samples' triples from the training images' ones, in nats."""
    shares = np.bincount(found, minlength=1000) / len(found)
    wanted = np.bincount(training, minlength=1000) / len(training)
    held = shares > 0
    return float(np.sum(shares[held] * np.log(shares[held] / wanted[held])))


def digit_classifier(flags):
    """A classifier of single digits, trained once, with its accuracy on MNIST's test images."""
    path = pathlib.Path(flags.folder) / "classifier-mnist.keras"
    held_out = metrics.float_arrays(data.load("mnist", "test", data_dir=flags.data_dir))
    if not path.exists():
        images, labels = metrics.float_arrays(data.load("mnist", data_dir=flags.data_dir))
        path.parent.mkdir(parents=True, exist_ok=True)
        metrics.train_classifier(images, labels, 10, "classifier-mnist", epochs=3, held_out=held_out).save(path)
    classifier = keras.saving.load_model(path)
    read = np.argmax(classifier.predict(held_out[0], batch_size=500, verbose=0), axis=1)
    return classifier, float(np.mean(read == held_out[1]))


def run(flags):
    examples = data.stacked(data.load("mnist", data_dir=flags.data_dir))
    classifier, accuracy = digit_classifier(flags)
    if not RESULTS.exists():
        RESULTS.write_text(",".join(COLUMNS) + "\n")
    for seed in flags.seeds:
        for row in flags.rows:
            game = train(row, flags, seed, examples)
            images = game.sample(NUM_SAMPLES, seed=1)
            found = digits_of(classifier, images)
            line = [row, flags.width, int(game.steps.numpy()), seed, len(np.unique(found))]
            line += [f"{divergence(found, examples.labels):.4f}", f"{accuracy:.4f}"]
            with RESULTS.open("a") as file:
                csv.writer(file).writerow(line)
            print(*line, flush=True)
            plots.save_png(pathlib.Path(flags.folder) / f"{row}-{seed}.png", plots.image_grid(images[:64]))


def table(flags):
    """Markdown: means over the seeds."""
    with RESULTS.open(newline="") as file:
        measured = list(csv.DictReader(file))
    print("| row | width | steps | seeds | modes | KL | published: modes / KL |")
    print("|---|---|---|---|---|---|---|")
    for row, width, steps in sorted({(line["row"], line["width"], int(line["steps"])) for line in measured}):
        same = [line for line in measured if (line["row"], line["width"], int(line["steps"])) == (row, width, steps)]
        modes, kl = (statistics.mean(float(line[column]) for line in same) for column in ("modes", "kl"))
        print(f"| {row} | {width} | {steps:,} | {len(same)} | {modes:.0f} | {kl:.2f} | {PUBLISHED.get(row, '')} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run", help="train and evaluate rows")
    running.set_defaults(run=run)
    running.add_argument("rows", nargs="+", choices=ROWS)
    running.add_argument("--width", type=int, default=64, help="feature maps of the networks")
    running.add_argument("--steps", type=int, default=50_000)
    running.add_argument("--seeds", nargs="+", type=int, default=[0])
    running.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    running.add_argument("--folder", default="runs/stacked_mnist", help="folder of games and the classifier")
    tabling = commands.add_parser("table", help="print the results as Markdown")
    tabling.set_defaults(run=table)
    flags = parser.parse_args()
    flags.run(flags)


if __name__ == "__main__":
    main()
