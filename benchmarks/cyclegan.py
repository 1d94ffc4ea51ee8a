"""CycleGAN from pictures to their edges, with and without its parts: do translations lie where the edges are?

    tfgan-zoo train cyclegan --dataset fashion_mnist --edges --out runs/whole
    tfgan-zoo train cyclegan --dataset fashion_mnist --edges --cycle-weight 0 --out runs/no_cycle
    tfgan-zoo train cyclegan --dataset fashion_mnist --edges --adversarial-weight 0 --out runs/cycle_alone
    python -m benchmarks.cyclegan runs/whole runs/no_cycle runs/cycle_alone

Reported, on test pictures of which no edges were seen in training:

- overlap: intersection over union of the true edges and the pixels that a translation makes white; beside it that of
  the edges of another picture, and of all that is not black in the picture itself;
- cycle: mean absolute difference, in [0, 1], of a picture and its translation there and back. Alone it proves nothing.
"""

import argparse

import numpy as np

from tfgan_zoo import metrics
from tfgan_zoo.runs.opening import OpenRun


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+", help="folders of runs of recipes/cyclegan.py with --edges")
    flags = parser.parse_args()
    for number, folder in enumerate(flags.runs):
        run = OpenRun(folder)
        game, pair = run.game("last"), run.real_data()
        images = metrics.float_arrays(pair.first)[0]
        truth = np.asarray(pair.true_map(images)) > 0
        if number == 0:
            others, inked = np.roll(truth, 1, axis=0), images.mean(axis=-1, keepdims=True) > -0.9
            print(f"{len(images)} pictures | another's edges {overlap(others, truth):.3f}", end=" | ")
            print(f"all that is not black {overlap(inked, truth):.3f}")
        made = game.first_to_second.predict(images, verbose=0)
        back = game.second_to_first.predict(made, verbose=0)
        cycle = np.abs(back - images).mean() / 2
        print(f"{folder} | overlap {overlap(made > 0, truth):.3f} | cycle {cycle:.3f}", flush=True)


def overlap(found, truth):
    """Intersection over union, of all pictures together."""
    return (found & truth).sum() / (found | truth).sum()


if __name__ == "__main__":
    main()
