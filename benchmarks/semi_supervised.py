"""Few labels: the errors of Improved GAN beside those of the same classifier trained on the labels alone.

    python -m benchmarks.semi_supervised --out runs/semi_supervised
    python -m benchmarks.semi_supervised --dataset mnist --data-dir FOLDER --num-labels 100 --batch-size 100 \\
        --width 250 --out runs/semi_supervised_mnist

Both are the game of `recipes/improved_gan.py`, with the same networks, noise, labeled batches, optimizer, steps and
moving average; for the labels alone its unsupervised weight is 0, so that neither unlabeled nor generated images move
the classifier. Each seed has labeled images of its own. The errors are those of the last step, on the whole test
split; nothing was chosen by them. What is finished or saved is not done again when started again.
"""

import argparse
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from recipes import improved_gan
from tfgan_zoo import metrics, models

KINDS = {"labels_alone": 0.0, "game": improved_gan.UNSUPERVISED_WEIGHT}


def main():
    flags = parsed()
    if flags.threads:
        tf.config.threading.set_intra_op_parallelism_threads(flags.threads)
        tf.config.threading.set_inter_op_parallelism_threads(flags.threads)
    size = {"data_dir": flags.data_dir, "image_size": improved_gan.IMAGE_SIZE}
    test = improved_gan.dataset(flags.dataset, "test", **size)
    errors = {kind: [] for kind in KINDS}
    for seed in flags.seeds:
        train = improved_gan.dataset(flags.dataset, num_labels=flags.num_labels, label_seed=seed, **size)
        for kind in KINDS:
            errors[kind].append(errors_of(kind, seed, train, test, flags))
            print(f"seed {seed}, {kind}: {errors[kind][-1]} errors of {test.num_examples}", flush=True)
    print(
        f"\n{flags.dataset}, {flags.num_labels} labels, {flags.steps} steps, batches of {flags.batch_size}, width "
        f"{flags.width}, seeds {flags.seeds}: errors of {test.num_examples} (mean, deviation over the seeds)"
    )
    for kind, found in errors.items():
        spread = np.std(found, ddof=1) if len(found) > 1 else float("nan")
        print(f"{kind:14}{np.mean(found):10.1f}{spread:10.1f}   {100 * np.mean(found) / test.num_examples:.2f} %")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path, help="keeps games and errors")
    parser.add_argument("--dataset", default=improved_gan.DATASET)
    parser.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    parser.add_argument("--num-labels", type=int, default=improved_gan.NUM_LABELS)
    parser.add_argument("--steps", type=int, default=improved_gan.STEPS)
    parser.add_argument("--batch-size", type=int, default=improved_gan.BATCH_SIZE)
    parser.add_argument("--width", type=int, default=improved_gan.WIDTH)
    parser.add_argument("--learning-rate", type=float, default=improved_gan.LEARNING_RATE)
    parser.add_argument("--momentum", type=float, default=improved_gan.CLASSIFIER_MOMENTUM, help="of the average")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(5)))
    parser.add_argument("--save-every", type=int, default=1000, help="steps")
    parser.add_argument("--threads", type=int, default=0, help="of TensorFlow; 0 for its own choice")
    return parser.parse_args()


def errors_of(kind, seed, train, test, flags):
    """How many test images a game gives the wrong class, after training or resuming it."""
    folder = flags.out / f"{kind}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    saved, table = folder / "last.keras", folder / "errors.json"
    game = models.load(saved) if saved.exists() else new_game(kind, seed, train, flags)
    errors = json.loads(table.read_text()) if table.exists() else {}
    while (done := int(game.steps.numpy())) < flags.steps:
        steps = min(flags.save_every, flags.steps - done)
        batches = train.batches(flags.batch_size, seed=seed, labels=True, skip=done)
        game.fit(batches, steps_per_epoch=steps, verbose=0, shuffle=False)
        errors[str(done + steps)] = counted(game, test)
        game.save(saved)
        table.write_text(json.dumps(errors, indent=1))
        print(f"  {kind}, seed {seed}, step {done + steps}: {errors[str(done + steps)]} errors", flush=True)
    return counted(game, test)


def new_game(kind, seed, train, flags):
    keras.utils.set_random_seed(seed)
    return improved_gan.model(
        train,
        width=flags.width,
        unsupervised_weight=KINDS[kind],
        classifier_momentum=flags.momentum,
        learning_rate=flags.learning_rate,
        seed=seed,
    )


def counted(game, test):
    """How many test images get the wrong class."""
    metric = metrics.ClassificationError(game.classify, test.split)
    for batch in test.batches(500, labels=True, shuffle=False, repeat=False):
        metric.update(game.samples(batch), None)
    result = metric.result()
    return round(result.value * result.n_real)


if __name__ == "__main__":
    main()
