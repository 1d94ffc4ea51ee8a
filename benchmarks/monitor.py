"""Reliability of the monitor: how many induced problems it detects, and how often it raises a false alarm.

    python benchmarks/monitor.py run --seeds 0 1 2 3 4
    python benchmarks/monitor.py table > benchmarks/results/monitor.md

Each training is small (600 steps of width 16 on scikit-learn's digits at 16 x 16, or 64 units on the ring) and checked
every 50 steps. Problems are induced by their usual causes, and counted as detected if they were reported at any
check; a healthy training raises a false alarm if anything was ever reported. The thresholds in
`tfgan_zoo/monitor` were chosen on seeds 100 and 101. `run` adds a line to `results/monitor.csv` for each training.
"""

import argparse
import csv
import dataclasses
import pathlib
import statistics
from collections.abc import Callable

import keras

from tfgan_zoo import data, models, monitor, networks

RESULTS = pathlib.Path(__file__).parent / "results" / "monitor.csv"
COLUMNS = ("training", "seed", "problem", "named", "first_step", "distance")
STEPS = 600
EVERY = 50
BATCH_SIZE = 64
NUM_CHECKED = 128
SHAPE = (16, 16, 1)
WIDTH = 16
UNITS = 64


@dataclasses.dataclass(frozen=True)
class Training:
    """A training with a known problem, or a healthy one.

    Args:
        problem: its name; None for a healthy one.
        game: the game's class.
        options: the game's own.
        rates: learning rates of generator and discriminator.
        beta_1: of both Adams.
        players: function that builds the two networks.
        dataset: "digits" or "ring".
        prepare: how batches are transformed, wrongly or not at all.
        num_examples: how many of the training examples it sees; None for all.
    """

    problem: str | None = None
    game: type = models.GAN
    options: dict = dataclasses.field(default_factory=dict)
    rates: tuple = (5e-4, 5e-4)
    beta_1: float = 0.5
    players: Callable = None
    dataset: str = "digits"
    prepare: Callable | None = None
    num_examples: int | None = None


def convolutional():
    return networks.dcgan_generator(SHAPE, WIDTH), networks.dcgan_discriminator(SHAPE, WIDTH)


def unnormalized():
    return networks.dcgan_generator(SHAPE, WIDTH), networks.dcgan_discriminator(SHAPE, WIDTH, normalization=None)


def dense():
    return networks.mlp_generator(SHAPE, UNITS), networks.mlp_discriminator(SHAPE, UNITS)


def of_points():
    return networks.mlp_generator((2,), UNITS), networks.mlp_discriminator((2,), UNITS)


def to_unit_interval(images):
    return (images + 1) / 2


def to_bytes(images):
    return (images + 1) * 127.5


MINIMAX = {"game": models.MinimaxGAN, "rates": (5e-5, 2e-3), "options": {"discriminator_steps": 5}}
TRAININGS = {
    "GAN": Training(players=convolutional),
    "LSGAN": Training(game=models.LSGAN, players=convolutional),
    "hinge GAN": Training(game=models.HingeGAN, players=convolutional),
    "WGAN-GP": Training(game=models.WGANGP, players=unnormalized, options={"discriminator_steps": 3}),
    "R1, ring": Training(
        game=models.R1GAN, players=of_points, options={"gamma": 0.1}, rates=(1e-3, 1e-3), dataset="ring"
    ),
    "minimax loss, discriminator trained 200 times as much": Training(
        "vanishing gradients", players=convolutional, **MINIMAX
    ),
    "dense players, both learning rates 2e-3, beta_1 0.9": Training(
        "mode collapse", players=dense, rates=(2e-3, 2e-3), beta_1=0.9
    ),
    "ring, generator's learning rate 25 times the discriminator's": Training(
        "mode collapse", players=of_points, rates=(5e-3, 2e-4), dataset="ring"
    ),
    "discriminator trained 500 times as much": Training(
        "discriminator too strong",
        players=convolutional,
        rates=(2e-5, 2e-3),
        options={"discriminator_steps": 5},
    ),
    "discriminator's learning rate 1e-7": Training("discriminator too weak", players=convolutional, rates=(5e-4, 1e-7)),
    "both learning rates 0.1": Training("divergence", players=convolutional, rates=(0.1, 0.1)),
    "pictures in [0, 1]": Training("wrong data range", players=convolutional, prepare=to_unit_interval),
    "pictures in [0, 255]": Training("wrong data range", players=convolutional, prepare=to_bytes),
    "100 pictures": Training("memorizing discriminator", players=convolutional, num_examples=100),
}


def examples(training, seed):
    """Training examples, and held-out ones."""
    size = (*SHAPE[:2], None) if training.dataset == "digits" else None
    train, held_out = (data.load(training.dataset, split, size) for split in ("train", "test"))
    if training.num_examples:
        begin = seed * training.num_examples % (train.num_examples - training.num_examples)
        train = data.from_arrays(train.samples[begin:][: training.num_examples], name=train.name)
    return train, held_out


def run_one(training, seed):
    """Train and check; returns the findings of each check, by step, and the last signals."""
    keras.utils.set_random_seed(seed)
    game = training.game(*training.players(), seed=seed, **training.options)
    game.compile(*(keras.optimizers.Adam(rate, training.beta_1) for rate in training.rates))
    train, held_out = examples(training, seed)
    prepare = training.prepare or (lambda samples: samples)
    real, unseen = (
        prepare(next(iter(part.batches(min(NUM_CHECKED, part.num_examples), seed=seed)))) for part in (train, held_out)
    )
    collector = monitor.SignalCollector(game, real, unseen)
    batches = train.batches(BATCH_SIZE * game.discriminator_steps, seed=seed)
    history, findings = [collector.collect()], {}
    for done in range(0, STEPS, EVERY):
        part = batches.skip(done)
        game.fit(part.map(prepare) if training.prepare else part, steps_per_epoch=EVERY, verbose=0)
        history.append(collector.collect(collector.samples))
        for finding in monitor.diagnose(history):
            findings.setdefault(finding.problem, history[-1].steps)
    return findings, history


def run(flags):
    results = pathlib.Path(flags.results)
    if not results.exists():
        results.write_text(",".join(COLUMNS) + "\n")
    for name, training in TRAININGS.items():
        for seed in flags.seeds:
            if any((line["training"], line["seed"]) == (name, str(seed)) for line in lines(results)):
                continue
            findings, history = run_one(training, seed)
            named = "; ".join(f"{problem} ({step})" for problem, step in findings.items())
            first = findings.get(training.problem, "")
            with results.open("a", newline="") as file:
                line = (name, seed, training.problem or "", named, first, f"{history[-1].distance:.3f}")
                csv.writer(file).writerow(line)
            print(name, seed, named or "healthy", f"distance {history[-1].distance:.3f}", sep=" | ", flush=True)


def lines(results):
    with results.open(newline="") as file:
        return list(csv.DictReader(file))


def table(flags):
    """Markdown: for each training how often its problem was named, when, and what else was."""
    print("| training | problem | detected | first reported at step | also reported | distance from the data |")
    print("|---|---|---|---|---|---|")
    measured = lines(pathlib.Path(flags.results))
    for name, training in TRAININGS.items():
        own = [line for line in measured if line["training"] == name]
        if not own:
            continue
        named = [[part.rpartition(" (")[0] for part in line["named"].split("; ") if part] for line in own]
        others = sorted({problem for found in named for problem in found if problem != training.problem})
        counts = ", ".join(f"{other} {sum(other in found for found in named)}" for other in others)
        found = [int(line["first_step"]) for line in own if line["first_step"]]
        cells = [name, training.problem or "none", f"{len(found)} of {len(own)}" if training.problem else "-"]
        cells += [f"{statistics.median(found):g}" if found else "-", counts or "nothing"]
        distances = [float(line["distance"]) for line in own]
        print("|", " | ".join([*cells, f"{min(distances):.3f} to {max(distances):.3f}"]), "|")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run", help="train and check what is not yet in the results")
    running.set_defaults(run=run)
    running.add_argument("--seeds", nargs="+", type=int, default=[0, 1, 2, 3, 4])
    tabling = commands.add_parser("table", help="print what was found as Markdown")
    tabling.set_defaults(run=table)
    for command in (running, tabling):
        command.add_argument("--results", default=str(RESULTS))
    flags = parser.parse_args()
    flags.run(flags)


if __name__ == "__main__":
    main()
