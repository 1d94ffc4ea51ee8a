"""CGAN: samples of the class that is asked for.

Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784. The claim: a sample shows the label that it was made under.
Quick run: scikit-learn's digits, enlarged to 28 x 28; `--paper`: MNIST. What differs from the paper: the networks are
DCGAN's with a learned embedding of the label beside z and beside the image, where the paper has dense layers with
maxout and one-hot labels; Adam instead of momentum; and samples are taken from a moving average of the generator's
weights. The paper's own metric, the likelihood of a Parzen window, says little of samples, and is not taken.

Reached (seed 0, two minutes on one busy core): a classifier that was trained on the digits names 98.7 % of 300 samples
as they were asked for; frechet_classifier-digits 7.5. MNIST (--dataset mnist --width 32 --steps 4000 --epochs 2):
96.9 % of 10 000 samples, of the test images 98.7 %; 94.3 % after 2 000 steps, so it still improves;
frechet_classifier-mnist 7.07.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 28  # pixels a side
WIDTH = 16  # feature maps beside the image
LATENT_SIZE = 100  # size of z
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "mnist", "steps": 46_900, "width": 64, "learning_rate": 2e-4}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    cgan = models.CGAN(
        networks.dcgan_generator(train.shape, width, latent_size, num_classes=train.num_classes),
        networks.dcgan_discriminator(train.shape, width, num_classes=train.num_classes),
        num_classes=train.num_classes,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    cgan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return cgan


if __name__ == "__main__":
    cli.run(__file__)
