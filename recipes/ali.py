"""ALI: a GAN whose encoder gives the distribution of the codes of a sample, learned from pairs of sample and code.

Dumoulin et al. 2017, https://arxiv.org/abs/1606.00704. The claim: codes drawn by the encoder follow the prior, and
reconstructions keep what a sample is, although none is asked for. Quick run: scikit-learn's digits, enlarged to 28 x
28; `--paper`: MNIST. What differs from the paper: the networks are the dense ones of BiGAN, without maxout and dropout.

Reached (seed 0, two minutes on a busy core): frechet_classifier-digits 31.1, grainy as BiGAN's (19 times the data's
sharpness); reconstructions with a squared error of 0.264 (BiGAN: 0.337). The codes, here the means of q(z|x), do not
follow the prior: a Kolmogorov-Smirnov statistic of 0.73 on the worst of 50 axes; drawn codes of ten numbers have 0.44
(`benchmarks/inference.py`).
"""

from tfgan_zoo import cli, keras, metrics, models, networks

DATASET = "digits"
STEPS = 3000
BATCH_SIZE = 64
IMAGE_SIZE = 28  # pixels a side
WIDTH = 256  # units of each hidden layer
LATENT_SIZE = 50  # numbers of the code
LEARNING_RATE = 2e-4  # of both Adams
BETA_1 = 0.5  # momentum of both Adams
PAPER = {"dataset": "mnist", "steps": 187_600, "batch_size": 100, "width": 1024}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    ali = models.ALI(
        networks.bigan_generator(train.shape, latent_size, width),
        networks.bigan_discriminator(train.shape, latent_size, width, normalization=None),
        networks.bigan_encoder(train.shape, latent_size, width, gaussian=True),
        modality=train.modality,
        seed=seed,
    )
    ali.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return ali


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
