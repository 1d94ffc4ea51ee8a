"""GSN: a chain of denoising steps that generates.

Bengio et al. 2014, https://arxiv.org/abs/1306.1091. Quick run: scikit-learn's digits of 8 x 8 pixels, made black and
white; `--paper`: MNIST at the width of the authors' walk-back denoising autoencoder. What differs from the paper: no
hidden state, ReLU and Adam; samples are drawn bits, where the paper's pictures are their probabilities.

Reached after 2 804 steps (seed 0, 15 seconds of processor time, `benchmarks/family_tree.py`): a Fréchet distance of
10.6, with 1.49 of the data's sharpness: strokes with noise, as each bit is drawn by itself. There is no likelihood.
After 750 steps 300 samples have a distance of 10.9, after all 3,000 one of 11.1: longer training does not help.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "digits"
STEPS = 3000
BATCH_SIZE = 64
IMAGE_SIZE = 8  # pixels a side
WIDTH = 256  # units of each hidden layer
DEPTH = 2  # hidden layers
CORRUPTION = 0.4  # probability that a pixel is replaced by a fair one in a step
WALK_BACK_STEPS = 4  # of the chain in training; 1 is a plain denoising autoencoder
CHAIN_STEPS = 100  # of the chain that draws a sample, from fair bits
LEARNING_RATE = 1e-3  # of Adam
PAPER = {"dataset": "mnist", "steps": 600_000, "batch_size": 100, "image_size": 28, "width": 2000, "depth": 1}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE):
    return data.binarized(data.load(name, split, (image_size, image_size, 1), data_dir))


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    corruption=CORRUPTION,
    walk_back_steps=WALK_BACK_STEPS,
    chain_steps=CHAIN_STEPS,
    learning_rate=LEARNING_RATE,
    seed=0,
):
    network = networks.denoiser(train.shape, width, depth)
    gsn = models.GSN(network, corruption, walk_back_steps, chain_steps, modality=train.modality, seed=seed)
    gsn.compile(optimizer=keras.optimizers.Adam(learning_rate))
    return gsn


def evaluation_metrics(game, train, test, inception=None):
    return [*metrics.frechet_distances(train, test, inception), metrics.Sharpness(split=test.split)]


if __name__ == "__main__":
    cli.run(__file__)
