"""What measuring costs beside the network: FID's formula, neighbors of many features, and images a second.

Run: python benchmarks/feature_metrics.py          (minutes; --rows 10000 for a shorter look)
     python benchmarks/feature_metrics.py --torch   the images a second of torch-fidelity's Inception too

Each part runs in a process of its own, so that its peak memory is its own, and torch and TensorFlow do not meet. The
rates of images are measured in turn in one run; state their ratio by processor seconds, and not the wall seconds of a
machine that does other work too. Weights are random, which the time does not see.
"""

import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

IMAGE_SIZE = 32


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000, help="features of each kind whose neighbors are sought")
    parser.add_argument("--features", type=int, default=2048)
    parser.add_argument("--images", type=int, default=64, help="images whose features are extracted at a time")
    parser.add_argument("--rounds", type=int, default=3, help="how often each network is timed")
    parser.add_argument("--torch", action="store_true", help="time torch-fidelity's network too")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        print(json.dumps(PARTS[arguments.part](arguments)))
        return
    print(f"{len(os.sched_getaffinity(0))} CPU cores")
    for part in ("frechet", "neighbors", "precision"):
        print(line(apart(part, arguments)), flush=True)
    rates(arguments)


def line(found):
    words = f"{found['what']:62}{found['wall']:8.1f} s wall{found['cpu']:9.1f} s CPU"
    return words + (f", memory {found['before']:.2f} to {found['peak']:.2f} GB" if "peak" in found else "")


def rates(arguments):
    """Images a second of each network, taken in turn."""
    parts = ["inception_2048", "inception_768"] + (["torch_2048", "torch_768"] if arguments.torch else [])
    found = {part: [] for part in parts}
    for _ in range(arguments.rounds):
        for part in parts:
            found[part].append(apart(part, arguments))
    best = {
        part: [max(arguments.images / run[clock] for run in runs) for clock in ("wall", "cpu")]
        for part, runs in found.items()
    }
    for part, (wall, cpu) in best.items():
        print(f"{part:16}{wall:8.2f} images a second of wall time{cpu:8.2f} a second of processor time")
    for features in ("2048", "768") if arguments.torch else ():
        wall, cpu = np.divide(best[f"inception_{features}"], best[f"torch_{features}"])
        print(f"at {features} features, ours over torch-fidelity's: {wall:.2f} by wall, {cpu:.2f} by processor time")


def apart(part, arguments):
    """What a part measured in a process of its own."""
    values = {name: getattr(arguments, name) for name in ("rows", "features", "images")}
    flags = [word for name, value in values.items() for word in (f"--{name}", str(value))]
    command = [sys.executable, __file__, "--part", part, *flags]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(output.splitlines()[-1])


def timed(what, work):
    """Wall and processor seconds of some work, and the process's memory before it and at its peak."""
    before, start = memory(), (time.perf_counter(), time.process_time())
    work()
    wall, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
    return {"what": what, "wall": wall, "cpu": cpu, "before": before, "peak": memory()}


def memory():
    """The most that the process has held so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def random_features(rows, features, seed=0):
    return np.random.default_rng(seed).standard_normal((rows, features), dtype=np.float32)


def frechet(arguments):
    """FID's formula, of statistics that are there already."""
    from tfgan_zoo.metrics import frechet_distance

    rows = random_features(2 * arguments.features, arguments.features)
    statistics = rows.mean(axis=0), np.cov(rows.T)
    return timed(
        f"Fréchet distance of statistics of {arguments.features} features", lambda: frechet_distance(*statistics * 2)
    )


def neighbors(arguments):
    from tfgan_zoo.metrics import neighbor_distances

    rows = random_features(arguments.rows, arguments.features)
    neighbor_distances(rows[:100], 3)  # imports what it needs
    return timed(
        f"3rd neighbors of {arguments.rows} x {arguments.features}", lambda: neighbor_distances(rows, 3, verbose=0)
    )


def precision(arguments):
    from tfgan_zoo.metrics import neighbor_distances, precision_recall

    real, fake = (random_features(arguments.rows, arguments.features, seed) for seed in (0, 1))
    neighbor_distances(real[:100], 3)
    return timed(
        f"precision and recall of 2 x {arguments.rows} x {arguments.features}",
        lambda: precision_recall(real, fake, verbose=0),
    )


def our_rate(features, arguments):
    import tensorflow as tf

    from tfgan_zoo.metrics import untrained_inception

    network = untrained_inception(features)
    extract = tf.function(lambda images: network(images, training=False))
    images = tf.random.stateless_uniform((arguments.images, IMAGE_SIZE, IMAGE_SIZE, 3), (0, 0), -1, 1, alg="philox")
    extract(images)
    return timed("images", lambda: extract(images).numpy())


def their_rate(features, arguments):
    import torch
    from torch_fidelity.feature_extractor_inceptionv3 import FeatureExtractorInceptionV3

    class Untrained(FeatureExtractorInceptionV3):
        def load_state_dict(self, *arguments, **options):
            """Nothing: random weights take as long."""

    with tempfile.TemporaryDirectory() as folder:
        nothing = pathlib.Path(folder) / "none.pth"
        torch.save({}, nothing)
        network = Untrained("untrained", [str(features)], feature_extractor_weights_path=str(nothing))
    images = torch.randint(0, 256, (arguments.images, 3, IMAGE_SIZE, IMAGE_SIZE), dtype=torch.uint8)
    with torch.no_grad():
        network(images)
        return timed("images", lambda: network(images))


PARTS = {
    "frechet": frechet,
    "neighbors": neighbors,
    "precision": precision,
    "inception_2048": lambda arguments: our_rate(2048, arguments),
    "inception_768": lambda arguments: our_rate(768, arguments),
    "torch_2048": lambda arguments: their_rate(2048, arguments),
    "torch_768": lambda arguments: their_rate(768, arguments),
}


if __name__ == "__main__":
    main()
