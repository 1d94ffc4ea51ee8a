"""Maximum-likelihood GAN: a sample counts by how much likelier it is among the real ones.

Goodfellow 2016, https://arxiv.org/abs/1701.00160. Quick run: scikit-learn's digits, enlarged to 32 x 32; `--paper`:
MNIST at the width of DCGAN. The paper has no run of its own: networks and settings are DCGAN's, but that the
discriminator learns at a tenth of the generator's rate, and samples are taken from a moving average of the generator's
weights.

The claim: the gradient of bad samples vanishes, as in the minimax game; `benchmarks/saturation.py` measures it.

Reached (seed 0, on a core shared with other work): frechet_classifier-digits 20.8 after 2 000 steps, 300 samples
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
PAPER = {"dataset": "mnist", "steps": 25_000, "width": 64, "learning_rate": 2e-4, "discriminator_learning_rate": 2e-5}


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
    maximum_likelihood_gan = models.MaximumLikelihoodGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        ema_momentum=ema_momentum,
        seed=seed,
    )
    maximum_likelihood_gan.compile(
        keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(discriminator_learning_rate, beta_1)
    )
    return maximum_likelihood_gan


if __name__ == "__main__":
    cli.run(__file__)
