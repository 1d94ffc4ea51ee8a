"""StarGAN on pictures in four colors, of which every translation is known: each of the twelve against the true one.

    tfgan-zoo train stargan --out runs/stargan
    python benchmarks/stargan.py runs/stargan

Each test picture, in each color, is translated to each other: mean absolute error from the true picture and, after
the translation back, from the picture itself, for pixels in [0, 1]. A classifier of the pictures' own classes, trained
here on all four colors, says how often a translation keeps what it shows.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo import data, metrics
from tfgan_zoo.runs.opening import OpenRun

COLORS = np.asarray(list(data.TINTS.values()), "float32")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("run", help="folder of a run of recipes/stargan.py on gray pictures")
    parser.add_argument("--data-dir", help="data folder of TensorFlow Datasets")
    flags = parser.parse_args()
    run = OpenRun(flags.run)
    game, shape = run.game("last"), (*run.real_data().shape[:2], 1)
    name = run.real_data().name.removeprefix("tinted_")
    train, test = (data.load(name, split, shape, flags.data_dir) for split in ("train", "test"))
    classifier = metrics.train_classifier(in_all_colors(train), np.repeat(train.labels, len(COLORS)), train.num_classes)
    ink = test.samples[:1000] / 255
    labels = test.labels[:1000]
    print(f"{len(ink)} pictures of {name} (test)\n")
    print(f"{'from':10}{'to':10}{'L1':>10}{'back':>10}{'kept':>10}")
    for source_label, source_name in enumerate(data.TINTS):
        sources = in_color(ink, source_label)
        for label, target_name in enumerate(data.TINTS):
            if label == source_label:
                continue
            made = game.sample(source=sources, labels=np.full(len(ink), label))
            back = game.sample(source=made, labels=np.full(len(ink), source_label))
            errors = [
                np.abs(first - second).mean() / 2 for first, second in ((made, in_color(ink, label)), (back, sources))
            ]
            kept = (classifier.predict(made, verbose=0).argmax(axis=-1) == labels).mean()
            print(f"{source_name:10}{target_name:10}{errors[0]:10.4f}{errors[1]:10.4f}{kept:10.1%}")
    real = (classifier.predict(in_color(ink, 0), verbose=0).argmax(axis=-1) == labels).mean()
    print(f"\nthe classifier recognizes {real:.1%} of the red pictures themselves")


def in_color(ink, label):
    """Pictures of this much ink, in [0, 1], in a color: float32 in [-1, 1]."""
    return np.rint(ink * COLORS[label]).astype("float32") / 127.5 - 1


def in_all_colors(examples):
    """Every picture in each color, one after the other."""
    ink = examples.samples / 255
    return np.stack([in_color(ink, label) for label in range(len(COLORS))], axis=1).reshape(-1, *ink.shape[1:3], 3)


if __name__ == "__main__":
    main()
