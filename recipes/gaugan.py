"""GauGAN: pictures made from label maps by spatially-adaptive normalization, SPADE.

Park et al. 2019, https://arxiv.org/abs/1903.07291. The claim: a network that is told the map at each of its
normalizations keeps what normalization would erase, the class of a flat area. Quick run: drawn scenes of four classes.
`--paper`: the settings for 256 x 256, on the facades of pix2pix, `--dataset` being the folder of pictures side by side
(photograph left, labels right) with its subfolders train, val and test.

Reached (seed 0, three minutes of two busy cores; `benchmarks/gaugan.py`, 200 test maps): 97.1 % of the pixels have a
tone of the class that the map asks for (sky 99.6 %, meadow 98.6 %, wall 84.6 %, sun 95.2 %); sharpness 1.47 of the real
pictures', since the stripes are somewhat grainy (after 1 000 steps 1.20). Facades, `--paper` and the same network
without SPADE were not run.
"""

import dataclasses

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "scenes"
STEPS = 2500
BATCH_SIZE = 8
IMAGE_SIZE = 32  # pixels a side
FLIP = False  # whether half of the pairs are mirrored in training
JITTER = 0  # pixels by which pairs are enlarged before the size is cut at a random place
WIDTH = 8  # feature maps of the generator at full size, and of the discriminators' first convolution
DEPTH = 3  # doublings of the generator
DISCRIMINATOR_DEPTH = 2  # halvings of each discriminator
NUM_SCALES = 2  # discriminators, each for half the size of the one before
HIDDEN = 32  # feature maps inside of SPADE
FEATURE_WEIGHT = 10.0  # of the distance between the discriminators' features
GENERATOR_LEARNING_RATE = 4e-4  # of the generator's Adam
DISCRIMINATOR_LEARNING_RATE = 8e-4  # of the discriminators' Adam
BETA_1 = 0.0  # momentum of both players' Adam
BETA_2 = 0.9  # of both players' Adam
PAPER = {
    "dataset": "facades",
    "steps": 80_000,
    "batch_size": 1,
    "image_size": 256,
    "flip": True,
    "jitter": 30,
    "width": 64,
    "depth": 5,
    "discriminator_depth": 3,
    "hidden": 128,
    "generator_learning_rate": 1e-4,
    "discriminator_learning_rate": 4e-4,
}
# The classes of facades: background, wall, door, window, sill, head, shutter, balcony, trim, cornice, column, entrance.
FACADES = (
    (0, 6, 217),
    (13, 61, 251),
    (165, 0, 0),
    (0, 117, 255),
    (104, 248, 152),
    (29, 255, 221),
    (238, 237, 40),
    (184, 255, 56),
    (255, 146, 4),
    (255, 68, 1),
    (246, 0, 1),
    (0, 201, 255),
)


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, flip=FLIP, jitter=JITTER):
    drawn = name == DATASET
    shape = (image_size, image_size, None)
    pairs = data.load_paired(name, split, shape, source="A" if drawn else "B", label_map=True)
    pairs = dataclasses.replace(pairs, augmentation=data.Augmentation(flip=flip, jitter=jitter))
    return data.label_maps(pairs, data.SCENE_COLORS if drawn else FACADES)


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    discriminator_depth=DISCRIMINATOR_DEPTH,
    num_scales=NUM_SCALES,
    hidden=HIDDEN,
    feature_weight=FEATURE_WEIGHT,
    generator_learning_rate=GENERATOR_LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    beta_1=BETA_1,
    beta_2=BETA_2,
    seed=0,
):
    gaugan = models.GauGAN(
        networks.spade_generator(train.source_shape, train.shape[-1], width, depth, hidden),
        networks.multiscale_discriminator(train.shape, train.source_shape, num_scales, width, discriminator_depth),
        feature_weight=feature_weight,
        seed=seed,
    )
    gaugan.compile(
        keras.optimizers.Adam(generator_learning_rate, beta_1, beta_2),
        keras.optimizers.Adam(discriminator_learning_rate, beta_1, beta_2),
    )
    return gaugan


def evaluation_metrics(game, train, test):
    return [metrics.PairedL1(test.split), metrics.Sharpness(split=test.split)]


if __name__ == "__main__":
    cli.run(__file__)
