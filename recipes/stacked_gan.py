"""StackedGAN: a classifier inverted layer by layer, from the label to its features and from these to an image.

Huang et al. 2017, https://arxiv.org/abs/1612.04357. The claim: samples show the label that they were made under, at
each level, and both levels use their noise. Quick run: scikit-learn's digits, enlarged to 28 x 28; `--paper`: MNIST.
What differs from the authors' code: the networks of images are DCGAN's and InfoGAN's, so that the discriminator of
images has batch normalization; the noise is uniform on [-1, 1), ten numbers a level in the quick run; both players
learn from the same noise; and samples are taken from a moving average of the generator's weights, in inference mode.

Reached (seed 0, three minutes on a busy core, `benchmarks/stacked_gan.py`): of 1 000 samples, as many of each class,
the inverted classifier names all features as they were asked for, and another 99.8 % of the images (97.0 % of the test
images). The discriminators recover 0.46 (upper level) and 0.91 (lower) of the noise's variance, and a pixel deviates by
0.205 within a class (test images 0.285), without the entropy loss by 0.122. MNIST (--dataset mnist, the classifiers
trained for one epoch): 100.0 and 99.0 % (98.0 %), 0.37 and 0.73, 0.263 (0.312), without the loss 0.234.

The lower level does not ignore its noise without the loss: at fixed features a pixel deviates by 0.137 over it, and
without the loss by 0.127 (MNIST: 0.205 and 0.163), perhaps because batch normalization shows the discriminator how much
its samples vary. With a discriminator of images without it, the lower level ignored its noise in 1 500 steps even with
the loss (0.006).
"""

from tfgan_zoo import cli, keras, metrics, models, networks

DATASET = "digits"
STEPS = 1500
BATCH_SIZE = 64
IMAGE_SIZE = 28  # pixels a side
CLASSIFIER_EPOCHS = 5  # of the classifier that is inverted, which is trained before the game
INDEPENDENT_STEPS = 1000  # steps in which the lower level gets the features of real images
WIDTH = 16  # feature maps beside the image
FEATURE_WIDTH = 256  # units of the hidden layers of the networks of features
LATENT_SIZE = 10  # size of each level's noise
CONDITIONAL_WEIGHT = 1.0  # of the conditional losses
ENTROPY_WEIGHT = 2.5  # of the entropy losses; the authors' 10 for noise on [0, 1), here it is on [-1, 1)
LEARNING_RATE = 5e-4  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {
    "dataset": "mnist",
    "steps": 120_000,
    "batch_size": 100,
    "width": 64,
    "feature_width": 512,
    "latent_size": 50,
    "learning_rate": 1e-4,
}


def model(
    train,
    classifier_epochs=CLASSIFIER_EPOCHS,
    independent_steps=INDEPENDENT_STEPS,
    width=WIDTH,
    feature_width=FEATURE_WIDTH,
    latent_size=LATENT_SIZE,
    conditional_weight=CONDITIONAL_WEIGHT,
    entropy_weight=ENTROPY_WEIGHT,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    # Of another seed than the classifier that measures, which must be independent of what the generator learns from.
    classifier = metrics.train_classifier(
        *metrics.float_arrays(train), train.num_classes, "inverted", classifier_epochs, seed + 1
    )
    num_features = classifier.get_layer("features").output.shape[-1]
    stacked_gan = models.StackedGAN(
        networks.stacked_generator(
            networks.feature_generator(num_features, train.num_classes, latent_size, feature_width),
            networks.feature_inverter(train.shape, num_features, latent_size, width),
        ),
        networks.infogan_discriminator(train.shape, latent_size, width),
        networks.feature_discriminator(num_features, latent_size, feature_width),
        classifier,
        conditional_weight=conditional_weight,
        entropy_weight=entropy_weight,
        independent_steps=independent_steps,
        num_classes=train.num_classes,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    stacked_gan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return stacked_gan


if __name__ == "__main__":
    cli.run(__file__)
