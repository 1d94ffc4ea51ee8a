"""TimeGAN: series from the codes of an autoencoder, with a network that is taught what follows what.

Yoon, Jarrett and van der Schaar 2019, NeurIPS, https://papers.nips.cc/paper/8789. The claim: a network can hardly tell
its series from real ones (discriminative score 0.011 on sines, 0.102 on Google's stock prices; real against real is 0),
one that learned from them predicts real ones as well as one that learned from real ones (predictive score 0.093 and
0.038), and without the supervised loss both are worse. Quick run: sine waves of five variables; `--dataset FILE.csv`:
your own series; `--paper`: the paper's sizes, 50 000 steps in each phase.

Reached on the sines by 700 of the quick run's 800 steps (seed 0; stopped and resumed at 600; 2 000 samples beside the
2 000 test series, one judge each): discriminative score 0.0475 by a judge of the paper's 2 000 steps, 0.0175 by one of
500, which flatters; predictive score 0.123 by a judge of 500 steps, 0.119 from real training series. The judge is weak,
a GRU of two units: the eye sees at once that the samples are of few kinds, in which the five variables, independent in
the data, move in two groups. By `benchmarks/series.py` (700, 400 and 700 steps, judges of 1 000): 0.060 and 0.101,
real series 0.001 and 0.102, without the supervised loss 0.075 and 0.099, one seed. On Google's stock prices, beside the
series to train on as in the paper, 0.071 and 0.045, real series 0.011 and 0.041 (the same steps, one seed); but days of
great volume, and the highest prices, are missing (docs/images/timegan_stocks.png). The paper's sizes were not trained.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "sines"
STEPS = 800  # of all phases together
BATCH_SIZE = 128  # of every turn of a step
LENGTH = 24  # rows of a window of a csv
NUM_BLOCKS = 5  # of a csv; the end of each is for the test
WIDTH = 24  # units of each GRU, and size of a code
NUM_LAYERS = 1  # GRUs of each network; the supervisor has one less, and at least one
EMBEDDING_STEPS = 300  # steps in which the autoencoder learns alone
SUPERVISED_STEPS = 150  # steps in which the supervisor learns alone
GENERATOR_STEPS = 2  # turns of the generator and the autoencoder in a step
RECONSTRUCTION_WEIGHT = 10.0  # of the autoencoder's error
SUPERVISED_WEIGHT = 100.0  # eta; with 0, and no steps of the supervisor, it is the ablation without supervised loss
EMBEDDER_WEIGHT = 0.1  # lambda, of the supervised loss in the autoencoder's; 0 in the ablation
MOMENT_WEIGHT = 100.0  # of the distance of means and deviations
GAMMA = 1.0  # weight of codes that the supervisor has not changed
THRESHOLD = 0.15  # the discriminator learns only where its loss is above it
LEARNING_RATE = 3e-3  # of all five Adams
JUDGE_STEPS = 500  # of each network that measures; the paper's have 2 000, and 5 000 to predict: fewer flatter
PAPER = {
    "steps": 150_000,
    "num_layers": 3,
    "embedding_steps": 50_000,
    "supervised_steps": 50_000,
    "learning_rate": 1e-3,
    "judge_steps": 2000,
}


def dataset(name=DATASET, split="train", data_dir=None, length=LENGTH, num_blocks=NUM_BLOCKS):
    return data.load_series(name, split, length, num_blocks=num_blocks)


def model(
    train,
    width=WIDTH,
    num_layers=NUM_LAYERS,
    embedding_steps=EMBEDDING_STEPS,
    supervised_steps=SUPERVISED_STEPS,
    generator_steps=GENERATOR_STEPS,
    reconstruction_weight=RECONSTRUCTION_WEIGHT,
    supervised_weight=SUPERVISED_WEIGHT,
    embedder_weight=EMBEDDER_WEIGHT,
    moment_weight=MOMENT_WEIGHT,
    gamma=GAMMA,
    threshold=THRESHOLD,
    learning_rate=LEARNING_RATE,
    seed=0,
):
    length = train.shape[0]
    timegan = models.TimeGAN(
        networks.timegan_generator(train.shape, width, num_layers),
        networks.timegan_discriminator(length, width, num_layers),
        networks.timegan_embedder(train.shape, width, num_layers),
        networks.timegan_recovery(train.shape, width, num_layers),
        networks.timegan_supervisor(length, width, max(1, num_layers - 1)),
        embedding_steps=embedding_steps,
        supervised_steps=supervised_steps,
        generator_steps=generator_steps,
        reconstruction_weight=reconstruction_weight,
        supervised_weight=supervised_weight,
        embedder_weight=embedder_weight,
        moment_weight=moment_weight,
        gamma=gamma,
        threshold=threshold,
        modality=train.modality,
        seed=seed,
    )
    timegan.compile(*(keras.optimizers.Adam(learning_rate) for _ in timegan.players))
    return timegan


def evaluation_metrics(game, train, test, judge_steps=JUDGE_STEPS):
    scores = metrics.DiscriminativeScore, metrics.PredictiveScore
    return [score(test.shape, test.split, steps=judge_steps) for score in scores]


if __name__ == "__main__":
    cli.run(__file__)
