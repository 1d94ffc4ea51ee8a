"""Errors in the hole of test pictures: runs of the context encoder, and what fills a hole without a network.

    tfgan-zoo train context_encoder --dataset photographs --out runs/joint
    tfgan-zoo train context_encoder --dataset photographs --adversarial-weight 0 --out runs/distance
    python benchmarks/inpainting.py runs/joint runs/distance

All runs are of the same data. Errors are means over the hole's pixels alone, of pictures in [0, 1]; sharpness is the
mean gradient in the hole relative to the pictures' own. The plain fills: the mean color of what is known of the
picture, the mean training picture, diffusion (Laplace's equation from the hole's edge) and ridge regression from what
is known, the last for holes in the middle alone.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import spsolve
from sklearn.linear_model import RidgeCV

from tfgan_zoo import data
from tfgan_zoo.runs.opening import OpenRun


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("runs", nargs="+", help="folders of runs of recipes/context_encoder.py")
    flags = parser.parse_args()
    runs = [OpenRun(folder) for folder in flags.runs]
    train, test = runs[0].train_data(), runs[0].real_data()
    (batch,) = test.batches(test.num_examples, shuffle=False, repeat=False)
    pictures, sources = (batch[name].numpy() for name in ("sample", "source"))
    hole = sources[..., -1] == 1
    rows = plain_fills(train, sources, hole)
    rows |= {str(run.folder.path): run.game("last").sample(source=sources) for run in runs}
    print(f"{test.name} ({test.split}): {len(pictures)} pictures of {pictures.shape[1]} x {pictures.shape[2]} pixels\n")
    print(f"{'':30}{'L2':>10}{'L1':>10}{'sharpness':>12}")
    for name, filled in rows.items():
        differences = (filled - pictures)[hole] / 2
        sharpness = gradient(filled, hole) / gradient(pictures, hole)
        print(f"{name:30}{np.square(differences).mean():10.4f}{np.abs(differences).mean():10.4f}{sharpness:12.2f}")


def plain_fills(train, sources, hole):
    """Pictures as the plain ways fill them, by name."""
    known = sources[..., :-1]
    counts = (~hole).sum(axis=(1, 2))[:, None]
    color = known.sum(axis=(1, 2)) / counts  # holes are 0 in a source
    learned = np.asarray(train.first_samples(train.num_examples))
    fills = {
        "mean color of what is known": np.where(hole[..., None], color[:, None, None], known),
        "mean training picture": np.where(hole[..., None], learned.mean(axis=0), known),
        "diffusion": np.stack([diffused(*picture) for picture in zip(known, hole, strict=True)]),
    }
    if isinstance(train.degradation, data.CenterHole):
        inside = hole[0]
        regression = RidgeCV(alphas=10.0 ** np.arange(0, 6)).fit(
            learned[:, ~inside].reshape(len(learned), -1), learned[:, inside].reshape(len(learned), -1)
        )
        filled = known.copy()
        filled[:, inside] = regression.predict(known[:, ~inside].reshape(len(known), -1)).reshape(
            len(known), -1, known.shape[-1]
        )
        fills["ridge regression"] = filled.clip(-1, 1)
    return fills


def diffused(picture, hole):
    """A picture whose hole is filled so that each of its pixels is the mean of its neighbors."""
    height, width = hole.shape
    numbers = np.full(hole.shape, -1)
    numbers[hole] = np.arange(hole.sum())
    matrix = sparse.lil_matrix((hole.sum(), hole.sum()))
    sums = np.zeros((hole.sum(), picture.shape[-1]))
    for row, column in np.argwhere(hole):
        number = numbers[row, column]
        for step in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            near = row + step[0], column + step[1]
            if not (0 <= near[0] < height and 0 <= near[1] < width):
                continue
            matrix[number, number] += 1
            if hole[near]:
                matrix[number, numbers[near]] = -1
            else:
                sums[number] += picture[near]
    filled = picture.copy()
    filled[hole] = spsolve(matrix.tocsc(), sums).reshape(sums.shape)
    return filled


def gradient(pictures, hole):
    """Mean absolute difference of neighbors to the right and below, in the hole."""
    right = np.abs(np.diff(pictures, axis=2))[hole[:, :, 1:] & hole[:, :, :-1]]
    below = np.abs(np.diff(pictures, axis=1))[hole[:, 1:] & hole[:, :-1]]
    return (right.mean() + below.mean()) / 2


if __name__ == "__main__":
    main()
