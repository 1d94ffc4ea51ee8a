"""Facades from label maps: runs of pix2pix and GauGAN on test maps, measured and shown side by side.

    tfgan-zoo train pix2pix --dataset facades --source B --label-map ... --out runs/pix2pix
    tfgan-zoo train pix2pix --dataset facades --source B --label-map ... --adversarial-weight 0 --out runs/l1
    tfgan-zoo train gaugan --dataset facades ... --out runs/gaugan
    python benchmarks/facades.py runs/l1 runs/pix2pix runs/gaugan --lpips FILE --picture facades.png

The training photographs of the first run teach a small U-Net to read the map from a photograph. Printed are L1 in units
of [-1, 1], LPIPS by the network of the file, sharpness relative to the photographs', and the share of pixels in which
the U-Net reads the class that was asked for, beside its own share on the test photographs.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from tfgan_zoo import data, metrics, networks
from tfgan_zoo.plots.images import image_grid, save_png
from tfgan_zoo.runs.opening import OpenRun

WIDTH, BATCH_SIZE = 16, 8  # of the U-Net
SHOWN = 8  # maps in the picture


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "runs", nargs="+", help="folders of runs of recipes/pix2pix.py and recipes/gaugan.py on facades"
    )
    parser.add_argument("--lpips", required=True, help="file of SqueezeNet's weights")
    parser.add_argument("--seed", type=int, default=0, help="seed of the U-Net")
    parser.add_argument("--steps", type=int, default=600, help="of the U-Net")
    parser.add_argument("--picture", help="file to draw maps, photographs and samples of each run in")
    flags = parser.parse_args()
    runs = {os.path.basename(os.path.normpath(folder)): OpenRun(folder) for folder in flags.runs}
    first = next(iter(runs.values()))
    segmenter = trained_segmenter(with_classes(first.train_data()), flags.steps, flags.seed)
    photographs, maps = arrays_of(with_classes(first.real_data("test")))
    judge = metrics.lpips_network(flags.lpips)
    made = {name: run.game("last").sample(source=arrays_of(run.real_data("test"))[1]) for name, run in runs.items()}
    print(f"{len(photographs)} test maps, LPIPS by {judge.name}\n")
    print(f"{'':24}{'L1':>8}{'LPIPS':>8}{'sharpness':>11}{'agreement':>11}")
    for name, pictures in {"photographs": photographs, **made}.items():
        values = measured(photographs, pictures, maps, judge, segmenter)
        print(f"{name:24}{values[0]:8.3f}{values[1]:8.3f}{values[2]:11.2f}{values[3]:11.3f}")
    if flags.picture:
        colors = np.float32(data.FACADE_COLORS)[maps[:SHOWN].argmax(axis=-1)] / 127.5 - 1
        rows = [colors, photographs, *made.values()]
        save_png(flags.picture, image_grid(np.concatenate([row[:SHOWN] for row in rows]), columns=SHOWN))


def with_classes(pairs):
    """Pairs with one channel for each class in place of colors."""
    is_colored = pairs.source_shape[-1] == 3
    return data.label_maps(pairs, data.FACADE_COLORS) if is_colored else pairs


def trained_segmenter(train, steps, seed):
    """A U-Net from photographs to the logits of the classes of their pixels."""
    keras.utils.set_random_seed(seed)
    generator = networks.unet_generator(train.shape, train.source_shape[-1], WIDTH, dropout_rate=0)
    segmenter = keras.Model(generator.input, generator.layers[-1].input, name="segmenter")
    segmenter.compile(keras.optimizers.Adam(1e-3), keras.losses.CategoricalCrossentropy(from_logits=True))
    batches = train.batches(BATCH_SIZE, seed).map(lambda batch: (batch["sample"], batch["source"]))
    segmenter.fit(batches, steps_per_epoch=steps, verbose=2)
    return segmenter


def arrays_of(pairs):
    """All targets and all sources."""
    batches = list(pairs.batches(50, shuffle=False, repeat=False))
    return [np.concatenate([batch[name] for batch in batches]) for name in ("sample", "source")]


def measured(photographs, pictures, maps, judge, segmenter):
    """L1, LPIPS, sharpness and agreement of pictures that answer to photographs and one-hot maps."""
    scores = [
        metrics.PairedL1(),
        metrics.LPIPS(judge),
        metrics.Sharpness(),
        metrics.SegmentationAgreement(segmenter),
    ]
    for start in range(0, len(maps), 50):
        rows = slice(start, start + 50)
        real, fake = ({"sample": images[rows], "source": maps[rows]} for images in (photographs, pictures))
        for score in scores:
            score.update(real, fake)
    results = [score.result() for score in scores]
    return [(result[0] if isinstance(result, tuple) else result).value for result in results]


if __name__ == "__main__":
    main()
