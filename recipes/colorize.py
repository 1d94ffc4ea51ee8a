"""Colorize: the colors of a picture from its gray, by pix2pix.

Isola et al. 2017, https://arxiv.org/abs/1611.07004, whose figure 9 colors photographs. The claim: gray leaves colors
open, so the distance alone learns their mean or median, which is dull; a discriminator that sees gray and colors
together asks for colors that occur. Quick run: digits in one of four hues that are equally light, so that gray does
not tell which. For photographs, `--dataset` being a folder of them and sizes up to `--image-size`:
`tfgan-zoo translate RUN folder/ --out colored/` then colors others. `--paper`: the authors' settings.

Reached (seed 0, a minute of one busy core; `benchmarks/colorize.py`, 300 test digits): the ink is 0.08 as far from the
nearest of the four hues as gray is, colorfulness 0.80 of the true pictures', where the distance alone stays at 0.75 and
0.12, so nearly gray; L1 0.179 and 0.173. But all digits get the same one of the four hues: the dropout that should
choose is ignored, as the authors report. Photographs and `--paper` were not run.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "isoluminant_digits"
STEPS = 1500
BATCH_SIZE = 8
IMAGE_SIZE = 32  # pixels a side
FLIP = False  # whether half of the pictures are mirrored in training
CROP = 0  # pixels by which they are shifted at most, in training
WIDTH = 16  # feature maps of either network's first convolution
DEPTH = 2  # halvings of the discriminator, whose patches have 34 pixels a side with 2 and 70 with 3
DROPOUT_RATE = 0.5  # of the generator's decoder, in training and in sampling
L1_WEIGHT = 10.0  # lambda, less than the authors' 100: the distance pulls all colors to the dull one
ADVERSARIAL_WEIGHT = 1.0  # of the generator's adversarial loss; 0 leaves the distance alone
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
PAPER = {
    "dataset": "photographs",
    "steps": 600_000,
    "batch_size": 4,
    "image_size": 256,
    "flip": True,
    "width": 64,
    "depth": 3,
    "l1_weight": 100.0,
    "learning_rate": 2e-4,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, flip=FLIP, crop=CROP):
    pictures = data.load(name, split, (image_size, image_size, 3), data_dir)
    return data.degraded(pictures, data.Grayscale(), data.Augmentation(flip=flip, crop=crop))


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    dropout_rate=DROPOUT_RATE,
    l1_weight=L1_WEIGHT,
    adversarial_weight=ADVERSARIAL_WEIGHT,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    pix2pix = models.Pix2Pix(
        networks.unet_generator(train.source_shape, 3, width, dropout_rate=dropout_rate),
        networks.patchgan_discriminator(train.shape, width, depth, train.source_shape),
        l1_weight=l1_weight,
        adversarial_weight=adversarial_weight,
        seed=seed,
    )
    pix2pix.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return pix2pix


def evaluation_metrics(game, train, test, lpips=None):
    distances = [metrics.PairedL1(test.split), metrics.Colorfulness(test.split)]
    if lpips is not None:
        distances.append(metrics.LPIPS(metrics.lpips_network(lpips), test.split))
    return distances


if __name__ == "__main__":
    cli.run(__file__)
