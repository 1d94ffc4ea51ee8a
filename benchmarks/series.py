"""TimeGAN, without its supervised loss, and RCGAN on series: discriminative and predictive score, beside real series.

    python -m benchmarks.series | tee benchmarks/results/series.txt
    python -m benchmarks.series --dataset stock_data.csv --newest-first --against train

Real series are those to train on: what a generator can hope for. The csv is TimeGAN's of Google's stock
(https://github.com/jsyoon0823/TimeGAN), whose first line is the latest day. Its blocks, of each of which the end is for
the test, are five: these ends are other times at other prices, and real series are easily told from them. So
`--against train` compares with the series that were learned from, as the paper does; its real series are one random
half of them beside the other. `--picture FILE` draws t-SNE of 500 series of TimeGAN and as many real ones.
"""

import argparse
import pathlib
import tempfile

import keras
import numpy as np

from recipes import rcgan, timegan
from tfgan_zoo import metrics, plots

NUM_DRAWN = 500


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--dataset", default=timegan.DATASET)
    parser.add_argument("--newest-first", action="store_true", help="the lines of the csv are in the reverse order")
    parser.add_argument("--steps", type=int, nargs=3, default=(1000, 700, 1000), help="of TimeGAN's three phases")
    parser.add_argument("--rcgan-steps", type=int, default=1500)
    parser.add_argument("--judge-steps", type=int, default=2000)
    parser.add_argument("--judges", type=int, default=2, help="networks whose scores are averaged")
    parser.add_argument("--against", choices=("test", "train"), default="test", help="the series to compare with")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--picture")
    flags = parser.parse_args()
    train, test = examples_of(flags.dataset, flags.newest_first)
    learned, unseen = to_model(train), to_model(test)
    phases = "+".join(map(str, flags.steps))
    print(f"{train.name}: {len(learned)} series to train on, {len(unseen)} test series", end=", ")
    print(f"{train.shape[0]} steps of {train.shape[1]}; TimeGAN {phases} steps, RCGAN {flags.rcgan_steps}")
    print(f"{'':28}{'discriminative':>18}{'predictive':>18}")
    if flags.against == "train":
        real, halves = learned, np.array_split(np.random.default_rng(0).permutation(learned), 2)
        print_scores("real series", *halves, flags)
    else:
        real = unseen
        print_scores("real series", learned, real, flags)
    for name, options in (("TimeGAN", {}), ("without supervised loss", {"supervised": False})):
        game = trained_timegan(train, flags.steps, flags.seed, **options)
        made = game.sample(len(real), seed=1)
        print_scores(name, made, real, flags)
        if flags.picture and name == "TimeGAN":
            draw(flags.picture, made, real)
    print_scores("RCGAN", trained_rcgan(train, flags).sample(len(real), seed=1), real, flags)


def examples_of(name, newest_first):
    """The series to train on, and the others."""
    if not newest_first:
        return [timegan.dataset(name, split) for split in ("train", "test")]
    header, *lines = pathlib.Path(name).read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        ordered = pathlib.Path(folder) / pathlib.Path(name).name
        ordered.write_text("\n".join([header, *reversed(lines)]), encoding="utf-8")
        return [timegan.dataset(str(ordered), split) for split in ("train", "test")]


def to_model(examples):
    return np.asarray(examples.modality.to_model(examples.samples), np.float32)


def trained_timegan(train, steps, seed, supervised=True):
    """The game after its phases; without the supervised loss their second is none."""
    keras.utils.set_random_seed(seed)
    first, second, third = steps
    without = {} if supervised else {"supervised_weight": 0.0, "embedder_weight": 0.0}
    game = timegan.model(train, embedding_steps=first, supervised_steps=second * supervised, seed=seed, **without)
    batches = train.batches(timegan.BATCH_SIZE * game.batches_per_step, seed=seed)
    for count in (first, second * supervised, third):
        if count:
            game.fit(batches, steps_per_epoch=count, verbose=0)
    return game


def trained_rcgan(train, flags):
    keras.utils.set_random_seed(flags.seed)
    game = rcgan.model(train, seed=flags.seed)
    game.fit(train.batches(rcgan.BATCH_SIZE, seed=flags.seed), steps_per_epoch=flags.rcgan_steps, verbose=0)
    return game


def print_scores(name, made, real, flags):
    """Both scores of generated series, and their deviations over the judges."""
    found = []
    for kind in (metrics.DiscriminativeScore, metrics.PredictiveScore):
        score = kind(real.shape[1:], steps=flags.judge_steps, num_trainings=flags.judges)
        score.update(real, made)
        found.append(score.result())
    print(f"{name:28}" + "".join(f"{score.value:10.4f} +-{score.spread:6.4f}" for score in found), flush=True)


def draw(path, made, real):
    """t-SNE and principal components of generated and real series."""
    some = [np.random.default_rng(0).permutation(series)[:NUM_DRAWN] for series in (real, made)]
    plots.embedding(path, *(series.reshape(len(series), -1) for series in some), "TimeGAN: series as vectors")


if __name__ == "__main__":
    main()
