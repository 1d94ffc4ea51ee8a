"""Autoencoder: the yardstick of the games that learn a way back from samples to codes.

Hinton & Salakhutdinov 2006, https://doi.org/10.1126/science.1127647, trained end to end. Quick run: scikit-learn's
digits, enlarged to 28 x 28; `--paper`: ten epochs of MNIST. The networks are those of `recipes/vae.py`, without the
head for the variances.

The claim: better reconstructions than the VAE's, and no samples. Reached (seed 0, a minute on one busy core): a
squared error of 0.0111 on 300 test images (VAE: 0.0167); what it decodes from N(0, 1) is not a digit,
frechet_classifier-digits 563.7 (42.8). MNIST (seed 0, ten epochs): 0.0323 on the 10 000 test images (0.0379),
reconstructions with 0.62 of the data's sharpness (0.46), samples at a Fréchet distance of 595 (130; features of a
classifier trained on 20 000 images).
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
