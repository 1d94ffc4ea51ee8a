"""BiGAN: a GAN whose encoder inverts the generator, because the discriminator compares pairs of sample and code.

Donahue et al. 2017, https://arxiv.org/abs/1605.09782. The claim: the error of G(E(x)) is far below that of a random
pair of samples, although no reconstruction is asked for. Quick run: scikit-learn's digits, enlarged to 28 x 28;
`--paper`: MNIST, the authors' widths. What differs from the paper: no weight decay, and a constant learning rate.

Reached (seed 0, two minutes on a busy core): frechet_classifier-digits 13.4, but grainy digits, as dense networks make
them (23 times the data's sharpness); reconstructions with a squared error of 0.337, often of another digit. With a code
of ten normal numbers (`benchmarks/inference.py`) the error is 0.57 of a random pair's. The codes of test images do not
follow the prior: a Kolmogorov-Smirnov statistic of 0.87 on the worst of 50 axes.
"""

from tfgan_zoo import cli, keras, latents, metrics, models, networks

DATASET = "digits"
STEPS = 3000
BATCH_SIZE = 64
IMAGE_SIZE = 28  # pixels a side
WIDTH = 256  # units of each hidden layer
LATENT_SIZE = 50  # numbers of the code
LEARNING_RATE = 2e-4  # of both Adams
BETA_1 = 0.5  # momentum of both Adams
PAPER = {"dataset": "mnist", "steps": 187_600, "batch_size": 128, "width": 1024}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    bigan = models.BiGAN(
        networks.bigan_generator(train.shape, latent_size, width),
        networks.bigan_discriminator(train.shape, latent_size, width),
        networks.bigan_encoder(train.shape, latent_size, width),
        latents=latents.uniform,
        modality=train.modality,
        seed=seed,
    )
    bigan.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return bigan


def evaluation_metrics(game, train, test, inception=None, classifier=None):
    return [
        metrics.ReconstructionError(game.reconstructions, test.split),
        metrics.CodeDistribution(game.codes, game.draw_latents, game.latent_shape[0], test.split),
        *metrics.frechet_distances(train, test, inception, classifier and metrics.classifier_of(train, classifier)),
        metrics.Sharpness(split=test.split),
        metrics.Sharpness(game.reconstructions, test.split),
    ]


if __name__ == "__main__":
    cli.run(__file__)
