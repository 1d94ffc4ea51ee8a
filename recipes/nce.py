"""NCE: a density and its normalizing constant, learned by telling data from noise.

Gutmann & Hyvarinen 2010, https://proceedings.mlr.press/v9/gutmann10a. The claim: an unnormalized model, whose constant
is a weight like any other, becomes normalized. Quick run: a correlated Gaussian in the plane, of which all is known:
log Z is 1.3130, the entropy 1.6685 bits per dimension. `--paper`: longer, with ten times as much noise as data. What
differs from the paper: stochastic gradients (Adam), and two dimensions for its five.

Reached (seed 0, half a minute of one core): log Z 1.3156, where that of the learned precision is 1.3164; 1.6595 bits
per dimension on 10 000 test points by its own constant, where the true density has 1.6600.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "gaussian"
STEPS = 2000
BATCH_SIZE = 256
NOISE_STDDEV = 2.0  # of the noise around 0
NOISE_RATIO = 5  # nu, points of noise for each of the data
NUM_CANDIDATES = 100  # points of noise of which one becomes a sample
LEARNING_RATE = 0.01  # of Adam, at first
DECAY_STEPS = 2000  # in which the rate falls to 0
PAPER = {"steps": 10_000, "decay_steps": 10_000, "noise_ratio": 10}


def dataset(name=DATASET, split="train", data_dir=None):
    return data.load(name, split)


def model(
    train,
    noise_stddev=NOISE_STDDEV,
    noise_ratio=NOISE_RATIO,
    num_candidates=NUM_CANDIDATES,
    learning_rate=LEARNING_RATE,
    decay_steps=DECAY_STEPS,
    seed=0,
):
    network = networks.gaussian_density(train.shape[0])
    nce = models.NoiseContrastive(
        network, noise_stddev, noise_ratio, num_candidates, modality=train.modality, seed=seed
    )
    rate = keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps)
    nce.compile(optimizer=keras.optimizers.Adam(rate))
    return nce


def evaluation_metrics(game, train, test):
    return [metrics.BitsPerDimension(game.log_densities, "normalized by its own constant", test.split)]


if __name__ == "__main__":
    cli.run(__file__)
