"""Enlarged test pictures against the true ones: runs of SRGAN and ESRGAN beside bicubic enlargement.

    tfgan-zoo train srgan --dataset photographs --out runs/srgan
    python benchmarks/super_resolution.py Set5 runs/srgan

Of each picture of the folder, of any size, the part that the scale divides is reduced (bicubic, antialiased, 8 bits)
and enlarged again. PSNR and SSIM as papers state them: of the luma Y of 8-bit colors, without a border as wide as the
scale. With `--lpips FILE` also how different the colors look to SqueezeNet, which should not be the network that a run
has learned from.
"""

import argparse
import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

from tfgan_zoo import data, metrics
from tfgan_zoo.runs.opening import OpenRun

LUMA = np.array([65.481, 128.553, 24.966]) / 255  # of R, G and B in 0..255, to which 16 is added (ITU-R BT.601)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", help="folder of the true pictures")
    parser.add_argument("runs", nargs="*", help="folders of runs of recipes/srgan.py or recipes/esrgan.py")
    parser.add_argument("--scale", type=int, default=4)
    parser.add_argument("--lpips", help="file of SqueezeNet's weights")
    flags = parser.parse_args()
    judge = flags.lpips and metrics.LPIPS(metrics.lpips_network(flags.lpips))
    networks = {"bicubic": lambda small: bicubic(small, flags.scale)}
    networks |= {folder: of_any_size(OpenRun(folder).game("last").sampler) for folder in flags.runs}
    paths = sorted(
        path for path in pathlib.Path(flags.folder).iterdir() if path.suffix in Image.registered_extensions()
    )
    print(f"{flags.folder}: {len(paths)} pictures, x{flags.scale}\n\n{'':30}{'PSNR':>10}{'SSIM':>10}{'LPIPS':>10}")
    for name, enlarge in networks.items():
        scores = np.mean([scores_of(path, enlarge, flags.scale, judge) for path in paths], axis=0)
        print(f"{name:30}{scores[0]:10.2f}{scores[1]:10.4f}{scores[2]:10.3f}")


def of_any_size(network):
    """The same network for pictures of any size."""
    large = keras.models.clone_model(network, input_tensors=keras.Input((None, None, network.input_shape[-1])))
    large.set_weights(network.get_weights())
    return large


def bicubic(small, scale):
    """Bicubic enlargement, in [-1, 1]."""
    return tf.image.resize(small, [side * scale for side in small.shape[1:3]], "bicubic")


def scores_of(path, enlarge, scale, judge=None):
    """PSNR, SSIM and, by a judge, LPIPS of one picture."""
    pixels = np.asarray(Image.open(path).convert("RGB"))
    height, width = (side // scale * scale for side in pixels.shape[:2])
    large = tf.constant(pixels[None, :height, :width] / 127.5 - 1, tf.float32)
    small = data.Reduction(scale)(large, (0, 0))
    enlarged = tf.clip_by_value(enlarge(small), -1, 1)
    first, second = (luma(images)[:, scale:-scale, scale:-scale] for images in (large, enlarged))
    looks = float(judge.similarity(large, enlarged)[0]) if judge else np.nan
    return float(tf.image.psnr(first, second, 255)[0]), float(tf.image.ssim(first, second, 255)[0]), looks


def luma(images):
    """Y of images in [-1, 1], rounded to 8 bits before."""
    pixels = np.clip(np.rint((np.asarray(images) + 1) * 127.5), 0, 255)
    return tf.constant(pixels @ LUMA[:, None] + 16, tf.float32)


if __name__ == "__main__":
    main()
