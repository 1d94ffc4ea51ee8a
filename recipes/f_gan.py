"""f-GAN: any f-divergence as a game; here that of Kullback and Leibler.

Nowozin et al. 2016, https://arxiv.org/abs/1606.00709. The discriminator bounds E_P[log p/q], which maximum likelihood
makes small, and which weighs a mode that is left out most; another divergence of `tfgan_zoo.losses` takes its place in
`model`. Quick run: scikit-learn's digits, enlarged to 32 x 32; `--paper`: MNIST with the paper's learning rate. What
differs from the paper: the networks are DCGAN's, the generator has section 3.2's non-saturating loss, and samples are
taken from a moving average of its weights.

Reached (seed 0, three minutes of one core): frechet_classifier-digits 13.8 after 2 000 steps, 300 samples against 300
test images; 300 training images get 4 to 10. The bounds of all six divergences reach that of two Gaussians but for
at most 1 % (`benchmarks/f_gan_bounds.py`).
"""

from tfgan_zoo import cli, keras, losses, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 32  # pixels a side
WIDTH = 32  # feature maps beside the image
LATENT_SIZE = 100  # size of z
NON_SATURATING = True  # the generator's loss of section 3.2, in place of its part of the bound
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "mnist", "steps": 25_000, "width": 64, "learning_rate": 2e-4}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    non_saturating=NON_SATURATING,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    f_gan = models.FGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        losses.KullbackLeibler(),
        non_saturating=non_saturating,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    f_gan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return f_gan


if __name__ == "__main__":
    cli.run(__file__)
