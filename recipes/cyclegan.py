"""CycleGAN: translation between two domains, learned without pairs.

Zhu et al. 2017, https://arxiv.org/abs/1703.10593. The claim, on quick data whose true map is known: white digits on
black become orange digits on blue, each the same digit as before, though no digit is in both domains. `--paper`:
horses and zebras at 256 x 256.

Reached (seed 0, half a minute on one core): 97.0 % of the pixels of 150 test images lie where the true map
puts them (tolerance 0.25; the background color alone scores 50 %).
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "colored_digits"
STEPS = 600
BATCH_SIZE = 4
IMAGE_SIZE = 28  # pixels a side
WIDTH = 8  # feature maps of every network's first convolution
NUM_BLOCKS = 2  # residual blocks of a translator
DEPTH = 2  # halvings of a judge
CYCLE_WEIGHT = 10.0  # lambda
IDENTITY_WEIGHT = 0.0  # of the identity loss, relative to the cycle loss
POOL_SIZE = 50  # images that each history keeps
LEARNING_RATE = 1e-3  # of both sides' Adam
BETA_1 = 0.5  # momentum of both sides' Adam
PAPER = {
    "dataset": "cycle_gan/horse2zebra",
    "steps": 266_800,
    "batch_size": 1,
    "image_size": 256,
    "width": 64,
    "num_blocks": 9,
    "depth": 3,
    "identity_weight": 0.5,
    "learning_rate": 2e-4,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE):
    return data.load_pair(name, split, (image_size, image_size, 3), data_dir)


def model(
    train,
    width=WIDTH,
    num_blocks=NUM_BLOCKS,
    depth=DEPTH,
    cycle_weight=CYCLE_WEIGHT,
    identity_weight=IDENTITY_WEIGHT,
    pool_size=POOL_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    first, second = train.shape
    cyclegan = models.CycleGAN(
        networks.residual_translator(first, second[-1], width, num_blocks),
        networks.residual_translator(second, first[-1], width, num_blocks),
        networks.patchgan_discriminator(first, width, depth),
        networks.patchgan_discriminator(second, width, depth),
        cycle_weight=cycle_weight,
        identity_weight=identity_weight,
        pool_size=pool_size,
        seed=seed,
    )
    cyclegan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return cyclegan


def evaluation_metrics(game, train, test):
    if test.true_map is None:
        return []
    background = test.second.samples[0, 0, 0] / 127.5 - 1
    return [metrics.MappingAccuracy(test.true_map, background, test.split)]


if __name__ == "__main__":
    cli.run(__file__)
