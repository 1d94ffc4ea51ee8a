"""Autoencoder: the yardstick of the games that learn a way back from samples to codes.

Hinton & Salakhutdinov 2006, https://doi.org/10.1126/science.1127647, trained at once. Quick run: scikit-learn's digits,
enlarged to 28 x 28; `--paper`: ten epochs of MNIST. The networks are those of `recipes/vae.py`, without the head of
variances.
"""

from tfgan_zoo import cli, keras, losses, metrics, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 128
IMAGE_SIZE = 28  # pixels a side
WIDTH = 400  # units of each hidden layer
DEPTH = 1  # hidden layers of the encoder, and of the decoder
LATENT_SIZE = 20  # numbers of the code
LEARNING_RATE = 1e-3  # of Adam
PAPER = {"dataset": "mnist", "steps": 4690}


def model(train, width=WIDTH, depth=DEPTH, latent_size=LATENT_SIZE, learning_rate=LEARNING_RATE, seed=0):
    autoencoder = models.Autoencoder(
        networks.dense_encoder(train.shape, latent_size, width, depth),
        networks.dense_decoder(train.shape, latent_size, width, depth),
        losses.BernoulliLikelihood(),
        modality=train.modality,
        seed=seed,
    )
    autoencoder.compile(optimizer=keras.optimizers.Adam(learning_rate))
    return autoencoder


def evaluation_metrics(game, train, test, inception=None):
    return [
        metrics.ReconstructionError(game.reconstructions, test.split),
        *metrics.frechet_distances(train, test, inception),
        metrics.Sharpness(split=test.split),
        metrics.Sharpness(game.reconstructions, test.split),
    ]


if __name__ == "__main__":
    cli.run(__file__)
