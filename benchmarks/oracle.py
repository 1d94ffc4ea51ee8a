"""SeqGAN on its authors' oracle: how likely what it writes is to the oracle, round by round, from its likelihood start.

    python benchmarks/oracle.py target_params.npz | tee -a benchmarks/results/oracle.txt

The file has the 15 arrays of the authors' oracle (LantaoYu/SeqGAN: save/target_params.pkl). The measure falls too where
a generator only grows surer of itself: so the start is measured at lower temperatures as well, and both by how likely
they find held-out sequences of the oracle. The discriminator has a quarter of the paper's filters and sees a third of
the data in a round.
"""

import argparse
import time

import keras
import numpy as np

from tfgan_zoo import data, losses, metrics, models, networks

VOCABULARY, LENGTH, WIDTH = 5000, 20, 32
BATCH_SIZE, BATCHES_PER_EPOCH, BATCHES_PER_ROUND = 64, 156, 52
TEMPERATURES = (0.95, 0.9)
NUM_MEASURED, PART = 2000, 500  # sequences, and how many at once


def game_of(modality, flags):
    """SeqGAN at the paper's sizes, with fewer filters."""
    game = models.SeqGAN(
        networks.recurrent_generator(VOCABULARY, LENGTH, WIDTH, WIDTH),
        networks.text_discriminator(VOCABULARY, LENGTH, share=0.25),
        batches_per_round=BATCHES_PER_ROUND,
        likelihood_steps=flags.epochs * BATCHES_PER_EPOCH // BATCHES_PER_ROUND,
        pretraining_steps=flags.pretraining,
        baseline=flags.baseline,
        modality=modality,
        seed=flags.seed,
    )
    adam = keras.optimizers.Adam
    game.compile(adam(0.01, global_clipnorm=5.0), adam(0.01, global_clipnorm=0.078125), adam(1e-3))
    return game


def row(name, game, oracle, held_out):
    """Print both likelihoods of a generator at its temperature, in nats per token."""
    written = metrics.OracleNLL(oracle)
    written.update(held_out, game.sample(len(held_out), seed=1))
    parts = np.split(held_out, len(held_out) // PART)
    read = np.mean([losses.sequence_nll(game.generator(part) / game.temperature, part) for part in parts])
    spent = time.process_time() / 60
    print(f"{name:34}{written.result().value:10.3f}{read:10.3f}{spent:10.1f}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("oracle")
    parser.add_argument("--epochs", type=int, default=20, help="of likelihood training")
    parser.add_argument("--pretraining", type=int, default=15, help="rounds of the discriminator alone")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--every", type=int, default=5, help="rounds between measurements")
    parser.add_argument(
        "--baseline", action="store_true", help="rewards relative to those of a batch's other sequences"
    )
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    keras.utils.set_random_seed(flags.seed)
    oracle = networks.lstm_oracle(VOCABULARY, LENGTH, WIDTH, WIDTH, file=flags.oracle)
    train, test = (data.oracle_sequences(oracle, split=split) for split in ("train", "test"))
    held_out = test.samples[:NUM_MEASURED]
    print(f"seed {flags.seed}{', with a baseline' * flags.baseline}")
    print(f"{'':34}{'oracle':>10}{'held out':>10}{'minutes':>10}")
    game = game_of(train.modality, flags)
    batches = train.batches(BATCH_SIZE * BATCHES_PER_ROUND, seed=flags.seed)
    game.fit(batches, steps_per_epoch=game.likelihood_steps, verbose=0)
    row(f"likelihood, {flags.epochs} epochs", game, oracle, held_out)
    for temperature in TEMPERATURES:
        row(f"  at temperature {temperature}", game.at_temperature(temperature), oracle, held_out)
    game.fit(batches, steps_per_epoch=game.pretraining_steps, verbose=0)
    for done in range(flags.every, flags.rounds + 1, flags.every):
        game.fit(batches, steps_per_epoch=flags.every, verbose=0)
        row(f"adversarial round {done}", game, oracle, held_out)


if __name__ == "__main__":
    main()
