"""CycleGAN: translation between two domains, learned without pairs.

Zhu et al. 2017, https://arxiv.org/abs/1703.10593. The claim, on quick data whose true map is known: white digits on
black become orange digits on blue, each the same digit as before, though no digit is in both domains. `--paper`:
horses and zebras at 256 x 256, as the authors train, with reflected edges, flips, crops of 256 pixels from 286, and a
rate that falls to 0 in the second half; it was not run. What differs from them: the padding where the size is halved
(`networks.residual_translator`).

Reached (seed 0, half a minute on one core): 97.0 % of the pixels of 150 test images lie where the true map
puts them (tolerance 0.25; the background color alone scores 50 %). `--edges`, from pictures to the
edges of other pictures: not reached on Fashion-MNIST after 1 000 steps (seed 0, `benchmarks/cyclegan.py`): what is made
overlaps with the true edges by 0.11, another picture's edges by 0.18. With the cycle alone a picture becomes nearly its
negative and comes back to 0.07; without the cycle all become alike and come back to 0.28; the whole game is between, at
0.10.
"""

import dataclasses

from tfgan_zoo import cli, data, keras, metrics, models, networks, schedules

DATASET = "colored_digits"
STEPS = 600
BATCH_SIZE = 4
IMAGE_SIZE = 28  # pixels a side
EDGES = False  # whether the domains are pictures and the edges of other pictures, of one dataset
FLIP = False  # whether half of the images are mirrored in training
JITTER = 0  # pixels by which images are enlarged before the size is cut at a random place
WIDTH = 8  # feature maps of every network's first convolution
NUM_BLOCKS = 2  # residual blocks of a translator
REFLECT = False  # whether translators see images reflected beyond their edges, rather than zeros
AFFINE = True  # whether the normalization of translators has a learned scale and shift
DEPTH = 2  # halvings of a judge
CYCLE_WEIGHT = 10.0  # lambda
ADVERSARIAL_WEIGHT = 1.0  # of the translators' adversarial loss
IDENTITY_WEIGHT = 0.0  # of the identity loss, relative to the cycle loss
POOL_SIZE = 50  # images that each history keeps
LEARNING_RATE = 1e-3  # of both sides' Adam
CONSTANT_STEPS = 0  # steps at that rate, before it decays
DECAY_STEPS = 0  # steps in which the rate then falls to 0; 0 keeps it
BETA_1 = 0.5  # momentum of both sides' Adam
PAPER = {
    "dataset": "cycle_gan/horse2zebra",
    "steps": 266_800,
    "batch_size": 1,
    "image_size": 256,
    "flip": True,
    "jitter": 30,
    "width": 64,
    "num_blocks": 9,
    "reflect": True,
    "affine": False,
    "depth": 3,
    "identity_weight": 0.5,
    "learning_rate": 2e-4,
    "constant_steps": 133_400,
    "decay_steps": 133_400,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, edges=EDGES, flip=FLIP, jitter=JITTER):
    if edges:
        pair = data.edges(data.load(name, split, (image_size, image_size, None), data_dir))
    else:
        pair = data.load_pair(name, split, (image_size, image_size, 3), data_dir)
    return dataclasses.replace(pair, augmentation=data.Augmentation(flip=flip, jitter=jitter))


def model(
    train,
    width=WIDTH,
    num_blocks=NUM_BLOCKS,
    reflect=REFLECT,
    affine=AFFINE,
    depth=DEPTH,
    cycle_weight=CYCLE_WEIGHT,
    adversarial_weight=ADVERSARIAL_WEIGHT,
    identity_weight=IDENTITY_WEIGHT,
    pool_size=POOL_SIZE,
    learning_rate=LEARNING_RATE,
    constant_steps=CONSTANT_STEPS,
    decay_steps=DECAY_STEPS,
    beta_1=BETA_1,
    seed=0,
):
    first, second = train.shape
    cyclegan = models.CycleGAN(
        networks.residual_translator(first, second[-1], width, num_blocks, reflect, affine),
        networks.residual_translator(second, first[-1], width, num_blocks, reflect, affine),
        networks.patchgan_discriminator(first, width, depth),
        networks.patchgan_discriminator(second, width, depth),
        cycle_weight=cycle_weight,
        adversarial_weight=adversarial_weight,
        identity_weight=identity_weight,
        pool_size=pool_size,
        seed=seed,
    )
    rate = schedules.LinearDecay(learning_rate, constant_steps, decay_steps) if decay_steps else learning_rate
    cyclegan.compile(keras.optimizers.Adam(rate, beta_1), keras.optimizers.Adam(rate, beta_1))
    return cyclegan


def evaluation_metrics(game, train, test):
    if test.true_map is None:
        return distances_from_second(test)
    background = test.second.samples[0, 0, 0] / 127.5 - 1
    return [metrics.MappingAccuracy(test.true_map, background, test.split)]


def distances_from_second(test):
    """How far translations are from the second domain, where nothing says what each should be."""
    if min(test.first.num_examples, test.second.num_examples) < 2:
        return []
    network = metrics.random_features(test.second.shape)
    real = metrics.feature_statistics(network, test.second.batches(64, shuffle=False, repeat=False), test.split)
    return [metrics.FrechetDistance(network, test.split, real)]


if __name__ == "__main__":
    cli.run(__file__)
