"""Anomalies: each digit left out once, and how well games that have never seen it tell it from the others.

    python -m benchmarks.anomaly

The games are those of `benchmarks/inference.py`, with its networks, rates and data. Each is trained on the training
images of nine digits; then the area under the ROC curve is between the scores of the test images of those nine and of
all images of the tenth. What the scores are (`metrics.anomaly_scores`):

- pixels: the distance of an image from its reconstruction; features: that distance in the last hidden layer of the
  discriminator; both: the sum of 0.9 of the first and 0.1 of the second, as in the paper (arXiv:1802.06222);
- principal components: the distance from the reconstruction by as many of them as a code has numbers;
- nearest image: the Euclidean distance from the nearest image that the games are trained on.

An area of 0.5 says nothing, 1 is perfect. The last two need no network: what a game adds is its distance from them.
"""

import argparse
import dataclasses

import keras
import numpy as np
from sklearn.decomposition import PCA

from benchmarks import inference
from tfgan_zoo import data, metrics, models
from tfgan_zoo.metrics.neighbors import neighbor_distances

GAMES = ("untrained", "vae", "bigan", "ali")
FEATURE_WEIGHTS = {"pixels": 0.0, "both": 0.1, "features": 1.0}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--games", nargs="+", default=GAMES, choices=list(inference.GAMES))
    parser.add_argument("--digits", nargs="+", type=int, default=list(range(10)), help="to leave out, one at a time")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    examples = [data.load("digits", split, inference.SHAPE) for split in ("train", "test")]
    areas = [areas_without(digit, *examples, flags) for digit in flags.digits]
    print(f"digits, {flags.steps} steps, width {flags.width}, seed {flags.seed}: area under the ROC curve\n")
    print(f"{'digit left out':32}", *(f"{digit:>5}" for digit in flags.digits), " mean")
    for name in areas[0]:
        found = [area[name] for area in areas]
        print(f"{name:32}", *(f"{area:.3f}" for area in [*found, np.mean(found)]))


def areas_without(digit, train, test, flags):
    """The area of each score by its name, for games that have not seen a digit."""
    train_images, test_images = (metrics.float_arrays(examples) for examples in (train, test))
    known = np.flatnonzero(train_images[1] != digit)
    seen = train_images[0][known]
    normal = test_images[0][test_images[1] != digit]
    anomalous = np.concatenate([images[labels == digit] for images, labels in (train_images, test_images)])

    def area(score):
        return metrics.area_under_curve(*(score(images) for images in (normal, anomalous)))

    areas = {name: area(score) for name, score in scores_without_network(seen).items()}
    examples = dataclasses.replace(train, samples=train.samples[known], labels=train.labels[known])
    for name in flags.games:
        game = trained(name, examples, flags)
        areas |= {f"{name}, {kind}": area(score) for kind, score in scores_of(game).items()}
    counts = f"{len(normal)} normal and {len(anomalous)} anomalous images"
    print(f"without {digit}, {counts}:", *(f"{name} {found:.3f};" for name, found in areas.items()), flush=True)
    return areas


def scores_without_network(seen):
    """Scores that need nothing but the images that are normal."""
    components = PCA(inference.LATENT_SIZE, random_state=0).fit(flat(seen))

    def projected(images):
        return components.inverse_transform(components.transform(flat(images))).reshape(images.shape)

    return {
        "nearest image": lambda images: neighbor_distances(flat(images), 1, flat(seen), verbose=0),
        "principal components": lambda images: metrics.anomaly_scores(projected, images),
    }


def flat(images):
    return images.reshape(len(images), -1)


def trained(name, examples, flags):
    """A game of `benchmarks/inference.py` that has learned from the examples."""
    keras.utils.set_random_seed(flags.seed)
    game = inference.GAMES[name](flags)
    if name != "untrained":
        game.fit(examples.batches(64, flags.seed), steps_per_epoch=flags.steps, verbose=0, shuffle=False)
    return game


def scores_of(game):
    """The scores that a game allows: with features where there is a discriminator of samples."""
    if not isinstance(game, models.GAN):
        return {"pixels": lambda images: metrics.anomaly_scores(game.reconstruct, images)}
    return {
        kind: lambda images, weight=weight: metrics.anomaly_scores(game.reconstruct, images, game.features, weight)
        for kind, weight in FEATURE_WEIGHTS.items()
    }


if __name__ == "__main__":
    main()
