"""A ProGAN that grows beside the same networks at the full size from the start, for the same processor time.

    python -m benchmarks.progressive_growing --out runs/growing --data-dir ~/tensorflow_datasets

The game of `recipes/progan.py` on Fashion-MNIST, enlarged to 32 x 32. Processor time is that of `fit`, all threads
together, without the first step of each phase, which is traced. Both are measured when a phase of the growing one ends:
Fréchet distances in the features of a classifier of 10 000 training images (three epochs), of samples of the moving
average against as many test images. Small sizes are enlarged by repeating pixels, as the game's samples always are.
`OUT` keeps the numbers, the classifier, both games and their samples.
"""

import argparse
import json
import os
import pathlib
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from recipes import progan
from tfgan_zoo import data, metrics, plots

IMAGE_SHAPE = (32, 32, 1)
CHUNK = 20  # steps between two looks at the clock
CLASSIFIER_IMAGES, CLASSIFIER_EPOCHS = 10_000, 3
NUM_SHOWN = 32


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path, help="keeps the numbers, games and samples")
    parser.add_argument("--dataset", default="fashion_mnist")
    parser.add_argument("--data-dir")
    parser.add_argument("--steps", type=int, default=500, help="training steps of a phase")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--width", type=int, default=8)
    parser.add_argument("--max-width", type=int, default=32)
    parser.add_argument("--samples", type=int, default=2000, help="of each measurement but the last, with 10 000")
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    flags.out.mkdir(parents=True, exist_ok=True)
    train, test = (data.load(flags.dataset, split, IMAGE_SHAPE, flags.data_dir) for split in ("train", "test"))
    features = metrics.features_of(classifier_of(train, flags.out / "classifier.keras"))
    growing = game_of(train, flags, flags.steps)
    rows, marks = [], []
    for phase in growing.phases:
        marks.append(sum(marks[-1:]) + processor_time(growing, train, phase.num_steps or flags.steps, flags))
        rows.append(row_of("growing", growing, marks[-1], test, features, flags))
    growing.save(flags.out / "growing.keras")
    whole = game_of(train, flags, 0)
    seconds = processor_time(whole, train, 1, flags)  # the traced step, which takes none
    for mark in marks:
        while seconds < mark:
            seconds += processor_time(whole, train, CHUNK, flags)
        rows.append(row_of("full size", whole, seconds, test, features, flags))
    whole.save(flags.out / "full_size.keras")
    for name, game in (("growing", growing), ("full size", whole)):
        rows.append(row_of(name, game, marks[-1], test, features, flags, min(10_000, test.num_examples)))
        plots.save_png(flags.out / f"{name.replace(' ', '_')}.png", plots.image_grid(game.sample(NUM_SHOWN), 8))
    (flags.out / "rows.json").write_text(json.dumps(rows, indent=1))


def classifier_of(train, path):
    """The classifier of the whole table, trained once."""
    if not path.exists():
        images = np.asarray(train.modality.to_model(train.samples[:CLASSIFIER_IMAGES]))
        labels, name = train.labels[:CLASSIFIER_IMAGES], f"classifier-{train.name}-{CLASSIFIER_IMAGES}"
        metrics.train_classifier(images, labels, train.num_classes, name, CLASSIFIER_EPOCHS).save(path)
    return keras.saving.load_model(path)


def game_of(train, flags, steps):
    """The recipe's game, with phases of so many steps."""
    keras.utils.set_random_seed(flags.seed)
    return progan.model(
        train,
        flags.width,
        flags.max_width,
        settling_steps=steps,
        fading_steps=steps,
        seed=flags.seed,
    )


def processor_time(game, train, steps, flags):
    """Seconds of processor time in so many training steps, less the first where it is traced."""
    if game.phase_begins or not int(game.steps.numpy()):
        fit(game, train, 1, flags)
        steps -= 1
    begin = time.process_time()
    if steps:
        fit(game, train, steps, flags)
    return time.process_time() - begin


def fit(game, train, steps, flags):
    """Training steps on the batches that follow those that the game has seen."""
    batches = train.batches(flags.batch_size, seed=flags.seed, skip=int(game.steps.numpy()))
    game.fit(batches, steps_per_epoch=steps, verbose=0, shuffle=False)


def row_of(name, game, seconds, test, features, flags, count=None):
    """One measurement."""
    count = count or flags.samples
    metric = metrics.FrechetDistance(features, test.split)
    real = np.asarray(test.modality.to_model(test.samples[:count]))
    samples = game.sample(count, seed=1)
    for begin in range(0, count, 500):
        metric.update(real[begin : begin + 500], samples[begin : begin + 500])
    steps = int(game.steps.numpy())
    row = {"game": name, "images": steps * flags.batch_size, "steps": steps, "seconds": round(seconds, 1)}
    row |= {"phase": game.phase_at(steps - 1).name, "samples": count, "frechet": round(metric.result().value, 2)}
    print(row, flush=True)
    return row


if __name__ == "__main__":
    main()
