"""RGAN: each real sample must be more real than the generated one it is paired with.

Jolicoeur-Martineau 2018, https://arxiv.org/abs/1807.00734. Quick run: scikit-learn's digits, enlarged to 32 x 32, at
half the width; `--paper`: CIFAR-10 with the paper's optimizer and batch size. What differs from the paper: the networks
are DCGAN's, and samples are taken from a moving average of the generator's weights.

The game is RSGAN; `models.RLSGAN` and `models.RHingeGAN` take its place in `model`.

Reached (seed 0, three minutes of one core): frechet_classifier-digits 10.8 after 2 000 steps, 300 samples against
300 test images; 300 training images get 4 to 10. It still moves by a few: 17.0 at step 1 800.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 32  # pixels a side
WIDTH = 32  # feature maps beside the image
LATENT_SIZE = 100  # size of z
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "cifar10", "steps": 100_000, "batch_size": 32, "width": 64, "learning_rate": 2e-4}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    rsgan = models.RSGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        ema_momentum=ema_momentum,
        seed=seed,
    )
    rsgan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return rsgan


if __name__ == "__main__":
    cli.run(__file__)
