"""ESRGAN: SRGAN with denser blocks, absolute differences and a relativistic discriminator.

Wang et al. 2018, https://arxiv.org/abs/1809.00219. The claim: sharper and closer than SRGAN, as the discriminator says
which of two pictures is the more real one. Quick run, `--paper` and `--perceptual` as those of `recipes/srgan.py`.

Reached (seed 0, four minutes of two busy cores; 300 test digits): after the pixels alone PSNR 16.5, SSIM 0.52 and
sharpness 0.09 of the digits'; after the game 14.6, 0.32 and 0.84: strokes are hatched, but coarser than the digits', in
colors that are too bright. With the authors' weights, meant for a perceptual distance beside them, and none of it the
game ran away at a rate of 5e-4 (9.4, 0.08, 1.16 after 1 500 steps), so the quick run has others.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "outlined_digits"
STEPS = 2000
BATCH_SIZE = 16
IMAGE_SIZE = 32  # pixels a side of the large pictures
SCALE = 4  # by how much each side is enlarged
FLIP = False  # whether half of the pictures are mirrored in training
CROP = 0  # pixels by which they are shifted at most, in training
WIDTH = 16  # feature maps of either network
NUM_BLOCKS = 1  # residual-in-residual blocks of the generator
GROWTH = 8  # feature maps that a convolution adds in a dense block
PRETRAINING_STEPS = 1000  # of the distance of pixels alone
PIXEL_WEIGHT = 1.0  # of that distance afterward
ADVERSARIAL_WEIGHT = 0.05  # of the generator's adversarial loss; 0 leaves the distance alone
PERCEPTUAL_WEIGHT = 1.0  # of the distance of features
PERCEPTUAL = None  # file of a network of features: a .keras file, or weights of the Inception or of SqueezeNet
PERCEPTUAL_LAYERS = ""  # of weights the layers whose features count, such as mixed (Inception), fire5 (SqueezeNet)
LEARNING_RATE = 2e-4  # of both players' Adam
BETA_1 = 0.9  # momentum of both players' Adam
PAPER = {
    "dataset": "photographs",
    "steps": 1_400_000,
    "image_size": 128,
    "flip": True,
    "width": 64,
    "num_blocks": 23,
    "growth": 32,
    "pretraining_steps": 1_000_000,
    "pixel_weight": 0.01,
    "adversarial_weight": 0.005,
    "learning_rate": 1e-4,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, scale=SCALE, flip=FLIP, crop=CROP):
    pictures = data.load(name, split, (image_size, image_size, None), data_dir)
    return data.degraded(pictures, data.Reduction(scale), data.Augmentation(flip=flip, crop=crop))


def model(
    train,
    width=WIDTH,
    num_blocks=NUM_BLOCKS,
    growth=GROWTH,
    pretraining_steps=PRETRAINING_STEPS,
    pixel_weight=PIXEL_WEIGHT,
    adversarial_weight=ADVERSARIAL_WEIGHT,
    perceptual_weight=PERCEPTUAL_WEIGHT,
    perceptual=PERCEPTUAL,
    perceptual_layers=PERCEPTUAL_LAYERS,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    game = models.ESRGAN(
        networks.rrdb_net(train.source_shape, train.degradation.scale, width, num_blocks, growth),
        networks.sr_discriminator(train.shape, width),
        pretraining_steps=pretraining_steps,
        pixel_weight=pixel_weight,
        perceptual_weight=perceptual_weight,
        adversarial_weight=adversarial_weight,
        perceptual=metrics.perceptual_network(perceptual, perceptual_layers),
        seed=seed,
    )
    game.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return game


def evaluation_metrics(game, train, test, lpips=None):
    distances = [metrics.PSNR(test.split), metrics.SSIM(test.split), metrics.Sharpness(split=test.split)]
    if lpips is not None:
        distances.append(metrics.LPIPS(metrics.lpips_network(lpips), test.split))
    return distances


if __name__ == "__main__":
    cli.run(__file__)
