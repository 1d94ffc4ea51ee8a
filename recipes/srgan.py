"""SRGAN: a large picture from a small one.

Ledig et al. 2017, https://arxiv.org/abs/1609.04802. The claim: the distance of pixels alone has the mean of all that
a small picture could have been, which is blurred; a discriminator of large pictures beside it makes them sharp, at a
price in PSNR. Quick run: digits hatched in ink, four times reduced, so that where the lines lay is lost. `--paper`:
crops of 96 pixels, `--dataset` being a folder of photographs, `--perceptual` a file of a network's features.

Reached (seed 0, three minutes of two busy cores; 300 test digits): after the pixels alone PSNR 18.9, SSIM 0.66 and
sharpness 0.18 of the digits'; after the game 18.0, 0.57 and 0.18, with lines on many strokes. With
`--adversarial-weight 0.1` the lines are everywhere, on the paper as well: 15.4, 0.27 and 0.65.

Photographs (1 151 crops of T91, `--image-size 96 --flip --batch-size 8 --width 32 --num-blocks 8
--pretraining-steps 900 --steps 900`, so pixels alone, four minutes; `benchmarks/super_resolution.py`, PSNR and SSIM of
luma): Set5 30.48 dB and 0.8655, bicubic 28.43 and 0.8113; Set14 27.48 and 0.7532, bicubic 26.09 and 0.7050. With the
adversarial and a perceptual loss, 300 steps after 500 of the pixels alone: LPIPS (unweighted) 1.87 on Set5, where the
pixels alone have 2.11 and bicubic 2.71, at 29.88 dB instead of 30.26; on Set14 2.90, 3.20, 3.65, at 27.24 and 27.38.
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
NUM_BLOCKS = 4  # residual blocks of the generator
PRETRAINING_STEPS = 1000  # of the distance of pixels alone
PIXEL_WEIGHT = 1.0  # of that distance afterward
ADVERSARIAL_WEIGHT = 0.02  # of the generator's adversarial loss; 0 leaves the distance alone
PERCEPTUAL_WEIGHT = 1.0  # of the distance of features
PERCEPTUAL = None  # file of a network of features: a .keras file, or weights of the Inception or of SqueezeNet
PERCEPTUAL_LAYERS = ""  # of weights the layers whose features count, such as mixed (Inception), fire5 (SqueezeNet)
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.9  # momentum of both players' Adam
PAPER = {
    "dataset": "photographs",
    "steps": 1_200_000,
    "image_size": 96,
    "flip": True,
    "width": 64,
    "num_blocks": 16,
    "pretraining_steps": 1_000_000,
    "adversarial_weight": 1e-3,
    "learning_rate": 1e-4,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, scale=SCALE, flip=FLIP, crop=CROP):
    pictures = data.load(name, split, (image_size, image_size, None), data_dir)
    return data.degraded(pictures, data.Reduction(scale), data.Augmentation(flip=flip, crop=crop))


def model(
    train,
    width=WIDTH,
    num_blocks=NUM_BLOCKS,
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
    game = models.SRGAN(
        networks.srresnet(train.source_shape, train.degradation.scale, width, num_blocks),
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
