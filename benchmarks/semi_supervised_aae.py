"""Few labels: the errors of the semi-supervised AAE beside those of its encoder trained on the labels alone.

    python -m benchmarks.semi_supervised_aae
    python -m benchmarks.semi_supervised_aae --dataset mnist --data-dir FOLDER --num-labels 100 --batch-size 100 \\
        --steps 5000 --seeds 0 1

Both are the game of `recipes/semi_supervised_aae.py` with the same networks, labeled batches, rates and steps; for the
labels alone it takes only its fourth phase. Each seed has labeled images of its own. The errors are those of the last
step, on the whole test split; nothing was chosen by them.
"""

import argparse

import keras
import numpy as np
import tensorflow as tf

from benchmarks.semi_supervised import counted
from recipes import semi_supervised_aae


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", default=semi_supervised_aae.DATASET)
    parser.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    parser.add_argument("--num-labels", type=int, default=semi_supervised_aae.NUM_LABELS)
    parser.add_argument("--steps", type=int, default=semi_supervised_aae.STEPS)
    parser.add_argument("--batch-size", type=int, default=semi_supervised_aae.BATCH_SIZE)
    parser.add_argument("--width", type=int, default=semi_supervised_aae.WIDTH)
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(5)))
    flags = parser.parse_args()
    test = semi_supervised_aae.dataset(flags.dataset, "test", flags.data_dir)
    errors = {labels_alone: [], whole_game: []}
    for seed in flags.seeds:
        data = {"data_dir": flags.data_dir, "num_labels": flags.num_labels, "label_seed": seed}
        train = semi_supervised_aae.dataset(flags.dataset, **data)
        for trained, found in errors.items():
            keras.utils.set_random_seed(seed)
            game = semi_supervised_aae.model(train, width=flags.width, decay_steps=flags.steps, seed=seed)
            trained(game, train.batches(flags.batch_size, seed=seed, labels=True), flags.steps)
            found.append(counted(game, test))
            print(f"seed {seed}, {trained.__name__}: {found[-1]} errors of {test.num_examples}", flush=True)
    print(
        f"\n{flags.dataset}, {flags.num_labels} labels, {flags.steps} steps, batches of {flags.batch_size}, width "
        f"{flags.width}: errors of {test.num_examples} (mean, deviation over the seeds)"
    )
    for trained, found in errors.items():
        spread = np.std(found, ddof=1) if len(found) > 1 else float("nan")
        share = np.mean(found) / test.num_examples
        print(f"{trained.__name__:14}{np.mean(found):10.1f}{spread:10.1f}   {share:.2%}")


def labels_alone(game, batches, steps):
    """Train the encoder by the fourth phase alone."""

    @tf.function
    def step(data):
        real = game.samples(data)
        game.descend(lambda: game.classifier_loss(real), "classifier")

    for data in batches.take(steps):
        step(data)


def whole_game(game, batches, steps):
    """Train the game as it is."""
    game.fit(batches, steps_per_epoch=steps, verbose=0, shuffle=False)


if __name__ == "__main__":
    main()
