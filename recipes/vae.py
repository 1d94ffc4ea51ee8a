"""VAE: codes held near a standard normal prior, so that the decoder of an autoencoder can sample.

Kingma & Welling 2014, https://arxiv.org/abs/1312.6114. Quick run: scikit-learn's digits, enlarged to 28 x 28;
`--paper`: ten epochs of MNIST. Networks, batch size and learning rate are those of PyTorch's example, for which test
losses of 105 to 106 nats after ten epochs have been published.

Reached on MNIST (seed 0, ten epochs, three minutes on one busy core): 105.3 nats on the 10 000 test images, of which
the divergence is 24.9; 101.0 by the importance-weighted bound with 50 codes. The images are gray, so these are
cross-entropies and not likelihoods. Beside the autoencoder of `recipes/autoencoder.py`: reconstructions with a squared
error of 0.0379 (autoencoder: 0.0323) and 0.46 of the data's sharpness (0.62); samples at a Fréchet distance of 130
(595; training images 0.7; features of a classifier trained on 20 000 images) with 0.35 of the data's sharpness. They
are blurred, as a VAE's are, and about a third of them are not clear digits.

Quick run (seed 0, a minute and a half on one busy core): 256.4 nats on 300 test images, of which the divergence is
17.8; frechet_classifier-digits 42.8, where the autoencoder has 563.7.
"""

from tfgan_zoo import cli, keras, losses, metrics, models, networks

DATASET = "digits"
STEPS = 2000
BATCH_SIZE = 128
IMAGE_SIZE = 28  # pixels a side
WIDTH = 400  # units of each hidden layer
DEPTH = 1  # hidden layers of the encoder, and of the decoder
LATENT_SIZE = 20  # numbers of the code
KL_WEIGHT = 1.0  # of the divergence from the prior; 1 for the bound
LEARNING_RATE = 1e-3  # of Adam
NUM_CODES = 10  # codes a sample for the importance-weighted bound
PAPER = {"dataset": "mnist", "steps": 4690}


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    latent_size=LATENT_SIZE,
    kl_weight=KL_WEIGHT,
    learning_rate=LEARNING_RATE,
    seed=0,
):
    vae = models.VAE(
        networks.dense_encoder(train.shape, latent_size, width, depth, gaussian=True),
        networks.dense_decoder(train.shape, latent_size, width, depth),
        losses.BernoulliLikelihood(),
        kl_weight=kl_weight,
        modality=train.modality,
        seed=seed,
    )
    vae.compile(optimizer=keras.optimizers.Adam(learning_rate))
    return vae


def evaluation_metrics(game, train, test, inception=None, num_codes=NUM_CODES):
    return [
        metrics.EvidenceBound(game.bound_terms, test.split),
        metrics.ImportanceWeightedBound(game.log_weights, num_codes, test.split),
        metrics.ReconstructionError(game.reconstructions, test.split),
        *metrics.frechet_distances(train, test, inception),
        metrics.Sharpness(split=test.split),
        metrics.Sharpness(game.reconstructions, test.split),
    ]


if __name__ == "__main__":
    cli.run(__file__)
