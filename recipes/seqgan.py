"""SeqGAN: text without a gradient through the words.

Yu et al. 2017, https://arxiv.org/abs/1609.05473. The claim: on sequences of an oracle, an LSTM with random weights,
what the generator writes becomes likelier to the oracle than likelihood training alone can make it. Quick run: a small
oracle made here; `--paper`: the paper's sizes (`--oracle FILE` takes the weights of the authors' oracle). `--dataset
FILE` learns from the lines of a text file instead, and is measured by BLEU and self-BLEU too. What differs from the
authors' code: a discriminator's step takes 64 real sequences and 64 written ones, where theirs takes 64 of both
together.

Reached with the authors' oracle (seed 0; nats per token on 2 000 sequences, of which its own have 5.76 and uniform
tokens 11.42; a script with these parts: 5 000 tokens, length 20, a quarter of the filters, 52 batches a round): 9.043
after 20 epochs of likelihood, 9.057 and 9.042 after 25 and 30; in their place, 8.888 after 15 adversarial rounds,
with 30 rounds of the discriminator before, the last 12 at a rate of 1e-3. The paper has 9.038 and 8.736. The measure
also falls where a generator only grows surer of itself: that of 20 epochs has 8.909 and 8.791 with its logits divided
by 0.95 and 0.9. Held-out sequences lose less by the game: from 8.239 to 8.295, by the divisions to 8.341 and 8.464.
With 15 rounds before, all at 1e-3 (`benchmarks/oracle.py`, seed 0, 19 minutes of a core): 9.045 after likelihood,
8.880, 8.850, 8.844 and 8.879 after 15, 20, 30 and 35 adversarial rounds; of this at most 0.05 is more than surer logits
give for the same loss of held-out sequences (8.355 at round 30). One seed.

Reached by the quick run (seed 0, two minutes on a shared core): 3.767 after likelihood training, 3.728 after 20
adversarial rounds, on 2 048 sequences. Twice as many rounds lose it again (3.904): the discriminator then knows the
real sequences by heart, and the rewards vanish. Its 60 rounds of likelihood alone (`--steps 60`, and `--cell`):
3.776 by the LSTM, 3.819 by a GRU, 3.807 with attention. All three are overfitted by then: a held-out token loses 3.79,
3.76 and 4.13 nats.

Reached on 10 000 captions of COCO by words (seed 0, ten epochs of likelihood, then 30 adversarial rounds;
`benchmarks/temperature.py`): nothing over likelihood training, which wins at equal entropy. Its samples at temperature
1 have BLEU-2 to 5 of 0.781, 0.552, 0.347 and 0.220 against held-out captions; real ones have 0.784, 0.549, 0.338 and
0.215. With the entropy of SeqGAN at temperature 1 they would have 0.790, 0.565, 0.359 and 0.228, and SeqGAN has 0.805,
0.567, 0.349 and 0.214, but its samples are more alike (self-BLEU-2 0.848, not 0.801), and a held-out token loses 1.98
nats instead of 1.79. At temperatures below 1 its BLEU-3 to 5 are lower by 0.02 to 0.07 at equal entropy.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "oracle"
STEPS = 100
BATCH_SIZE = 64
VOCABULARY_SIZE = 100  # tokens of the oracle
LENGTH = 10  # tokens of a sequence
NUM_EXAMPLES = 2048  # real sequences of the oracle, and as many to test with
ORACLE = None  # npz file of the oracle's 15 arrays; None makes its weights
UNIT = "word"  # tokens of a text file: word or character
MIN_COUNT = 1  # how often a text file must have a token
CELL = "lstm"  # of the generator: lstm, gru or attention
WIDTH = 32  # units of the cell, the oracle's too
EMBEDDING_SIZE = 32  # numbers in a token's embedding, the oracle's too
FILTERS_SHARE = 0.1  # of the paper's number of filters in the discriminator
DROPOUT = 0.25  # share of the features that the discriminator leaves out
BATCHES_PER_ROUND = 32  # batches of a training step
LIKELIHOOD_STEPS = 60  # rounds in which the generator learns by likelihood
PRETRAINING_STEPS = 20  # rounds in which the discriminator learns alone
NUM_ROLLOUTS = 16  # N, how often a sequence is finished from each token on
GENERATOR_STEPS = 1  # g, steps of the policy in a round
DISCRIMINATOR_STEPS = 1  # d, how often the discriminator is then shown new sequences
DISCRIMINATOR_EPOCHS = 1  # k, how often it goes through them
LEARNING_RATE = 0.01  # of the Adam of likelihood training
POLICY_LEARNING_RATE = 0.01  # of the Adam of the policy
DISCRIMINATOR_LEARNING_RATE = 1e-3  # of the discriminator's Adam
CLIP_NORM = 5.0  # of the gradient of likelihood training
POLICY_CLIP_NORM = 0.078125  # of the policy's gradient, a mean; the authors clip the sum over 64 sequences at 5
BASELINE = False  # whether rewards are relative to those of the other sequences of a batch
TEMPERATURE = 1.0  # of the samples: below 1 likelier ones, which are more alike
PAPER = {
    "steps": 370,
    "vocabulary_size": 5000,
    "length": 20,
    "num_examples": 10_000,
    "filters_share": 1.0,
    "batches_per_round": 156,
    "likelihood_steps": 120,
    "pretraining_steps": 50,
    "discriminator_steps": 5,
    "discriminator_epochs": 3,
    "discriminator_learning_rate": 1e-4,
}


def oracle_network(vocabulary_size, length, width, embedding_size, oracle):
    return networks.lstm_oracle(vocabulary_size, length, width, embedding_size, file=oracle)


def dataset(
    name=DATASET,
    split="train",
    data_dir=None,
    vocabulary_size=VOCABULARY_SIZE,
    length=LENGTH,
    num_examples=NUM_EXAMPLES,
    width=WIDTH,
    embedding_size=EMBEDDING_SIZE,
    oracle=ORACLE,
    unit=UNIT,
    min_count=MIN_COUNT,
):
    if name != "oracle":
        return data.text(name, split, length, unit, min_count=min_count)
    network = oracle_network(vocabulary_size, length, width, embedding_size, oracle)
    return data.oracle_sequences(network, num_examples, split)


def model(
    train,
    cell=CELL,
    width=WIDTH,
    embedding_size=EMBEDDING_SIZE,
    filters_share=FILTERS_SHARE,
    dropout=DROPOUT,
    batches_per_round=BATCHES_PER_ROUND,
    likelihood_steps=LIKELIHOOD_STEPS,
    pretraining_steps=PRETRAINING_STEPS,
    num_rollouts=NUM_ROLLOUTS,
    generator_steps=GENERATOR_STEPS,
    discriminator_steps=DISCRIMINATOR_STEPS,
    discriminator_epochs=DISCRIMINATOR_EPOCHS,
    learning_rate=LEARNING_RATE,
    policy_learning_rate=POLICY_LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    clip_norm=CLIP_NORM,
    policy_clip_norm=POLICY_CLIP_NORM,
    baseline=BASELINE,
    temperature=TEMPERATURE,
    seed=0,
):
    (length,), vocabulary_size = train.shape, train.modality.vocabulary_size
    seqgan = models.SeqGAN(
        networks.recurrent_generator(vocabulary_size, length, width, embedding_size, cell=cell),
        networks.text_discriminator(vocabulary_size, length, filters_share, dropout=dropout),
        batches_per_round=batches_per_round,
        likelihood_steps=likelihood_steps,
        pretraining_steps=pretraining_steps,
        num_rollouts=num_rollouts,
        generator_steps=generator_steps,
        discriminator_steps=discriminator_steps,
        discriminator_epochs=discriminator_epochs,
        baseline=baseline,
        temperature=temperature,
        modality=train.modality,
        seed=seed,
    )
    seqgan.compile(
        keras.optimizers.Adam(learning_rate, global_clipnorm=clip_norm),
        keras.optimizers.Adam(policy_learning_rate, global_clipnorm=policy_clip_norm),
        keras.optimizers.Adam(discriminator_learning_rate),
    )
    return seqgan


def evaluation_metrics(game, train, test, length=LENGTH, width=WIDTH, embedding_size=EMBEDDING_SIZE, oracle=ORACLE):
    held_out = metrics.HeldOutNLL(game.generator, test.split)
    if test.name != "oracle":
        return [held_out, metrics.BLEU(*test.shape, split=test.split)]
    network = oracle_network(test.modality.vocabulary_size, length, width, embedding_size, oracle)
    return [metrics.OracleNLL(network, test.split), held_out]


if __name__ == "__main__":
    cli.run(__file__)
