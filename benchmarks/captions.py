"""What samples show of their captions, also where no training image has that color and digit together.

    python -m benchmarks.captions full no_interpolation no_mismatches --steps 4000 --seeds 0

GAN-INT-CLS (arXiv:1605.05396) by `recipes/text_to_image.py`: MNIST's digits in six colors, with captions, and 12 of the
60 pairs of a color and a digit held out. The judge knows real images alone: digits in gray, and the nearest color.
Each training adds two lines to `results/captions.csv`, for seen and for held-out pairs: the shares of samples that
show the color, the digit and both, and both of a caption that was given to another sample; the mean MS-SSIM of two
samples of a pair; and of MNIST's test images the judge's share of both, and the MS-SSIM. It resumes from the games in
its folder.
"""

import argparse
import csv
import pathlib

import keras
import numpy as np

from recipes import text_to_image
from tfgan_zoo import data, metrics, models, plots

RESULTS = pathlib.Path(__file__).parent / "results" / "captions.csv"
COLUMNS = ("row", "width", "steps", "seed", "pairs", "color", "digit", "both", "of_another", "ms_ssim", "judge", "data")
NUM_SAMPLES = 3000
CHUNK = 1000  # steps after which a game is saved
ROWS = {
    "full": {},
    "no_interpolation": {"interpolate": False},
    "no_mismatches": {"mismatch_weight": 0.0},
}


def judge_of(train, path):
    """The judge, trained once."""
    if not path.exists():
        images, labels = metrics.float_arrays(train)
        metrics.train_colored_classifier(images, labels, 10, data.COLORS.values(), "judge", epochs=3).save(path)
    return keras.saving.load_model(path)


def trained(row, flags, seed, train):
    """The row's game after `--steps`, resuming from the saved game."""
    path = pathlib.Path(flags.folder) / f"{row}-{flags.width}-{seed}.keras"
    keras.utils.set_random_seed(seed)
    game = models.load(path) if path.exists() else text_to_image.model(train, flags.width, seed=seed, **ROWS[row])
    while (done := int(game.steps.numpy())) < flags.steps:
        batches = train.batches(text_to_image.BATCH_SIZE, seed=seed, labels=game.labeled, skip=done)
        game.fit(batches, steps_per_epoch=min(CHUNK, flags.steps - done), verbose=2)
        game.save(path)
    return game


def measures(game, judge, real):
    """The numbers of a line, of the first captions of a data set and of its images."""
    images, labels = real.first_samples(NUM_SAMPLES), real.labels[:NUM_SAMPLES]
    samples = game.sample(captions=real.conditions["captions"][:NUM_SAMPLES], seed=1)
    found, of_real = (np.argmax(judge.predict(each, batch_size=500, verbose=0), axis=1) for each in (samples, images))
    shares = [found // 10 == labels // 10, found % 10 == labels % 10, found == labels, np.roll(found, 1) == labels]
    similarities = [metrics.sample_similarity(each, labels) for each in (samples, images)]
    return [*map(np.mean, shares), similarities[0], np.mean(of_real == labels), similarities[1]]


def draw(path, game, real, count=8):
    """A row of samples for a caption of each pair."""
    captions = real.conditions["captions"][np.unique(real.labels, return_index=True)[1]]
    samples = game.sample(captions=np.repeat(captions, count), seed=2)
    plots.image_rows(path, samples.reshape(-1, count, *samples.shape[1:]), captions)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", choices=ROWS)
    parser.add_argument("--width", type=int, default=32, help="feature maps of the networks")
    parser.add_argument("--steps", type=int, default=4000, help="of training")
    parser.add_argument("--seeds", nargs="+", type=int, default=[0])
    parser.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    parser.add_argument("--folder", default="runs/captions", help="folder of games, pictures and the judge")
    flags = parser.parse_args()
    folder = pathlib.Path(flags.folder)
    folder.mkdir(parents=True, exist_ok=True)
    train = text_to_image.dataset("mnist", "train", flags.data_dir)
    test = data.load("mnist", "test", data_dir=flags.data_dir)
    pairs = {"seen": data.captioned(test), "held out": data.captioned(test, held_out=True)}
    judge = judge_of(train, folder / "judge.keras")
    if not RESULTS.exists():
        RESULTS.write_text(",".join(COLUMNS) + "\n")
    for seed in flags.seeds:
        for row in flags.rows:
            game = trained(row, flags, seed, train)
            for name, real in pairs.items():
                found = [f"{value:.4f}" for value in measures(game, judge, real)]
                line = [row, flags.width, int(game.steps.numpy()), seed, name, *found]
                with RESULTS.open("a") as file:
                    csv.writer(file).writerow(line)
                print(*line, flush=True)
            draw(folder / f"{row}-{seed}.png", game, pairs["held out"])


if __name__ == "__main__":
    main()
