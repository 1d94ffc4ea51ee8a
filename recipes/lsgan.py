"""LSGAN: least squares in place of the sigmoid's cross-entropy.

Mao et al. 2017, https://arxiv.org/abs/1611.04076. Quick run: scikit-learn's digits, enlarged to 32 x 32; `--paper`:
MNIST with the paper's optimizer. What differs from the paper: the networks are DCGAN's, and samples are taken from a
moving average of the generator's weights.

The claim: it learns where the sigmoid's loss saturates. Against a discriminator that grows sure of itself, the norm of
the generator's gradient stays between 0.7 and 7.7, that of minimax falls from 5.8 to 0.013
(`benchmarks/saturation.py`).

Reached (seed 0, three minutes on one busy core): frechet_classifier-digits 15.4 after 2 000 steps, 300 samples
against 300 test images; 300 training images get 4 to 10.
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
PAPER = {"dataset": "mnist", "steps": 25_000, "width": 64, "learning_rate": 1e-3}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    lsgan = models.LSGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        ema_momentum=ema_momentum,
        seed=seed,
    )
    lsgan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return lsgan


if __name__ == "__main__":
    cli.run(__file__)
