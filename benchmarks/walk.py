"""A walk through latents beside a cross-fade of the same pictures: do the pictures between look like the data?

    python benchmarks/walk.py saved_models/dcgan_digits --dataset digits

Pairs of samples: between them lies the sample halfway along the great circle of their latents, and the mean of the two
pictures. Each is compared with test pictures by the Fréchet distance in fixed random features, and by sharpness; the
ends themselves are the yardstick.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo import data, metrics
from tfgan_zoo.pictures.latent_generators import latent_generator
from tfgan_zoo.runs import sources


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("generator", help="an exported generator, a .keras file or a run's folder")
    parser.add_argument("--dataset", default="digits", help="whose test pictures to compare with")
    parser.add_argument("--num", type=int, default=300, help="pairs, and test pictures")
    flags = parser.parse_args()
    generator = latent_generator(sources.generator(flags.generator))
    first, second = np.split(generator.latents(2 * flags.num, 0), 2)
    halfway = generator.interpolate(first, second, [0.5])[:, 0]
    ends, others, between = (made(generator, rows) for rows in (first, second, halfway))
    test = data.load(flags.dataset, "test", ends.shape[1:])
    real, network = test.first_samples(flags.num), metrics.random_features(test.shape)
    print(f"{flags.generator}: {flags.num} pairs\n\n{'':24}{'Fréchet':>10}{'sharpness':>11}")
    for name, pictures in {"ends": ends, "halfway by latents": between, "cross-fade": (ends + others) / 2}.items():
        scores = [metrics.FrechetDistance(network), metrics.Sharpness()]
        for score in scores:
            score.update(real, pictures)
        print(f"{name:24}{scores[0].result().value:10.2f}{scores[1].result().value:11.2f}")


def made(generator, rows):
    """The pictures of latents (num, size)."""
    return generator.samples(rows[:, None], generator.fixed(len(rows), 0))[:, 0]


if __name__ == "__main__":
    main()
