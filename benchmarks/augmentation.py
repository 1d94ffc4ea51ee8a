"""Generated images for a classifier of few or unbalanced examples: the errors with and without them.

    python -m benchmarks.augmentation
    python -m benchmarks.augmentation --dataset mnist --data-dir FOLDER

"few" has ten training images of each class, "unbalanced" ten of the classes from 5 on and a hundred of the others. The
game is that of `recipes/cgan.py`, trained on those images alone, each class equally often. Then the classifier of
`metrics.train_classifier` learns from 2 000 images, always with the same network, initial weights and number of steps:

- real: the examples, drawn as often as they are; balanced: each class equally often;
- shifted: the balanced ones, each moved by up to two pixels, which needs no game;
- generated: balanced ones and generated images by halves; generated, shifted: those, moved;
- generated alone: what the game knows of the classes (the classification accuracy score, arXiv:1905.10887).

Errors are of the whole test split, in percent: mean and deviation over the seeds, each of which has examples, a game
and classifiers of its own; of the rare classes alone beside them.
"""

import argparse
import dataclasses

import keras
import numpy as np

from recipes import cgan
from tfgan_zoo import data, metrics

NUM_FEW, NUM_MANY = 10, 100  # examples of a rare class, and of another where classes are unbalanced
RARE_FROM = 5
COUNTS = {"few": [NUM_FEW] * 10, "unbalanced": [NUM_MANY] * RARE_FROM + [NUM_FEW] * (10 - RARE_FROM)}
NUM_IMAGES = 2000  # that a classifier learns from
SHIFT = data.Augmentation(crop=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", default=cgan.DATASET, help="of ten classes")
    parser.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    parser.add_argument("--kinds", nargs="+", default=list(COUNTS), choices=list(COUNTS))
    parser.add_argument("--steps", type=int, default=cgan.STEPS, help="of the game")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    flags = parser.parse_args()
    shape = (cgan.IMAGE_SIZE, cgan.IMAGE_SIZE, 1)
    train, test = (data.load(flags.dataset, split, shape, flags.data_dir) for split in ("train", "test"))
    for kind in flags.kinds:
        runs = [errors_of(kind, seed, train, metrics.float_arrays(test), flags.steps) for seed in flags.seeds]
        print(
            f"\n{flags.dataset}, {kind}, {flags.steps} steps, seeds {flags.seeds}: errors of {test.num_examples} in %"
        )
        print(f"{'':20}{'all classes':>16}{'classes ' + str(RARE_FROM) + ' to 9':>18}")
        for name in runs[0]:
            found = 100 * np.array([run[name] for run in runs])
            cells = [f"{mean:.2f} ± {spread:.2f}" for mean, spread in zip(found.mean(0), spreads(found), strict=True)]
            print(f"{name:20}{cells[0]:>16}{cells[1]:>18}", flush=True)


def spreads(found):
    """The deviation of each column; none of a single row."""
    return found.std(axis=0, ddof=1) if len(found) > 1 else np.full(found.shape[1], np.nan)


def errors_of(kind, seed, train, test, steps):
    """The shares of errors, of all classes and of the rare ones, by what the classifier learned from."""
    examples = part_of(train, COUNTS[kind], seed)
    balanced = drawn(examples, seed, balance=True)
    game = trained(balanced, steps, seed)
    errors = {}
    for name, (images, labels) in training_sets(examples, balanced, game, seed).items():
        classifier = metrics.train_classifier(images, labels, train.num_classes, seed=seed, held_out=test)
        wrong = classifier.predict(test[0], batch_size=512, verbose=0).argmax(axis=-1) != test[1]
        errors[name] = wrong.mean(), wrong[test[1] >= RARE_FROM].mean()
        print(f"{kind}, seed {seed}, {name}: {wrong.sum()} errors of {len(wrong)}", flush=True)
    return errors


def part_of(examples, counts, seed):
    """As many random examples of each class as are counted."""
    order = np.random.default_rng(seed).permutation(examples.num_examples)
    return rows_of(
        examples,
        np.concatenate(
            [order[examples.labels[order] == label][:count] for label, count in enumerate(counts)],
        ),
    )


def drawn(examples, seed, balance):
    """`NUM_IMAGES` of the examples, drawn with replacement: of each class equally many, or as they come."""
    generator = np.random.default_rng(seed)
    if not balance:
        return rows_of(examples, generator.integers(examples.num_examples, size=NUM_IMAGES))
    each = NUM_IMAGES // examples.num_classes
    kinds = [np.flatnonzero(examples.labels == label) for label in range(examples.num_classes)]
    return rows_of(examples, np.concatenate([generator.choice(rows, each) for rows in kinds]))


def rows_of(examples, rows):
    return dataclasses.replace(examples, samples=examples.samples[rows], labels=examples.labels[rows])


def trained(examples, steps, seed):
    """The recipe's game, trained on the examples."""
    keras.utils.set_random_seed(seed)
    game = cgan.model(examples, seed=seed)
    batches = examples.batches(cgan.BATCH_SIZE, seed, labels=True)
    game.fit(batches, steps_per_epoch=steps, verbose=0, shuffle=False)
    return game


def training_sets(examples, balanced, game, seed):
    """What a classifier learns from, by name: images and labels."""
    real, labels = metrics.float_arrays(balanced)
    made = game.sample(NUM_IMAGES, labels=labels)
    mixed = np.where((np.arange(NUM_IMAGES) % 2 == 0)[:, None, None, None], real, made)

    def shifted(images):
        return np.asarray(SHIFT(images, (seed, 0)))

    return {
        "real": metrics.float_arrays(drawn(examples, seed, balance=False)),
        "balanced": (real, labels),
        "shifted": (shifted(real), labels),
        "generated": (mixed, labels),
        "generated, shifted": (shifted(mixed), labels),
        "generated alone": (made, labels),
    }


if __name__ == "__main__":
    main()
