"""What self-attention sees: pictures whose two halves must agree, before a discriminator that sees a patch at a time.

    python -m benchmarks.attention --steps 3000 --seeds 0 1 --out FOLDER

Two digits stand side by side on 16 x 40 pixels, of one class and in one of six colors, 14 black pixels apart. The
discriminator's convolutions see 12 pixels, and its features are averaged over the places before one linear layer:
without attention it is a sum over patches, none of which sees both digits, so it cannot tell digits that agree from
digits that do not. With SAGAN's self-attention (arXiv:1805.08318, section 3) it can. The generators are alike; hinge
loss, spectral norms in the discriminator.

Reported of samples, by a judge that was trained on real digits alone: the shares whose two digits agree in color, in
class and in both; how many of the 60 pairs of a color and a class the left ones are, as the exponential of their
entropy (a single picture agrees with itself); gamma, by which attention is multiplied.
"""

import argparse
import pathlib

import keras
import numpy as np
import scipy.stats

from tfgan_zoo import data, explain, layers, metrics, models, plots

HALF = (16, 16)
IMAGE_SHAPE = (16, 40, 3)
MARGIN = 3  # black pixels on each side of a digit
STRIP = 8  # black pixels between the halves
LATENT_SIZE = 64
NUM_SAMPLES = 2000
PLACES = ((0.5, 0.25), (0.5, 0.75), (0.25, 0.25), (0.75, 0.75))  # of the map: vertical, horizontal


def halves(split, seed):
    """Halves (n, 16, 16, 3) of digits in random colors, and their labels: 10 times the color, plus the digit."""
    inner = tuple(side - 2 * MARGIN for side in HALF)
    images, digits = metrics.float_arrays(data.load("digits", split, (*inner, 1)))
    images = np.pad((images + 1) / 2, [(0, 0), (MARGIN, MARGIN), (MARGIN, MARGIN), (0, 0)])
    colors = np.random.default_rng(seed).integers(len(data.COLORS), size=len(digits))
    palette = np.array(list(data.COLORS.values()), np.float32) / 255
    return (2 * images * palette[colors][:, None, None] - 1).astype(np.float32), 10 * colors + digits


def pairs(split, seed=0, count=6000):
    """Pictures whose halves are different digits of one class, in one color."""
    images, labels = halves(split, seed)
    draws = np.random.default_rng(seed + 1)
    left = draws.integers(len(labels), size=count)
    gray, palette = images.max(axis=-1, keepdims=True), np.array(list(data.COLORS.values()), np.float32) / 255
    same = [np.flatnonzero(labels % 10 == digit) for digit in range(10)]
    right = np.array([draws.choice(same[labels[number] % 10]) for number in left])
    other = (gray[right] + 1) * palette[labels[left] // 10][:, None, None] - 1
    strip = np.full((count, HALF[0], STRIP, 3), -1, np.float32)
    return np.concatenate([images[left], strip, other], axis=2)


def generator(width):
    latents = keras.Input((LATENT_SIZE,), name="latents")
    hidden = keras.layers.Reshape((4, 10, 4 * width))(keras.layers.Dense(4 * 10 * 4 * width)(latents))
    for filters in (2 * width, width):
        hidden = keras.layers.ReLU()(layers.BatchNormalization()(hidden))
        hidden = keras.layers.Conv2DTranspose(filters, 4, 2, "same")(hidden)
    hidden = keras.layers.ReLU()(layers.BatchNormalization()(hidden))
    images = keras.layers.Conv2D(3, 3, padding="same", activation="tanh")(hidden)
    return keras.Model(latents, images, name="generator")


def discriminator(width, attention):
    """Features of 12 x 12 pixels, averaged over the places; with attention, each place sees all others first."""
    images = hidden = keras.Input(IMAGE_SHAPE, name="images")
    for filters, size, strides in ((width, 3, 1), (2 * width, 4, 2), (2 * width, 3, 1), (4 * width, 2, 1)):
        hidden = layers.SpectralConv2D(filters, size, strides, "same")(hidden)
        hidden = keras.layers.LeakyReLU(0.1)(hidden)
    if attention:
        hidden = layers.SelfAttention()(hidden)
    hidden = keras.layers.LeakyReLU(0.1)(layers.SpectralConv2D(4 * width, 1)(hidden))
    features = keras.layers.GlobalAveragePooling2D(name="features")(hidden)
    return keras.Model(images, layers.SpectralDense(1)(features), name="discriminator")


def agreement(judge, images):
    """The shares of pictures whose digits agree in color, in class and in both, and how many kinds there are."""
    parts = images[:, :, : HALF[1]], images[:, :, -HALF[1] :]
    left, right = (judge.predict(part, batch_size=500, verbose=0).argmax(axis=1) for part in parts)
    color, digit = np.mean(left // 10 == right // 10), np.mean(left % 10 == right % 10)
    kinds = np.exp(scipy.stats.entropy(np.bincount(left)))
    return f"color {color:.1%}, class {digit:.1%}, both {np.mean(left == right):.1%}, of {kinds:.1f} kinds"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--width", type=int, default=16, help="feature maps at full size")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--out", type=pathlib.Path, help="folder for pictures")
    flags = parser.parse_args()
    judge = metrics.train_colored_classifier(*halves("train", 0), 10, data.COLORS.values(), "judge", epochs=20)
    train = pairs("train")
    print(f"held-out pictures, as the judge reads them: {agreement(judge, pairs('test', 1, NUM_SAMPLES))}", flush=True)
    for seed in flags.seeds:
        for attention in (True, False):
            keras.utils.set_random_seed(seed)
            game = models.HingeGAN(
                generator(flags.width), discriminator(flags.width, attention), ema_momentum=0.99, seed=seed
            )
            game.compile(*(keras.optimizers.Adam(5e-4, 0.0, 0.9) for _ in range(2)))
            batches = data.from_arrays(train).batches(64, seed)
            game.fit(batches, steps_per_epoch=flags.steps, verbose=0)
            images = game.sample(NUM_SAMPLES, seed=1)
            name = "attention" if attention else "no attention"
            layer = explain.attention_layer(game.discriminator)
            gamma = "" if layer is None else f", gamma {float(layer.gamma):.2f}"
            print(f"{name}, seed {seed}: {agreement(judge, images)}{gamma}", flush=True)
            if flags.out:
                flags.out.mkdir(parents=True, exist_ok=True)
                stem = f"{name.replace(' ', '_')}-{seed}"
                plots.save_png(flags.out / f"{stem}.png", plots.image_grid(images[:48]))
                if attention:
                    draw(flags.out / f"{stem}-maps.png", game.discriminator, images[:4])


def draw(path, network, images):
    """Where four places of each picture attend to."""
    maps = explain.attention_maps(network, images)
    rows, columns = maps.shape[1:3]
    maps = np.stack([maps[:, int(down * rows), int(across * columns)] for down, across in PLACES], axis=1)
    plots.attention(path, images, maps, PLACES, [f"sample {number + 1}" for number in range(len(images))])


if __name__ == "__main__":
    main()
