"""Context encoder: what lies in a hole of a picture, from what lies around it.

Pathak et al. 2016, https://arxiv.org/abs/1604.07379. The claim: a discriminator beside the distance makes what was in
the hole sharp, where the distance alone blurs it. Quick run: the middle of digits; `--free-hole` for holes of any form
and place. `--paper`: photographs of 128 pixels, `--dataset` being a folder of them.

Reached (seed 0, less than a minute of two cores; `benchmarks/inpainting.py`, errors in the hole of 300 test digits,
pixels in [0, 1]): L2 0.0125, L1 0.076, sharpness 0.98 of the digits'; with the distance alone
(`--adversarial-weight 0`) 0.0225, 0.104, 0.94. Diffusion into the hole has 0.082, 0.236, 0.42; but ridge regression
0.0115, 0.057, 0.94, since these digits of 8 x 8 pixels, enlarged, are nearly linear.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "digits"
STEPS = 1000
BATCH_SIZE = 32
IMAGE_SIZE = 32  # pixels a side
FREE_HOLE = False  # whether holes are of any form, a quarter of the picture; else its middle
FLIP = False  # whether half of the pictures are mirrored in training
CROP = 0  # pixels by which they are shifted at most, in training
WIDTH = 16  # feature maps at half size
CODE_SIZE = 256  # numbers of the code between encoder and decoder
L2_WEIGHT = 0.999  # of the squared error in the hole
ADVERSARIAL_WEIGHT = 0.001  # of the generator's adversarial loss; 0 leaves the error alone
LEARNING_RATE = 2e-4  # of the discriminator's Adam
GENERATOR_LEARNING_RATE = 2e-3  # of the generator's Adam
BETA_1 = 0.5  # momentum of both players' Adam
PAPER = {
    "dataset": "photographs",
    "steps": 500_000,
    "batch_size": 64,
    "image_size": 128,
    "width": 64,
    "code_size": 4000,
    "flip": True,
}


def dataset(
    name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, free_hole=FREE_HOLE, flip=FLIP, crop=CROP
):
    pictures = data.load(name, split, (image_size, image_size, None), data_dir)
    return data.degraded(
        pictures, data.FreeHole() if free_hole else data.CenterHole(), data.Augmentation(flip=flip, crop=crop)
    )


def model(
    train,
    width=WIDTH,
    code_size=CODE_SIZE,
    l2_weight=L2_WEIGHT,
    adversarial_weight=ADVERSARIAL_WEIGHT,
    learning_rate=LEARNING_RATE,
    generator_learning_rate=GENERATOR_LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    hole = train.degradation
    borders = hole.borders(train.shape) if isinstance(hole, data.CenterHole) else (0, 0)
    game = models.ContextEncoder(
        networks.context_encoder_generator(train.source_shape, width, code_size),
        networks.context_encoder_discriminator(train.shape, width, borders),
        l2_weight=l2_weight,
        adversarial_weight=adversarial_weight,
        seed=seed,
    )
    game.compile(
        generator_optimizer=keras.optimizers.Adam(generator_learning_rate, beta_1),
        discriminator_optimizer=keras.optimizers.Adam(learning_rate, beta_1),
    )
    return game


def evaluation_metrics(game, train, test):
    return [metrics.PairedL1(test.split), metrics.Sharpness(split=test.split)]


if __name__ == "__main__":
    cli.run(__file__)
