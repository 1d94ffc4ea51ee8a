"""Does f-GAN's discriminator reach each divergence, and its generator the best fit? On a line, where both are known.

    python benchmarks/f_gan_bounds.py > benchmarks/results/f_gan_bounds.txt

First the generator is held at one Gaussian and the data are another, so that the bound can rise to the divergence and
no further. Then a Gaussian learns to fit a mixture of two, as in the paper's example of one variable: which one is best
depends on the divergence. V has two hidden layers of 64 units with tanh, batches are 1024, as there; bounds and
divergences are integrals, not averages over samples.

Nowozin et al. 2016, https://arxiv.org/abs/1606.00709.
"""

import argparse
import os
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import scipy.integrate
import scipy.optimize
import scipy.stats
import tensorflow as tf

from tfgan_zoo import losses, models

BATCH_SIZE = 1024
GRID = np.linspace(-12, 12, 24_001)[:, None]
DATA = [(1.0, 0.5, 0.8)]  # (weight, mean, deviation) of each Gaussian; the fixed generator makes N(0, 1)
MIXTURE = [(0.6, -1.0, 0.5), (0.4, 1.5, 0.8)]
FUNCTIONS = {  # f(u), by the logarithm of u
    losses.KullbackLeibler: lambda log_u: np.exp(log_u) * log_u,
    losses.ReverseKullbackLeibler: lambda log_u: -log_u,
    losses.Pearson: lambda log_u: np.expm1(log_u) ** 2,
    losses.SquaredHellinger: lambda log_u: np.expm1(log_u / 2) ** 2,
    losses.JensenShannon: lambda log_u: np.exp(log_u) * log_u - (np.exp(log_u) + 1) * (softplus(log_u) - np.log(2)),
    losses.OriginalGAN: lambda log_u: np.exp(log_u) * log_u - (np.exp(log_u) + 1) * softplus(log_u),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=1000, help="of each game (default: %(default)s)")
    parser.add_argument("--seeds", type=int, default=2, help="(default: %(default)s)")
    flags = parser.parse_args()
    start = time.perf_counter()
    print(f"{flags.steps} steps, batches of {BATCH_SIZE}, the worst of {flags.seeds} seeds\n")
    print("N(0.5, 0.8^2) against N(0, 1), generator fixed")
    print(f"{'':26}{'divergence':>12}{'bound':>12}{'missing':>12}")
    for kind in FUNCTIONS:
        true = divergence(kind, DATA, 0.0, 1.0)
        games = [trained(kind, DATA, flags.steps, seed, learning_rate=0.0) for seed in range(flags.seeds)]
        reached = min(bound(game, DATA) for game in games)
        print(f"{kind.__name__:26}{true:12.5f}{reached:12.5f}{true - reached:12.5f}", flush=True)
    print("\nA Gaussian that learns to fit 0.6 N(-1, 0.5^2) + 0.4 N(1.5, 0.8^2)")
    columns = ("best mean", "learned", "best dev.", "learned", "best div.", "learned", "bound")
    print(f"{'':26}" + "".join(f"{name:>{12 if 'best' in name else 9}}" for name in columns))
    for kind in FUNCTIONS:
        print(f"{kind.__name__:26}" + fitted(kind, flags), flush=True)
    print(f"\n{time.perf_counter() - start:.0f} s")


def fitted(kind, flags):
    """A row: the best Gaussian, and the learned one that is furthest from it in divergence."""
    mean, deviation = best_fit(kind)
    games = [trained(kind, MIXTURE, flags.steps, seed, learning_rate=0.01) for seed in range(flags.seeds)]
    game = max(games, key=lambda game: divergence(kind, MIXTURE, *parameters(game)))
    learned_mean, learned_deviation = parameters(game)
    values = divergence(kind, MIXTURE, mean, deviation), divergence(kind, MIXTURE, learned_mean, learned_deviation)
    return (
        f"{mean:12.3f}{learned_mean:9.3f}{deviation:12.3f}{learned_deviation:9.3f}"
        f"{values[0]:12.4f}{values[1]:9.4f}{bound(game, MIXTURE):9.4f}"
    )


def trained(kind, mixture, steps, seed, learning_rate):
    """A game after training, whose generator is mean + deviation * z and begins at N(0, 1)."""
    keras.utils.set_random_seed(seed)
    latents, points = keras.Input((1,)), keras.Input((1,))
    line = keras.layers.Dense(1, kernel_initializer="ones")
    hidden = keras.layers.Dense(64, activation="tanh")(points)
    hidden = keras.layers.Dense(64, activation="tanh")(hidden)
    variational = keras.Model(points, keras.layers.Dense(1)(hidden))
    game = models.FGAN(keras.Model(latents, line(latents)), variational, kind(), seed=seed)
    # Both rates fall, otherwise the parameters keep fluctuating with the batches.
    rates = [keras.optimizers.schedules.CosineDecay(rate, steps) for rate in (learning_rate, 0.01)]
    game.compile(*(keras.optimizers.Adam(rate, 0.5) for rate in rates), steps_per_execution=50)
    game.fit(samples(mixture, seed), steps_per_epoch=steps, verbose=0, shuffle=False)
    return game


def samples(mixture, seed):
    """Infinite batches of the data."""
    weights, means, deviations = (tf.constant(column, tf.float32) for column in zip(*mixture, strict=True))

    def draw(step):
        places = tf.random.stateless_uniform((BATCH_SIZE,), (seed, 2 * step), alg="philox")
        kinds = tf.searchsorted(tf.cumsum(weights)[:-1], places)
        noise = tf.random.stateless_normal((BATCH_SIZE,), (seed, 2 * step + 1), alg="philox")
        return (tf.gather(means, kinds) + tf.gather(deviations, kinds) * noise)[:, None]

    return tf.data.Dataset.counter().map(draw).prefetch(tf.data.AUTOTUNE)


def parameters(game):
    """The generator's mean and deviation."""
    kernel, bias = game.generator.get_weights()
    return float(bias[0]), abs(float(kernel[0, 0]))


def bound(game, mixture):
    """E_P[g_f(V)] - E_Q[f*(g_f(V))] of the trained V, by quadrature."""
    logits = game.score(tf.constant(GRID, tf.float32))
    real = game.divergence.activation(logits).numpy()[:, 0]
    fake = game.divergence.conjugate_of(logits).numpy()[:, 0]
    mean, deviation = parameters(game)
    x = GRID[:, 0]
    integrand = np.exp(log_density(x, mixture)) * real - np.exp(log_density(x, [(1.0, mean, deviation)])) * fake
    return float(np.trapezoid(integrand, x))


def divergence(kind, mixture, mean, deviation):
    """D_f of the data from N(mean, deviation^2), by adaptive quadrature."""

    def integrand(x):
        log_q = log_density(x, [(1.0, mean, deviation)])
        return np.exp(log_q) * FUNCTIONS[kind](log_density(x, mixture) - log_q)

    return scipy.integrate.quad(integrand, -12, 12, limit=500, points=[-1.0, 0.0, 1.5])[0]


def best_fit(kind):
    """The mean and deviation whose divergence is least."""
    found = scipy.optimize.minimize(
        lambda guess: divergence(kind, MIXTURE, guess[0], np.exp(guess[1])), (0.0, 0.0), method="Nelder-Mead"
    )
    return float(found.x[0]), float(np.exp(found.x[1]))


def log_density(x, mixture):
    parts = [np.log(weight) + scipy.stats.norm.logpdf(x, mean, deviation) for weight, mean, deviation in mixture]
    return np.logaddexp.reduce(parts)


def softplus(values):
    return np.logaddexp(0, values)


if __name__ == "__main__":
    main()
