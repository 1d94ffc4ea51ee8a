"""Generated rows of a table beside real and shuffled ones: to learn from, and to be told from real ones.

    tfgan-zoo train ctgan --out runs/ctgan
    tfgan-zoo train ctgan --num-modes 1 --out runs/one_mode
    python benchmarks/synthetic_rows.py runs/ctgan runs/one_mode

A classifier learns one column from the others of as many rows as there are to train on, and is measured on the test
rows; another tells the rows from the test rows. Shuffled rows have the right columns and nothing of what they say of
each other; shuffled within the classes of the target, they keep what each column alone says of it.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo import metrics
from tfgan_zoo.runs.opening import OpenRun


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("runs", nargs="+", help="folders of runs of recipes/ctgan.py on the same data")
    flags = parser.parse_args()
    opened = [OpenRun(folder) for folder in flags.runs]
    train, test = opened[0].train_data(), opened[0].real_data("test")
    modality, target = train.modality, train.modality.category_columns[-1]
    real, held_out = (modality.to_table(examples.arrays()[0]) for examples in (train, test))
    draws = np.random.default_rng(0)
    made = {
        "real rows": real,
        "shuffled": np.stack([draws.permutation(column) for column in real.T], axis=1),
        "shuffled within the class": shuffled_within(real, target, draws),
    }
    for name, run in zip(flags.runs, opened, strict=True):
        game = run.game("last")
        made[name] = game.modality.to_table(game.sample(len(real), seed=1))
    print(f"{train.name}: {len(real)} rows to train on, {len(held_out)} test rows; target {modality.names[target]}\n")
    print(f"{'':28}{'accuracy':>10}{'detector':>10}  shares of {modality.names[modality.category_columns[0]]}")
    for name, rows in made.items():
        accuracy = metrics.train_on_synthetic(rows, held_out, target, modality.category_columns)
        told = metrics.detector_auc(held_out, rows[: len(held_out)], modality.category_columns)
        print(f"{name:28}{accuracy:10.3f}{told:10.3f}  {shares(rows, modality)}")
    for name, run in zip(flags.runs, opened, strict=True):
        print(f"{name}: {asked(run.game('last')):.1%} of rows have the category that they are asked for, the least")


def shuffled_within(rows, target, draws):
    """Rows of which each class of the target has its columns shuffled, each on its own."""
    made = rows.copy()
    for label in np.unique(rows[:, target]):
        of_class = np.flatnonzero(rows[:, target] == label)
        for column in range(rows.shape[1]):
            made[of_class, column] = rows[draws.permutation(of_class), column]
    return made


def shares(rows, modality):
    """How often each category of the first such column occurs."""
    column = modality.category_columns[0]
    counts = np.bincount(rows[:, column].astype(int), minlength=len(modality.columns[column].categories))
    return ", ".join(f"{share:.3f}" for share in counts / len(rows))


def asked(game, count=500):
    """The least share, over all categories, of rows that have the one that they are asked for."""
    modality, found = game.modality, []
    for number in modality.category_columns:
        column = modality.columns[number]
        texts = [column.categories[row % len(column.categories)] for row in range(count)]
        rows = modality.to_table(game.sample(count, seed=2, **{column.name: texts}))
        wanted = np.arange(count) % len(column.categories)
        found += [(rows[wanted == label, number] == label).mean() for label in range(len(column.categories))]
    return min(found)


if __name__ == "__main__":
    main()
