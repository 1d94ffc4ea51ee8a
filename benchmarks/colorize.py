"""Colors from gray: runs of recipes/colorize.py on isoluminant digits, beside gray itself and the median of the hues.

    tfgan-zoo train colorize --out runs/colorize
    tfgan-zoo train colorize --adversarial-weight 0 --out runs/distance
    python benchmarks/colorize.py runs/colorize runs/distance --picture colorize.png

Of the test digits: L1 in units of [-1, 1]; colorfulness relative to the true pictures'; how far the pixels of ink are
from the nearest hue, relative to how far gray is; the share of each hue among the pictures, by its ink's mean.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo import metrics
from tfgan_zoo.data.isoluminant_digits import HUES
from tfgan_zoo.plots.images import image_grid, save_png
from tfgan_zoo.runs.opening import OpenRun

INK = 0.5  # lightness, as a share of the hues', from which a pixel is ink
SHOWN = 12  # digits in the picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("runs", nargs="+", help="folders of runs of recipes/colorize.py on isoluminant_digits")
    parser.add_argument("--picture", help="file to draw gray, true pictures and those of each run in")
    flags = parser.parse_args()
    runs = {os.path.basename(os.path.normpath(folder)): OpenRun(folder) for folder in flags.runs}
    batches = list(next(iter(runs.values())).real_data("test").batches(50, shuffle=False, repeat=False))
    true, gray = (np.concatenate([batch[name] for batch in batches]) for name in ("sample", "source"))
    ink = (gray[..., 0] + 1) / 2 > INK * luma(np.array(HUES) / 255).mean()
    shares = (gray + 1) / 2 / luma(np.array(HUES) / 255).mean()  # of full ink, from 0 to 1
    pictures = {
        "true pictures": true,
        "gray": np.repeat(gray, 3, axis=-1),
        "median of the hues": np.float32(shares * np.median(HUES, axis=0) / 127.5 - 1),
        **{name: run.game("last").sample(source=gray) for name, run in runs.items()},
    }
    dullest = distances(pictures["gray"], ink).min(axis=-1).mean()
    print(f"{len(true)} test digits\n\n{'':24}{'L1':>8}{'colorful':>10}{'to a hue':>11}   share of each hue")
    for name, images in pictures.items():
        error, colorful = measured(true, images)
        near = distances(images, ink).min(axis=-1).mean() / dullest
        chosen = [
            distances(image[None], mask[None]).mean(axis=0).argmin() for image, mask in zip(images, ink, strict=True)
        ]
        parts = " ".join(f"{share:.2f}" for share in np.bincount(chosen, minlength=len(HUES)) / len(chosen))
        print(f"{name:24}{error:8.3f}{colorful:10.2f}{near:11.2f}   {parts}")
    if flags.picture:
        rows = [images[:SHOWN] for name, images in pictures.items() if name != "median of the hues"]
        save_png(flags.picture, image_grid(np.concatenate(rows), columns=SHOWN))


def luma(colors):
    """Y of colors (..., 3)."""
    return colors @ np.array([0.2989, 0.587, 0.114])


def measured(true, images):
    """L1 and colorfulness."""
    scores = [metrics.PairedL1(), metrics.Colorfulness()]
    for score in scores:
        score.update({"sample": true}, {"sample": images})
    return [score.result().value for score in scores]


def distances(images, ink):
    """How far each pixel of ink is from each hue as light as itself: (pixels, hues), in [0, 1]."""
    colors = (images[ink] + 1) / 2
    hues = np.array(HUES) / 255
    as_light = luma(colors)[:, None, None] / luma(hues).mean() * hues
    return np.linalg.norm(colors[:, None] - as_light, axis=-1)


if __name__ == "__main__":
    main()
