"""RBM: a Boltzmann machine by persistent contrastive divergence.

Tieleman 2008, https://doi.org/10.1145/1390156.1390290, after Hinton 2002, https://doi.org/10.1162/089976602760128018.
Quick run: scikit-learn's digits of 8 x 8 pixels, made black and white; `--paper`: the sizes of the Theano tutorial on
MNIST, of which a pseudo-likelihood of -62.6 nats is published. What differs from the tutorial: the rate falls to 0, for
with a constant one the pseudo-likelihood jumps; samples begin at fair bits, not at test images.

Reached (seed 0, `--epochs 4`): an estimate of 0.391 bits per dimension on 300 test images, log Z by annealing;
frechet_classifier-binarized_digits 2.7, with 1.05 of the data's sharpness.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "digits"
STEPS = 3000
BATCH_SIZE = 64
IMAGE_SIZE = 8  # pixels a side
NUM_HIDDEN = 64  # hidden bits
GIBBS_STEPS = 5  # k, of the chain in a training step
NUM_CHAINS = 64  # chains that go on from step to step
PERSISTENT = True  # whether they do, or begin at the data at every step
CHAIN_STEPS = 100  # of the chain that draws a sample, from fair bits
LEARNING_RATE = 0.1  # of plain gradient descent, at first
DECAY_STEPS = 3000  # in which the rate falls to 0
PAPER = {
    "dataset": "mnist",
    "steps": 37_500,
    "batch_size": 20,
    "image_size": 28,
    "num_hidden": 500,
    "gibbs_steps": 15,
    "num_chains": 20,
    "chain_steps": 1000,
    "decay_steps": 37_500,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE):
    return data.binarized(data.load(name, split, (image_size, image_size, 1), data_dir))


def model(
    train,
    num_hidden=NUM_HIDDEN,
    gibbs_steps=GIBBS_STEPS,
    num_chains=NUM_CHAINS,
    persistent=PERSISTENT,
    chain_steps=CHAIN_STEPS,
    learning_rate=LEARNING_RATE,
    decay_steps=DECAY_STEPS,
    seed=0,
):
    rbm = models.RBM(
        networks.boltzmann_machine(train.shape, num_hidden),
        gibbs_steps,
        num_chains if persistent else None,
        chain_steps,
        modality=train.modality,
        seed=seed,
    )
    rate = keras.optimizers.schedules.PolynomialDecay(learning_rate, decay_steps, end_learning_rate=0.0)
    rbm.compile(optimizer=keras.optimizers.SGD(rate))
    return rbm


def evaluation_metrics(game, train, test, inception=None):
    return [
        metrics.BitsPerDimension(game.log_densities, "estimate", test.split, game.log_partition),
        *metrics.frechet_distances(train, test, inception),
        metrics.Sharpness(split=test.split),
    ]


if __name__ == "__main__":
    cli.run(__file__)
