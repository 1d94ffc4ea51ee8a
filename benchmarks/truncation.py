"""BigGAN's truncation: agreement with the asked class and diversity as the threshold of the latents falls.

    tfgan-zoo train biggan --out runs/biggan
    python benchmarks/truncation.py runs/biggan --out benchmarks/results/truncation.csv

Each threshold has its own standing statistics (`BigGAN.truncated`); the first row is the game as it was trained.
Agreement and recall are of a classifier trained here on the run's training data; recall and MS-SSIM (within a class,
higher is less diverse) say how diverse samples are, precision how close they are to the data.
"""

import argparse
import csv
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from scipy.stats import spearmanr

from tfgan_zoo import metrics
from tfgan_zoo.runs.opening import OpenRun

THRESHOLDS = (2.0, 1.0, 0.5, 0.25)
NUM_SAMPLES = 1000
COLUMNS = ("threshold", "agreement", "precision", "recall", "ms_ssim")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("run", help="folder of a run of recipes/biggan.py")
    parser.add_argument("--num", type=int, default=NUM_SAMPLES, help="samples, and real images, of each row")
    parser.add_argument("--out", help="CSV file to write")
    flags = parser.parse_args()
    rows = rows_of(flags.run, flags.num)
    lines = [COLUMNS, *([f"{row[name]:.4g}" for name in COLUMNS] for row in rows)]
    if flags.out:
        with open(flags.out, "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    for line in lines:
        print(*line, sep="\t")
    for name in COLUMNS[1:]:
        rank = spearmanr([row["threshold"] for row in rows[1:]], [row[name] for row in rows[1:]]).statistic
        print(f"rank correlation of {name} with the threshold: {rank:+.2f}")


def rows_of(folder, num):
    """The measures of the game of a run, and of each truncated one: a list of dicts."""
    run = OpenRun(folder)
    game, train = run.game("last"), run.train_data()
    images, labels = train.arrays()
    classifier = metrics.train_classifier(np.asarray(train.modality.to_model(images)), labels, train.num_classes)
    chosen = np.random.default_rng(0).permutation(train.num_examples)[: min(num, train.num_examples)]
    real = np.asarray(train.modality.to_model(images[np.sort(chosen)]))
    games = {np.inf: game, **{threshold: game.truncated(threshold) for threshold in THRESHOLDS}}
    return [
        {"threshold": threshold, **measures(each, classifier, real, len(real))} for threshold, each in games.items()
    ]


def measures(game, classifier, real, num):
    """Agreement, precision, recall and MS-SSIM of a game's samples."""
    labels = np.arange(num) % game.num_classes
    samples = game.sample(num, labels=labels)
    features = metrics.features_of(classifier)
    vectors = [features.predict(images, verbose=0) for images in (real, samples)]
    precision, recall = metrics.precision_recall(*vectors, verbose=0)
    agreement = np.mean(classifier.predict(samples, verbose=0).argmax(axis=-1) == labels)
    similarity = metrics.sample_similarity(samples, labels, num_pairs=num)
    return {"agreement": agreement, "precision": precision, "recall": recall, "ms_ssim": float(similarity)}


if __name__ == "__main__":
    main()
