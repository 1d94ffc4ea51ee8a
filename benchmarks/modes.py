"""Modes that each objective catches on the ring and the grid, with PacGAN's networks (arXiv:1712.04086, section 4.1).

    python benchmarks/modes.py run --objectives gan pacgan2 --datasets ring grid --seeds 0 1 2 3 4
    python benchmarks/modes.py table > benchmarks/results/modes.md
    python benchmarks/modes.py picture --objectives gan gan_with_r1 --out samples.png

`run` adds a line to `results/modes.csv` for each game it has trained, and leaves out those that are there. The protocol
is the paper's: 100 000 training points, z of two normal numbers, batches of 100 (for PacGAN, 100 packs), Adam of rate
1e-4 and beta1 0.8 for both players, one step of the discriminator for one of the generator, 2 500 samples, of high
quality within three standard deviations of a mode. What differs: 20 000 steps (`--steps`) where the paper takes
400 000, and each generator's moving average (momentum 0.999) is evaluated too. Every objective has the same
networks, optimizers and budget, whatever its own paper uses; nothing was tuned. More `--steps` resume from the
games in `runs/modes`.

The rows whose names end in `_with_r1` are what this zoo's tricks give with networks of the same size: R1 on real
samples, every 8 steps, of a weight chosen for each dataset (`GAMMA`); no batch normalization in the generator; z of
two uniform numbers; and Adam of rate 2e-3, beta1 0.5 and beta2 0.99, whose rate falls to 0 by a cosine over `--steps`.
Those that end in `_from_mixture` have all this, but draw z from a mixture of 100 Gaussians (`latents.GaussianMixture`):
100 numbers instead of two. Those that end in `_with_noise` have instance noise besides, of a deviation chosen for each
dataset (`NOISE`), which is gone when half of the steps are done. Such games are retrained for each number of steps.
The constants were chosen on seed 0, the mixture's deviation on seed 1 as well.
"""

import argparse
import csv
import dataclasses
import pathlib
import statistics
import time
from collections.abc import Callable

import keras

from tfgan_zoo import data, latents, layers, losses, metrics, models, networks, plots, tricks

RESULTS = pathlib.Path(__file__).parent / "results" / "modes.csv"
COLUMNS = ("dataset", "objective", "seed", "steps", "modes", "high_quality", "average_modes", "average_high_quality")
DATASETS = ("ring", "grid")
BATCH_SIZE = 100
LEARNING_RATE = 1e-4
BETA_1 = 0.8
NUM_SAMPLES = 2500
FUSED = 100  # steps of an execution
CHUNK = 20_000  # steps after which a game is evaluated and saved


@dataclasses.dataclass(frozen=True)
class Objective:
    """One row: the game, and what its discriminator is made of."""

    game: type
    options: dict = dataclasses.field(default_factory=dict)
    pack_size: int = 1
    dense: type = keras.layers.Dense
    with_r1: bool = False
    with_noise: bool = False
    latents: Callable = latents.normal
    latent_size: int = 2

    def generator(self):
        normalization = None if self.with_r1 else networks.pacgan_normalization
        return networks.pacgan_generator(latent_size=self.latent_size, normalization=normalization)

    def tricks(self, dataset, steps):
        """What takes part in a game of so many steps."""
        penalty = [tricks.R1(GAMMA[dataset], interval=8)] if self.with_r1 else []
        noise = [tricks.InstanceNoise(NOISE[dataset], steps // 2)] if self.with_noise else []
        return penalty + noise

    def adam(self, steps):
        """A player's optimizer for a game of so many steps."""
        if self.with_r1:
            return keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(2e-3, steps), 0.5, 0.99)
        return keras.optimizers.Adam(LEARNING_RATE, BETA_1)


def f_gan(divergence):
    return Objective(models.FGAN, {"divergence": divergence})


def with_r1(game):
    return Objective(game, with_r1=True, latents=latents.uniform)


def from_mixture(game):
    return Objective(game, with_r1=True, latents=latents.GaussianMixture(0.02), latent_size=100)


def with_noise(game):
    return dataclasses.replace(from_mixture(game), with_noise=True)


OBJECTIVES = {
    "gan": Objective(models.GAN),
    "minimax_gan": Objective(models.MinimaxGAN),
    "maximum_likelihood_gan": Objective(models.MaximumLikelihoodGAN),
    "lsgan": Objective(models.LSGAN),
    "wgan": Objective(models.WGAN, {"discriminator_steps": 1}),
    "wgan_gp": Objective(models.WGANGP, {"discriminator_steps": 1}),
    "dragan": Objective(models.DRAGAN),
    "r1_gan": Objective(models.R1GAN),
    "hinge_gan": Objective(models.HingeGAN),
    "sngan": Objective(models.SNGAN, dense=layers.SpectralDense),
    "rsgan": Objective(models.RSGAN),
    "rlsgan": Objective(models.RLSGAN),
    "rhinge_gan": Objective(models.RHingeGAN),
    "rasgan": Objective(models.RaSGAN),
    "ralsgan": Objective(models.RaLSGAN),
    "rahinge_gan": Objective(models.RaHingeGAN),
    "f_gan_kullback_leibler": f_gan(losses.KullbackLeibler()),
    "f_gan_reverse_kullback_leibler": f_gan(losses.ReverseKullbackLeibler()),
    "f_gan_pearson": f_gan(losses.Pearson()),
    "f_gan_squared_hellinger": f_gan(losses.SquaredHellinger()),
    "f_gan_jensen_shannon": f_gan(losses.JensenShannon()),
    "f_gan_original": f_gan(losses.OriginalGAN()),
    "pacgan2": Objective(models.PacGAN, {"pack_size": 2}, pack_size=2),
    "pacgan4": Objective(models.PacGAN, {"pack_size": 4}, pack_size=4),
    "gan_with_r1": with_r1(models.GAN),
    "rsgan_with_r1": with_r1(models.RSGAN),
    "hinge_gan_with_r1": with_r1(models.HingeGAN),
    "gan_from_mixture": from_mixture(models.GAN),
    "lsgan_from_mixture": from_mixture(models.LSGAN),
    "rsgan_from_mixture": from_mixture(models.RSGAN),
    "hinge_gan_from_mixture": from_mixture(models.HingeGAN),
    "gan_with_noise": with_noise(models.GAN),
    "lsgan_with_noise": with_noise(models.LSGAN),
    "hinge_gan_with_noise": with_noise(models.HingeGAN),
}
GAMMA = {"ring": 0.01, "grid": 0.1}  # of R1
NOISE = {"ring": 0.2, "grid": 0.3}  # deviation of instance noise at the first step
PUBLISHED = {  # modes and high quality of ring and grid, after 400 000 steps, means of 10 runs
    "gan": {"ring": "6.3 / 98.2 %", "grid": "17.3 / 94.8 %"},
    "pacgan2": {"ring": "7.9 / 95.6 %"},
    "pacgan4": {"grid": "24.8 / 93.6 %"},
}


def build(objective, dataset, seed, steps):
    keras.utils.set_random_seed(seed)
    game = objective.game(
        objective.generator(),
        networks.pacgan_discriminator((2 * objective.pack_size,), dense=objective.dense),
        latents=objective.latents,
        ema_momentum=0.999,
        tricks=objective.tricks(dataset, steps),
        seed=seed,
        **objective.options,
    )
    game.compile(objective.adam(steps), objective.adam(steps), jit_compile=True, steps_per_execution=FUSED)
    return game


def samples(generator, game):
    """What a generator of the game makes of latents that are the same for all of a size."""
    return generator.predict(game.draw_latents(NUM_SAMPLES, (2024, 0)), batch_size=NUM_SAMPLES, verbose=0)


def coverage(generator, game, dataset):
    """Modes and share of high-quality samples of a generator."""
    try:
        found = metrics.mode_coverage(samples(generator, game), *data.mixture(dataset))
    except ValueError:  # its samples are not finite
        return 0, 0.0
    return found.caught, round(found.high_quality, 4)


def train(name, dataset, seed, steps, folder):
    """Train one game chunk by chunk, and write down what each has brought."""
    objective = OBJECTIVES[name]
    kept = kept_game(name, dataset, seed, steps, folder)
    kept.parent.mkdir(parents=True, exist_ok=True)
    game = models.load(kept) if kept.exists() else build(objective, dataset, seed, steps)
    batch_size = BATCH_SIZE * objective.pack_size
    while (done := int(game.steps.numpy())) < steps:
        start = time.perf_counter()
        batches = data.load(dataset).batches(batch_size, seed=seed, skip=done)
        game.fit(batches, steps_per_epoch=min(CHUNK, steps - done), verbose=0)
        reached = int(game.steps.numpy())
        line = (dataset, name, seed, reached)
        line += (*coverage(game.generator, game, dataset), *coverage(game.average_generator, game, dataset))
        if reached == steps or not objective.with_r1:  # whose rate comes down only at the end
            with RESULTS.open("a") as file:
                csv.writer(file).writerow(line)
        game.save(kept)
        print(*line, f"{time.perf_counter() - start:.0f} s", flush=True)


def kept_game(name, dataset, seed, steps, folder):
    """The file of a saved game."""
    budget = f"-{steps}" if OBJECTIVES[name].with_r1 else ""  # its learning rate hangs on the number of steps
    return pathlib.Path(folder) / f"{dataset}-{name}-{seed}{budget}.keras"


def lines():
    """The results, a dict per line."""
    with RESULTS.open() as file:
        return list(csv.DictReader(file))


def run(flags):
    if not RESULTS.exists():
        RESULTS.write_text(",".join(COLUMNS) + "\n")
    for seed in flags.seeds:
        for name in flags.objectives:
            for dataset in flags.datasets:
                wanted = {"dataset": dataset, "objective": name, "seed": str(seed), "steps": str(flags.steps)}
                if not any(wanted.items() <= line.items() for line in lines()):
                    train(name, dataset, seed, flags.steps, flags.folder)


def summary(found, prefix=""):
    """Mean modes and high quality over the seeds, the least in brackets."""
    modes = [int(line[prefix + "modes"]) for line in found]
    good = [100 * float(line[prefix + "high_quality"]) for line in found]
    return f"{statistics.mean(modes):.1f} ({min(modes)}) / {statistics.mean(good):.1f} % ({min(good):.1f})"


def table(flags):
    """Markdown: for each objective and budget how many seeds ring and grid have, and the means over them."""
    print("| objective | steps | seeds | ring | its average | grid | its average | published: ring | grid |")
    print("|---|---|---|---|---|---|---|---|---|")
    measured = lines()
    for name in OBJECTIVES:
        own = [line for line in measured if line["objective"] == name]
        for steps in sorted({int(line["steps"]) for line in own}):
            cells = []
            seeds = []
            for dataset in DATASETS:
                found = [line for line in own if line["dataset"] == dataset and int(line["steps"]) == steps]
                seeds.append(str(len(found)))
                cells += [summary(found), summary(found, "average_")] if found else ["not run", "not run"]
            published = [PUBLISHED.get(name, {}).get(dataset, "") for dataset in DATASETS]
            print("|", " | ".join([name, f"{steps:,}", ", ".join(seeds), *cells, *published]), "|")


def picture(flags):
    """Samples of kept games, a panel each, over one of the data."""
    panels = {}
    real = next(iter(data.load(flags.dataset).batches(NUM_SAMPLES, seed=flags.seed)))
    for name in flags.objectives:
        game = models.load(kept_game(name, flags.dataset, flags.seed, flags.steps, flags.folder))
        panels[name] = {"real": real, "generated": samples(game.generator, game)}
    plots.scatter_panels(flags.out, panels, f"{flags.dataset}: after {flags.steps:,} steps")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run", help="train and evaluate what is not yet in the results")
    running.set_defaults(run=run)
    running.add_argument("--datasets", nargs="+", choices=DATASETS, default=list(DATASETS))
    running.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2, 3, 4])
    picturing = commands.add_parser("picture", help="draw samples of kept games side by side")
    picturing.set_defaults(run=picture)
    picturing.add_argument("--dataset", choices=DATASETS, default="grid")
    picturing.add_argument("--seed", type=int, default=0)
    picturing.add_argument("--out", required=True, help="the PNG to write")
    for command in (running, picturing):
        command.add_argument("--objectives", nargs="+", choices=OBJECTIVES, default=list(OBJECTIVES))
        command.add_argument("--steps", type=int, default=20_000)
        command.add_argument("--folder", default="runs/modes", help="folder of the games, to resume from")
    tabling = commands.add_parser("table", help="print the results as Markdown")
    tabling.set_defaults(run=table)
    flags = parser.parse_args()
    flags.run(flags)


if __name__ == "__main__":
    main()
