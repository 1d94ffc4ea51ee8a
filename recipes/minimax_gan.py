"""Minimax GAN: the original game, one value for both players.

Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661. Quick run: scikit-learn's digits, enlarged to 32 x 32;
`--paper`: MNIST at the paper's batch size. What differs from the paper: the networks are DCGAN's and learn by Adam,
the discriminator at a tenth of the generator's rate; samples are taken from a moving average of the generator's
weights.

The claim: the generator's gradient vanishes against a discriminator that is sure of itself, as
`benchmarks/saturation.py` measures. At the rates of the non-saturating game, --discriminator-learning-rate 5e-4, the
discriminator is so within 200 steps, and the generator never learns: frechet_classifier-digits 999 after 2 000.

Reached (seed 0, on a core shared with other work): frechet_classifier-digits 16.9 after 2 000 steps, 300 samples
against 300 test images; 300 training images get 4 to 10.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 32  # pixels a side
WIDTH = 16  # feature maps beside the image
LATENT_SIZE = 100  # size of z
LEARNING_RATE = 5e-4  # of the generator's Adam
DISCRIMINATOR_LEARNING_RATE = 5e-5  # of the discriminator's Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {
    "dataset": "mnist",
    "steps": 25_000,
    "batch_size": 100,
    "width": 64,
    "learning_rate": 2e-4,
    "discriminator_learning_rate": 2e-5,
}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    minimax_gan = models.MinimaxGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        ema_momentum=ema_momentum,
        seed=seed,
    )
    minimax_gan.compile(
        keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(discriminator_learning_rate, beta_1)
    )
    return minimax_gan


if __name__ == "__main__":
    cli.run(__file__)
