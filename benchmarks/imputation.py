"""Gaps of scikit-learn's breast cancer data, filled: GAIN beside column means, nearest neighbors, chained regressions.

    python benchmarks/imputation.py --seeds 5

As in the paper a fifth of all 569 x 30 values is hidden at random, and each method learns from the same table that it
fills. Methods see columns scaled to [0, 1] by their observed values; the error is the root mean square over the hidden
values, as the authors' code has it: of columns scaled to [0, 1] by all of their values. GAIN as in its recipe, and
without its hint, and without its discriminator.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import sklearn.datasets
from sklearn.experimental import enable_iterative_imputer  # noqa: F401, which makes the next import possible
from sklearn.impute import IterativeImputer, KNNImputer, SimpleImputer

from tfgan_zoo import data, modalities, models, networks

VARIANTS = {
    "GAIN": {},
    "GAIN without hint": {"hint_share": 0.0},
    "GAIN without discriminator": {"adversarial_weight": 0.0},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, default=5, help="number of masks, each with a seed of its own")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--share", type=float, default=0.2, help="of the values that is hidden")
    flags = parser.parse_args()
    truth = sklearn.datasets.load_breast_cancer().data
    found = [errors(truth, flags.share, flags.steps, seed) for seed in range(flags.seeds)]
    print(f"{'':28}{'mean':>8}" + "".join(f"{f'mask {seed}':>8}" for seed in range(flags.seeds)))
    for method in found[0]:
        values = [of_mask[method] for of_mask in found]
        print(f"{method:28}{np.mean(values):8.4f}" + "".join(f"{value:8.4f}" for value in values))


def errors(truth, share, steps, seed):
    """The error of each method on one mask."""
    hidden = np.random.default_rng(seed).random(truth.shape) < share
    observed = np.where(hidden, np.nan, truth)
    low, span = np.nanmin(observed, axis=0), np.nanmax(observed, axis=0) - np.nanmin(observed, axis=0)
    scaled, whole_span = (observed - low) / span, truth.max(axis=0) - truth.min(axis=0)
    others = {
        "column mean": SimpleImputer(),
        "10 nearest neighbors": KNNImputer(n_neighbors=10),
        "chained regressions": IterativeImputer(random_state=seed),
    }
    made = {method: imputer.fit_transform(scaled) for method, imputer in others.items()}
    made |= {method: filled_by_gain(scaled, steps, seed, options) for method, options in VARIANTS.items()}
    misses = {method: (low + span * rows - truth) / whole_span for method, rows in made.items()}
    found = {method: float(np.sqrt(np.square(missed[hidden]).mean())) for method, missed in misses.items()}
    print(f"mask {seed}: " + ", ".join(f"{method} {value:.4f}" for method, value in found.items()), flush=True)
    return found


def filled_by_gain(scaled, steps, seed, options):
    """The same table filled by GAIN, columns in [0, 1]."""
    mask = (~np.isnan(scaled)).astype("float32")
    rows = np.where(mask == 1, 2 * scaled - 1, 0).astype("float32")
    examples = data.from_arrays(rows, modality=modalities.Vectors()).with_conditions(source=rows, mask=mask)
    keras.utils.set_random_seed(seed)
    num_columns = scaled.shape[1]
    players = networks.gain_generator(num_columns), networks.gain_discriminator(num_columns)
    game = models.GAIN(*players, seed=seed, **options)
    game.compile(keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3), steps_per_execution=100)
    game.fit(examples.batches(128, seed), steps_per_epoch=steps, verbose=0)
    return (game.sample(source=rows, mask=mask) + 1) / 2


if __name__ == "__main__":
    main()
