"""IRGAN on MovieLens 100k: the quality of its rankings after each round, beside its pre-trained start and the paper's.

    python benchmarks/irgan.py FOLDER --start FILE [--final FILE] | tee benchmarks/results/irgan.txt

The folder has the authors' two files (geek-ai/irgan: movielens-100k-train.txt and -test.txt) alone; the other files are
their factors as arrays of an npz (`model_dns_ori.pkl`, `gan_generator.pkl`). All settings are the authors'; users come
in the order of their numbers, as there. The pre-trained start is the paper's row of LambdaFM.

The authors take the round that is best on the test items. Here one half of the test users chooses the round by its
precision at 5, and the other half, which had no say, is what that round is measured on. The column "chosen" has that
for the rounds so far, the mean over random halves, each in both roles, and "which" the mean of the rounds that they
choose. The start has seen all items of training, so none of these could choose.
"""

import argparse

import keras
import numpy as np

from tfgan_zoo import data, metrics, models, networks
from tfgan_zoo.metrics import ranking

NAMES = ("P@5", "P@3", "P@10", "NDCG@5", "NDCG@3", "NDCG@10", "MAP", "MRR")
NUM_ITEMS = 1683  # of the authors' factors; one of them nobody has rated
NUM_HALVINGS = 100
PAPER = (0.3750, 0.4072, 0.3140, 0.4009, 0.4222, 0.3723)  # its table of MovieLens 100k, without MAP and MRR


def new_game(train, start, seed):
    """The authors' game, whose generator begins with the factors of a file."""
    num_users, num_items = train.modality.num_users, train.modality.num_items
    generator = networks.factor_ranker(num_users, num_items, file=start)
    game = models.IRGAN(generator, networks.factor_ranker(num_users, num_items), modality=train.modality, seed=seed)
    game.compile("sgd", keras.optimizers.SGD(1e-3), keras.optimizers.SGD(0.032), metrics=[metrics.RankingQuality()])
    game.remember(train.conditions["users"], train.samples)
    return game


def row(name, values, rest=""):
    print(f"{name:24}" + "".join(f"{float(value):9.4f}" for value in values) + rest, flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--start", required=True)
    parser.add_argument("--final")
    parser.add_argument("--rounds", type=int, default=28)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    keras.utils.set_random_seed(arguments.seed)
    train, test = (data.interactions(arguments.folder, split, num_items=NUM_ITEMS) for split in ("train", "test"))
    real = test.batches(128, shuffle=False, repeat=False)
    users = train.num_examples
    print(f"{users} users to train on, {test.num_examples} to test with, {train.modality.num_items} items", end="; ")
    print(f"{np.sum(train.samples >= 0)} and {np.sum(test.samples >= 0)} liked items; seed {arguments.seed}\n")
    print(" " * 24 + "".join(f"{name:>9}" for name in (*NAMES, "reward", "chosen", "which")))
    row("the paper's IRGAN", PAPER)
    game = new_game(train, arguments.start, arguments.seed)
    row("authors' start", game.evaluate(real, verbose=0))
    if arguments.final:
        row("authors' final factors", new_game(train, arguments.final, 0).evaluate(real, verbose=0))
    in_order = train.batches(users, shuffle=False)
    of_users = [precision_of_users(game, test)]
    for number in range(1, arguments.rounds + 1):
        logs = game.fit(in_order, steps_per_epoch=1, verbose=0).history
        of_users.append(precision_of_users(game, test))
        others, which = chosen_by_halves(np.array(of_users))
        rest = f"{logs['reward'][0]:9.3f}{others:9.4f}{which:9.1f}"
        row(f"round {number}", game.evaluate(real, verbose=0), rest)


def precision_of_users(game, test, cutoff=5):
    """The precision of each test user's ranking."""
    rankings = game.sample(users=test.conditions["users"])
    return ranking.precision(ranking.is_relevant(test.samples, rankings), cutoff).numpy()


def chosen_by_halves(of_users, seed=0):
    """The precision, for half of the users, of the round that the other half chooses, and the number of that round.

    Args:
        of_users: array (rounds, users).

    Returns:
        both, as means over halves.
    """
    generator, found = np.random.default_rng(seed), []
    for _ in range(NUM_HALVINGS):
        halves = np.array_split(generator.permutation(of_users.shape[1]), 2)
        for choosing, others in (halves, halves[::-1]):
            chosen = of_users[:, choosing].mean(axis=1).argmax()
            found.append((of_users[chosen, others].mean(), chosen))
    return np.mean(found, axis=0)


if __name__ == "__main__":
    main()
