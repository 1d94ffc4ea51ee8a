"""Time of a Fréchet distance on 2 x 10 000 x 2048 features: ours, scipy's matrix square root, and TF-GAN's.

Run: python benchmarks/frechet.py

All three are timed in one run on the same random features. Ratios are of processor seconds, which hold on a machine
that does other work too; wall seconds are shown beside them.

TF-GAN's distance may differ in the fourth digit: its matrix root leaves singular values below 1e-10 without a root.
"""

import argparse
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import scipy.linalg
import tensorflow as tf

from tfgan_zoo.metrics import StreamingStatistics, frechet_distance, tensorflow_gan

BATCH_SIZE = 500


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--samples", type=int, default=10_000)
    parser.add_argument("--features", type=int, default=2048)
    arguments = parser.parse_args()
    real, fake = features(arguments.samples, arguments.features)
    evaluation = tensorflow_gan().eval
    tensors = tf.constant(real, tf.float64), tf.constant(fake, tf.float64)

    statistics, streaming = timed(lambda: (streamed(real), streamed(fake)))
    gaussians = [part for side in statistics for part in (side.mean, side.covariance)]
    ours, formula = timed(lambda: frechet_distance(*gaussians))
    theirs, square_root = timed(lambda: with_square_root(*gaussians))
    tfgan, whole = timed(lambda: float(evaluation.frechet_classifier_distance_from_activations(*tensors)))

    print(f"2 x {arguments.samples} x {arguments.features} features, {len(os.sched_getaffinity(0))} CPU cores")
    print(f"{'':36}{'wall s':>9}{'CPU s':>9}{'ratio':>8}{'distance':>22}")
    row("ours: streamed statistics", streaming, formula)
    row("ours: distance of the statistics", formula, formula, ours)
    row("scipy sqrtm: the same statistics", square_root, formula, theirs)
    row("ours: statistics and distance", streaming + formula, streaming + formula, ours)
    row("TF-GAN: statistics and distance", whole, streaming + formula, tfgan)


def features(samples, size):
    """Two sets of correlated float32 features with the long tail of variances that networks have."""
    generator = np.random.default_rng(0)
    mixing = generator.normal(size=(size, size)) * np.geomspace(1.0, 1e-3, size) / np.sqrt(size)
    real = generator.normal(size=(samples, size)) @ mixing
    fake = generator.normal(size=(samples, size)) @ (mixing * 1.1) + 0.01
    return real.astype(np.float32), fake.astype(np.float32)


def streamed(samples):
    statistics = StreamingStatistics(samples.shape[1])
    update = tf.function(statistics.update)
    for start in range(0, len(samples), BATCH_SIZE):
        update(tf.constant(samples[start : start + BATCH_SIZE]))
    return statistics.result("random", "benchmark")


def with_square_root(mean_1, covariance_1, mean_2, covariance_2):
    """The formula as it is usually written."""
    shift = mean_1 - mean_2
    root = scipy.linalg.sqrtm(covariance_1 @ covariance_2).real
    return float(shift @ shift + np.trace(covariance_1 + covariance_2 - 2.0 * root))


def timed(work):
    """The result of some work, and its (wall, processor) seconds."""
    start = np.array([time.perf_counter(), time.process_time()])
    result = work()
    return result, np.array([time.perf_counter(), time.process_time()]) - start


def row(name, seconds, reference, distance=None):
    distance = "" if distance is None else f"{distance:22.15g}"
    print(f"{name:36}{seconds[0]:9.2f}{seconds[1]:9.2f}{seconds[1] / reference[1]:8.1f}{distance}")


if __name__ == "__main__":
    main()
