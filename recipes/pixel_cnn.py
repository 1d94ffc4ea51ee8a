"""PixelCNN: one pixel after the other, and so an exact likelihood.

van den Oord et al. 2016, https://arxiv.org/abs/1606.05328 (the gated network without a blind spot). Quick run:
scikit-learn's digits of 8 x 8 pixels, made black and white; `--paper`: MNIST, larger. What differs from the paper:
pixels of two levels, not 256, and one channel; no conditions.

Reached after 350 of the 800 steps (seed 0, 15 seconds of processor time, `benchmarks/family_tree.py`): exactly 0.393
bits per dimension on 300 test images (0.372 on the training images), a Fréchet distance of 5.2, 0.96 of the data's
sharpness. A thousand samples took 9 seconds. After all 800 steps 0.388 bits (0.381 after 600), and a distance
of 3.3 of 300 samples.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "digits"
STEPS = 800
BATCH_SIZE = 64
IMAGE_SIZE = 8  # pixels a side
WIDTH = 24  # feature maps of each stack
DEPTH = 4  # gated layers after the first
LEARNING_RATE = 2e-3  # of Adam
PAPER = {"dataset": "mnist", "steps": 50_000, "image_size": 28, "width": 64, "depth": 10, "learning_rate": 1e-3}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE):
    return data.binarized(data.load(name, split, (image_size, image_size, 1), data_dir))


def model(train, width=WIDTH, depth=DEPTH, learning_rate=LEARNING_RATE, seed=0):
    network = networks.pixel_cnn(train.shape, width, depth)
    pixel_cnn = models.PixelCNN(network, modality=train.modality, seed=seed)
    pixel_cnn.compile(optimizer=keras.optimizers.Adam(learning_rate))
    return pixel_cnn


def evaluation_metrics(game, train, test, inception=None):
    return [
        metrics.BitsPerDimension(game.log_likelihoods, "exact", test.split),
        *metrics.frechet_distances(train, test, inception),
        metrics.Sharpness(split=test.split),
    ]


if __name__ == "__main__":
    cli.run(__file__)
