"""ACGAN: the discriminator names the class besides telling real from generated.

Odena et al. 2017, https://arxiv.org/abs/1610.09585. The claim: samples show the class that is asked for, and are as
diverse within a class as the data. Quick run: scikit-learn's digits, enlarged to 28 x 28; `--paper`: MNIST. What
differs from the paper, whose networks are for 128 x 128 images: the networks are InfoGAN's, with the class head in the
place of Q, and samples are taken from a moving average of the generator's weights. `--no-classify-fake` lets the
discriminator learn classes from real samples alone.

Reached (seed 0): a classifier that was trained on the digits names all of 300 samples as they were asked for (of the
test images 98.3 %); frechet_classifier-digits 16.3. But the classes have become templates, as is known of this game:
MS-SSIM within a class is 0.75 on average, of the data 0.52, and in no class as low as the data's. That is not the doing
of the class loss on samples: with `--no-classify-fake` (same seed) all 300 agree too, frechet_classifier-digits is 13.4
(five draws: 11.4 to 14.0, with the loss 15.5 to 17.3), and MS-SSIM of 1,000 pairs 0.71, where it is 0.73 with the loss.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 64
IMAGE_SIZE = 28  # pixels a side
WIDTH = 16  # feature maps of the first convolution; the other layers scale with it
LATENT_SIZE = 100  # size of z
CLASS_WEIGHT = 1.0  # weight of the classes' cross-entropy
CLASSIFY_FAKE = True  # whether the discriminator learns the classes of generated samples too, as in the paper
LEARNING_RATE = 1e-3  # of the generator's Adam
DISCRIMINATOR_LEARNING_RATE = 2e-4  # of the discriminator's Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "mnist", "steps": 50_000, "batch_size": 100, "width": 64, "learning_rate": 2e-4}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    class_weight=CLASS_WEIGHT,
    classify_fake=CLASSIFY_FAKE,
    learning_rate=LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    acgan = models.ACGAN(
        networks.infogan_generator(train.shape, latent_size, width, num_classes=train.num_classes),
        networks.infogan_discriminator(train.shape, train.num_classes, width),
        num_classes=train.num_classes,
        class_weight=class_weight,
        classify_fake=classify_fake,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    acgan.compile(
        keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(discriminator_learning_rate, beta_1)
    )
    return acgan


if __name__ == "__main__":
    cli.run(__file__)
