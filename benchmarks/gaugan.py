"""GauGAN on drawn scenes: whether the map that was asked for can be read from the pictures.

    tfgan-zoo train gaugan --out runs/gaugan
    python benchmarks/gaugan.py runs/gaugan

Each class has two tones of its own, so a pixel's class is that of the nearest of all tones: of the test pictures
themselves it is always right.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo.data.scenes import SCENE_COLORS, TONES
from tfgan_zoo.runs.opening import OpenRun


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("run", help="folder of a run of recipes/gaugan.py on scenes")
    flags = parser.parse_args()
    run = OpenRun(flags.run)
    game, test = run.game("last"), run.real_data("test")
    batches = list(test.batches(50, shuffle=False, repeat=False))
    real, maps = (np.concatenate([batch[name] for batch in batches]) for name in ("sample", "source"))
    asked = maps.argmax(axis=-1)
    for name, pictures in (("test pictures", real), ("generated", game.sample(source=maps))):
        right = classes_in(pictures) == asked
        shares = [f"{right[asked == label].mean():.1%}" for label in range(len(SCENE_COLORS))]
        print(f"{name}: {right.mean():.1%} of the pixels; sky, meadow, wall, sun: {', '.join(shares)}")


def classes_in(pictures):
    """The class of each pixel's nearest tone."""
    tones = TONES.reshape(-1, 3) / 127.5 - 1
    return np.square(pictures[..., None, :] - tones).sum(axis=-1).argmin(axis=-1) // TONES.shape[1]


if __name__ == "__main__":
    main()
