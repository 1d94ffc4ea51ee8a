"""InfoGAN's claim: several short seeds, the one of the lowest recognition loss trained on, and what its codes turn.

    python -m benchmarks.infogan --dataset mnist --data-dir FOLDER

No label is looked at in choosing. Reported for every seed:

- recognition: Q's cross-entropy, in nats, of the categorical codes of generated images, by which a seed is chosen;
- information: what Q's category says of test images, in nats: the entropy of its mean prediction minus the mean entropy
  of its predictions (log 10 = 2.303 at most);
- accuracy: of the category as a name of the digit, each category naming one digit (`metrics.CodeAccuracy`), on test
  images; beside it that of k-means on pixels.

For the seed trained on, each continuous code's rank correlation with the slant, the width and the ink of what is
generated, the category and all else being random.
"""

import argparse
import pathlib
import time

import keras
import numpy as np
import scipy.special
import scipy.stats
import sklearn.cluster

from recipes import infogan
from tfgan_zoo import data, metrics, plots
from tfgan_zoo.metrics.code_accuracy import assignment_accuracy

NUM_SAMPLES = 2000
BATCH = 500  # images of a forward pass
NUM_CLUSTERED = 10_000  # training images for k-means
NUM_VALUES = 10  # of each code in a picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", default="mnist")
    parser.add_argument("--data-dir", default=None)
    parser.add_argument("--width", type=int, default=infogan.WIDTH)
    parser.add_argument("--batch-size", type=int, default=infogan.BATCH_SIZE)
    parser.add_argument("--continuous-weight", type=float, default=infogan.CONTINUOUS_WEIGHT)
    parser.add_argument("--redraw", action=argparse.BooleanOptionalAction, default=infogan.REDRAW)
    parser.add_argument("--steps", type=int, default=infogan.STEPS, help="of every seed")
    parser.add_argument("--more-steps", type=int, default=infogan.STEPS, help="of the chosen seed, after those")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(5)))
    parser.add_argument("--out", type=pathlib.Path, help="folder for a picture of the codes")
    flags = parser.parse_args()
    train, test = (data.load(flags.dataset, split, (28, 28, 1), flags.data_dir) for split in ("train", "test"))
    print(f"k-means on pixels: accuracy {clustering_accuracy(train, test):.1%}", flush=True)
    chosen, lowest = None, np.inf
    for seed in flags.seeds:
        began = time.perf_counter()
        game = new_game(train, seed, flags)
        fit(game, train, flags.steps, seed, flags)
        recognition, described = measured(game, test)
        print(f"seed {seed}, {flags.steps} steps ({time.perf_counter() - began:.0f} s) | {described}", flush=True)
        if recognition < lowest:
            chosen, lowest = (seed, game), recognition
    seed, game = chosen
    fit(game, train, flags.more_steps, seed, flags)
    print(f"seed {seed}, {flags.more_steps} more | {measured(game, test)[1]}", *turned(game), sep="\n", flush=True)
    if flags.out:
        flags.out.mkdir(parents=True, exist_ok=True)
        plots.save_png(flags.out / "codes.png", plots.image_grid(traversals(game), columns=NUM_VALUES))


def new_game(train, seed, flags):
    keras.utils.set_random_seed(seed)
    options = {"continuous_weight": flags.continuous_weight, "redraw": flags.redraw}
    return infogan.model(train, width=flags.width, seed=seed, **options)


def fit(game, train, steps, seed, flags):
    game.fit(train.batches(flags.batch_size, seed), steps_per_epoch=steps, verbose=0)


def measured(game, test):
    """The recognition loss, and all that is reported, in words."""
    latents, images = generated(game)
    recognition = float(
        np.mean(keras.losses.categorical_crossentropy(category(game, latents), logits(game, images), True))
    )
    real, labels = metrics.float_arrays(test)
    predicted = scipy.special.softmax(logits(game, real), axis=1)
    entropies = scipy.stats.entropy(predicted.mean(axis=0)) - scipy.stats.entropy(predicted, axis=1).mean()
    accuracy = assignment_accuracy(predicted.argmax(axis=1), labels)
    return recognition, f"recognition {recognition:.4f} | information {entropies:.3f} | accuracy {accuracy:.1%}"


def generated(game):
    """Latents and the images made from them."""
    latents = np.asarray(game.draw_latents(NUM_SAMPLES, (0, 1)))
    return latents, game.sampler.predict(latents, BATCH, verbose=0)


def logits(game, images):
    """Q's logits of the category of images."""
    return np.concatenate([game.infer_codes(images[at : at + BATCH])[0] for at in range(0, len(images), BATCH)])


def category(game, latents):
    end = latents.shape[1] - game.num_continuous
    return latents[:, end - game.num_categories : end]


def clustering_accuracy(train, test):
    """That of k-means with ten means."""
    pixels = metrics.float_arrays(train)[0][:NUM_CLUSTERED].reshape(-1, 28 * 28)
    means = sklearn.cluster.KMeans(10, n_init=3, random_state=0).fit(pixels)
    images, labels = metrics.float_arrays(test)
    return assignment_accuracy(means.predict(images.reshape(len(images), -1)), labels)


def turned(game):
    """Lines that say how each continuous code goes with each moment of the images."""
    latents, images = generated(game)
    properties = moments(images)
    for number in range(game.num_continuous):
        code = latents[:, latents.shape[1] - game.num_continuous + number]
        ranks = [f"{name} {scipy.stats.spearmanr(code, values)[0]:+.2f}" for name, values in properties.items()]
        yield f"continuous code {number + 1}, rank correlation: {', '.join(ranks)}"


def moments(images):
    """Slant, width and ink of images (n, height, width, 1) in [-1, 1], arrays (n,).

    The slant is the shift to the right per row upward that upright strokes would need; the width is the deviation of
    the ink from its center along rows after that slant is taken out.
    """
    ink = (np.asarray(images)[..., 0] + 1) / 2
    mass = ink.sum(axis=(1, 2)) + 1e-6
    rows, columns = (np.arange(size, dtype=float) for size in ink.shape[1:])
    y = rows[None, :, None] - (ink.sum(axis=2) @ rows / mass)[:, None, None]
    x = columns[None, None] - (ink.sum(axis=1) @ columns / mass)[:, None, None]
    slant = -(ink * x * y).sum(axis=(1, 2)) / (ink * y**2).sum(axis=(1, 2))
    upright = x + slant[:, None, None] * y
    width = np.sqrt((ink * upright**2).sum(axis=(1, 2)) / mass)
    return {"slant": slant, "width": width, "ink": mass}


def traversals(game):
    """A row for each category, then a row for each continuous code from -2 to 2, at one noise."""
    codes = game.num_categories + game.num_continuous
    rows = np.repeat(np.asarray(game.draw_latents(NUM_VALUES, (0, 2))), game.num_categories, axis=0)
    rows = rows.reshape(NUM_VALUES, game.num_categories, -1).swapaxes(0, 1).copy()
    rows[..., -codes : -game.num_continuous] = np.eye(game.num_categories)[:, None]
    turns = np.repeat(rows[-game.num_continuous :, :1], NUM_VALUES, axis=1)
    turns[..., -game.num_continuous :] = 0
    for number in range(game.num_continuous):
        turns[number, :, number - game.num_continuous] = np.linspace(-2, 2, NUM_VALUES)
    latents = np.concatenate([rows, turns]).reshape(-1, rows.shape[-1])
    return game.sampler.predict(latents, BATCH, verbose=0)


if __name__ == "__main__":
    main()
