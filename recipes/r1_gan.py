"""R1: no gradient at the data, so that the players come to rest.

Mescheder et al. 2018, https://arxiv.org/abs/1801.04406. Quick run: scikit-learn's digits, enlarged to 32 x 32;
`--paper`: MNIST with the paper's learning rate and moving average. What differs from the paper: the networks are
DCGAN's, without batch normalization in the discriminator, and learn by Adam without momentum in place of RMSprop; the
quick run's learning rate is higher, for it has far fewer steps.

The claim: training comes to rest where the plain game circles. `benchmarks/dirac.py` shows it where everything is
known. Reached (seed 0, on a core shared with other work): the discriminator's loss ends at 1.370 (2 log 2 = 1.386
where it can tell nothing apart), frechet_classifier-digits 10.6 after 2 000 steps, 300 samples against 300 test images;
300 training images get 4 to 10.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 32  # pixels a side
WIDTH = 16  # feature maps beside the image
LATENT_SIZE = 100  # size of z
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.0  # momentum of both players' Adam
GAMMA = 10.0  # weight of the penalty
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "mnist", "steps": 25_000, "width": 64, "learning_rate": 1e-4, "ema_momentum": 0.999}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    gamma=GAMMA,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    r1_gan = models.R1GAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width, normalization=None),
        gamma=gamma,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    r1_gan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return r1_gan


if __name__ == "__main__":
    cli.run(__file__)
