"""The Dirac-GAN: where the players of five games go when one point is all there is to learn.

    python benchmarks/dirac.py | tee benchmarks/results/dirac.txt

The data lie at 0, the generator is a point theta, the discriminator D(x) = psi x; both begin at 1 and belong at 0
(Mescheder et al. 2018, arXiv:1801.04406, section 2). They take turns by plain gradient descent. The paths are drawn to
docs/images/dirac.png.
"""

import os
import pathlib

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from matplotlib.figure import Figure

from tfgan_zoo import models
from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

GAMES = {
    "minimax": (models.MinimaxGAN, {}),
    "non-saturating": (models.GAN, {}),
    "WGAN, clipped to 1": (models.WGAN, {"clip_limit": 1.0}),
    "WGAN-GP, lambda 1": (models.WGANGP, {"penalty_weight": 1.0}),
    "R1, gamma 1": (models.R1GAN, {"gamma": 1.0}),
}
STEPS = 500  # of the generator; WGAN and WGAN-GP take five of the critic for each
LEARNING_RATE = 0.1
LAST = 100  # steps whose distances are printed
PICTURE = pathlib.Path(__file__).parent.parent / "docs/images/dirac.png"


def main():
    paths = {name: path_of(*game) for name, game in GAMES.items()}
    print("$ python benchmarks/dirac.py")
    when = f"over the last {LAST} of {STEPS} steps at rate {LEARNING_RATE}"
    print(f"distance of (theta, psi) from the equilibrium (0, 0), {when}")
    print(f"{'':20}{'least':>10}{'most':>10}{'last':>10}")
    for name, path in paths.items():
        distances = np.linalg.norm(path, axis=1)[-LAST:]
        print(f"{name:20}" + "".join(f"{value:10.2g}" for value in (distances.min(), distances.max(), distances[-1])))
    draw(paths)


def path_of(game, options):
    """(theta, psi) before and after every step, of shape (STEPS + 1, 2)."""
    latents, points = keras.Input((1,)), keras.Input((1,))
    theta = keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="ones")
    psi = keras.layers.Dense(1, kernel_initializer="ones", use_bias=False)
    gan = game(keras.Model(latents, theta(latents)), keras.Model(points, psi(points)), latents=no_noise, **options)
    gan.compile(keras.optimizers.SGD(LEARNING_RATE), keras.optimizers.SGD(LEARNING_RATE))
    data = tf.zeros((gan.discriminator_steps, 1))
    step = tf.function(lambda: gan.train_step(data))
    path = [(1.0, 1.0)]
    for _ in range(STEPS):
        step()
        path.append((float(theta.bias[0]), float(psi.kernel[0, 0])))
    return np.array(path)


def no_noise(shape, seed):
    """Latents that leave the generator a point."""
    return tf.zeros(shape)


def draw(paths):
    """Write every path into one picture."""
    figure = Figure(figsize=(3 * len(paths), 3.4), dpi=DOTS_PER_INCH, layout="constrained")
    for axes, (name, path) in zip(figure.subplots(1, len(paths)), paths.items(), strict=True):
        axes.plot(*path.T, linewidth=0.8, color="tab:orange")
        axes.plot(*path[0], "o", markersize=5, color="0.3")
        axes.plot(0, 0, "+", markersize=10, color="black")
        axes.set(title=name, xlabel="theta", aspect="equal")
        axes.grid(alpha=0.3)
    figure.axes[0].set_ylabel("psi")
    save(PICTURE, figure)


if __name__ == "__main__":
    main()
