"""StyleGAN2 from a thousand pictures, with and without adaptive augmentation (ADA).

    python -m benchmarks.few_pictures --dataset fashion_mnist --data-dir FOLDER --out runs/few_pictures

Both games are that of `recipes/stylegan2.py`, with the same networks, settings and first training pictures. Overfitting
is the mean sign of the discriminator's logits of the training pictures, as it sees them: 0 if it cannot tell them from
generated ones, 1 if it is sure of all; ADA aims at 0.6. Beside it is that of as many test pictures, which it has never
seen. The Fréchet distance compares as many samples as there are test pictures with these, in the features of a fixed
random network (`metrics.random_features`), or of a classifier. What is finished or saved is not done again when started
again.
"""

import argparse
import json
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from recipes import stylegan2
from tfgan_zoo import metrics, models
from tfgan_zoo.saving.classifier import read_classifier

KINDS = {"augmented": True, "plain": False}
COLUMNS = ("step", "probability", "train_sign", "test_sign")


def main():
    flags = parsed()
    size = {"data_dir": flags.data_dir, "image_size": stylegan2.IMAGE_SIZE}
    train = stylegan2.dataset(flags.dataset, num_images=flags.num_images, **size)
    test = stylegan2.dataset(flags.dataset, "test", **size)
    print(f"{flags.dataset}, {train.num_examples} pictures, {flags.steps} steps, batches of {flags.batch_size}")
    for seed in flags.seeds:
        for kind in flags.kinds:
            game, rows = trained(kind, seed, train, test, flags)
            for row in rows:
                print(f"seed {seed}, {kind:9}", *(f"{name} {row[name]:.3g}" for name in COLUMNS), sep="  ")
            print(f"seed {seed}, {kind:9}  {distance(game, test, flags)}", flush=True)


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path, help="keeps games and rows")
    parser.add_argument("--dataset", default=stylegan2.DATASET)
    parser.add_argument("--data-dir", help="where TFDS keeps prepared datasets")
    parser.add_argument("--num-images", type=int, default=1000, help="first training pictures to learn from")
    parser.add_argument("--steps", type=int, default=2500)
    parser.add_argument("--batch-size", type=int, default=stylegan2.BATCH_SIZE)
    parser.add_argument("--width", type=int, default=stylegan2.WIDTH)
    parser.add_argument("--horizon", type=int, default=stylegan2.AUGMENTATION_HORIZON, help="of ADA, in images")
    parser.add_argument("--kinds", nargs="+", default=list(KINDS), choices=list(KINDS))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--save-every", type=int, default=100, help="steps")
    parser.add_argument("--classifier", help=".keras file of a classifier in whose features to measure")
    parser.add_argument("--num-samples", type=int, help="test pictures, and samples, of the distance; all by default")
    return parser.parse_args()


def trained(kind, seed, train, test, flags):
    """A game after training or resuming it, and what was measured every so many steps."""
    folder = flags.out / f"{kind}-{seed}"
    folder.mkdir(parents=True, exist_ok=True)
    saved, table = folder / "last.keras", folder / "rows.json"
    game = models.load(saved) if saved.exists() else new_game(kind, seed, train, flags)
    rows = json.loads(table.read_text()) if table.exists() else []
    while (done := int(game.steps.numpy())) < flags.steps:
        batches = train.batches(flags.batch_size, seed=seed, skip=done)
        game.fit(batches, steps_per_epoch=min(flags.save_every, flags.steps - done), verbose=0, shuffle=False)
        rows.append(measured(game, train, test))
        game.save(saved)
        table.write_text(json.dumps(rows, indent=1))
        print("  ", kind, rows[-1], flush=True)
    return game, rows


def new_game(kind, seed, train, flags):
    keras.utils.set_random_seed(seed)
    options = {"augmentation": KINDS[kind], "augmentation_horizon": flags.horizon}
    return stylegan2.model(train, width=flags.width, seed=seed, **options)


def measured(game, train, test):
    """The game's step, ADA's probability, and the mean signs of the logits of training and of test pictures."""
    probability = float(game.tricks[0].probability) if game.tricks else 0.0
    count = min(train.num_examples, test.num_examples)
    signs = [mean_sign(game, part.first_samples(count)) for part in (train, test)]
    return dict(zip(COLUMNS, (int(game.steps.numpy()), probability, *signs), strict=True))


def mean_sign(game, images, batch_size=100):
    """r_t of images as the discriminator sees them; draws of its own leave the game's randomness as it was."""
    counter, signs = game.seed_counter.numpy(), []
    for start in range(0, len(images), batch_size):
        seen = game.transform(tf.constant(images[start : start + batch_size]))
        signs.append(np.sign(game.score(seen, training=False)).ravel())
    game.seed_counter.assign(counter)
    return float(np.mean(np.concatenate(signs)))


def distance(game, test, flags):
    """The Fréchet distance of samples from the test pictures."""
    network = metrics.random_features(test.shape)
    if flags.classifier:
        network = metrics.features_of(read_classifier(flags.classifier))
    count = flags.num_samples or test.num_examples
    pairs = test.first_samples(count), game.sample(count)
    metric = metrics.FrechetDistance(network, test.split)
    for real, fake in zip(*(np.array_split(images, -(-count // 500)) for images in pairs), strict=True):
        metric.update(real, fake)
    return metric.result()


if __name__ == "__main__":
    main()
