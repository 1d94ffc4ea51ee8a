"""BLEU and self-BLEU over temperature: SeqGAN and the likelihood training it starts from, at the same entropy.

    python benchmarks/temperature.py captions.txt | tee benchmarks/results/temperature.txt

A generator that is surer of itself writes texts that are more like real ones and more like each other, and a lower
temperature makes any generator so. So SeqGAN is better only where, at equal entropy, its BLEU is higher or its
self-BLEU lower. Entropy is that of the next token, in nats, averaged over the tokens that a generator has drawn.
"""

import argparse
import warnings

import keras
import numpy as np
from keras import ops

from tfgan_zoo import data, metrics, models, networks

TEMPERATURES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25)
COLUMNS = ("entropy", *(f"{kind}{order}" for kind in ("BLEU-", "self-") for order in (2, 3, 4, 5)))
BATCH_SIZE, BATCHES_PER_ROUND = 64, 40
LIKELIHOOD_STEPS, PRETRAINING_STEPS, ADVERSARIAL_STEPS = 35, 8, 30
WIDTH = 64


def new_game(train, seed):
    size, (length,) = train.modality.vocabulary_size, train.shape
    generator = networks.recurrent_generator(size, length, WIDTH)
    discriminator = networks.text_discriminator(size, length, share=0.1)
    rounds = {"batches_per_round": BATCHES_PER_ROUND, "likelihood_steps": LIKELIHOOD_STEPS}
    game = models.SeqGAN(
        generator, discriminator, pretraining_steps=PRETRAINING_STEPS, modality=train.modality, seed=seed, **rounds
    )
    adam = keras.optimizers.Adam
    game.compile(adam(0.01, global_clipnorm=5.0), adam(0.01, global_clipnorm=0.078125), adam(1e-3))
    return game


def entropy_of(game, tokens):
    """The mean entropy of the next token after the beginnings of sequences, in nats."""
    log_p = ops.log_softmax(game.generator(tokens) / game.temperature)
    return float(-ops.mean(ops.sum(ops.exp(log_p) * log_p, axis=-1)))


def measured(samples, real):
    """BLEU-2 to 5 of tokens against real ones, and self-BLEU-2 to 5."""
    metric = metrics.BLEU(samples.shape[1])
    metric.update(real, samples)
    return [result.value for result in metric.result()]


def curve(game, real):
    """The columns at each temperature."""
    rows = []
    for temperature in TEMPERATURES:
        tempered = game.at_temperature(temperature)
        tokens = tempered.sample(len(real))
        rows.append([entropy_of(tempered, tokens), *measured(tokens, real)])
    return np.array(rows)


def show(title, names, rows):
    print(f"\n{title:14}" + "".join(f"{name:>9}" for name in COLUMNS))
    for name, row in zip(names, rows, strict=True):
        print(f"{name:<14}" + "".join(f"{value:9.3f}" for value in row), flush=True)


def at_entropies(entropies, rows):
    """A curve's other columns at given entropies, by linear interpolation."""
    return np.stack([np.interp(entropies, rows[:, 0], column) for column in rows[:, 1:].T], axis=1)


def held_out_nll(game, real):
    metric = metrics.HeldOutNLL(game.generator)
    metric.update(real, real)
    return metric.result().value


def train_on(game, train, steps):
    game.fit(train.batches(BATCH_SIZE * BATCHES_PER_ROUND), steps_per_epoch=steps, verbose=0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file")
    parser.add_argument("--unit", default="word")
    parser.add_argument("--length", type=int, default=20)
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    keras.utils.set_random_seed(flags.seed)
    warnings.simplefilter("ignore")  # of long lines and rare words
    train, test = (
        data.text(flags.file, split, flags.length, flags.unit, min_count=flags.min_count) for split in ("train", "test")
    )
    real = test.samples[:1000]
    print(f"{train.num_examples} lines to train on, {len(real)} held out, {train.modality.vocabulary_size} tokens;")
    print(f"as many texts are generated; seed {flags.seed}")
    show("", ["training lines"], [[np.nan, *measured(train.samples[: len(real)], real)]])
    game = new_game(train, flags.seed)
    train_on(game, train, LIKELIHOOD_STEPS)
    likelihood = curve(game, real)
    show("likelihood, T", TEMPERATURES, likelihood)
    print(f"negative log-likelihood of a held-out token: {held_out_nll(game, real):.3f}")
    train_on(game, train, PRETRAINING_STEPS + ADVERSARIAL_STEPS)
    seqgan = curve(game, real)
    show("SeqGAN, T", TEMPERATURES, seqgan)
    print(f"negative log-likelihood of a held-out token: {held_out_nll(game, real):.3f}")
    inside = (seqgan[:, 0] >= likelihood[0, 0]) & (seqgan[:, 0] <= likelihood[-1, 0])
    gains = seqgan[inside].copy()
    gains[:, 1:] -= at_entropies(gains[:, 0], likelihood)
    show("its gain, T", np.array(TEMPERATURES)[inside], gains)


if __name__ == "__main__":
    main()
