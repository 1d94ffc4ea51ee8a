"""WaveGAN: raw sound from noise, as DCGAN makes images.

Donahue et al. 2019, https://arxiv.org/abs/1802.04208. Quick run: an eighth of a second of made notes whose pitch stays,
rises, falls or trembles; `--dataset FOLDER`: your own .wav files; `--paper --dataset FOLDER`: the paper's numbers, for
the spoken digits of Speech Commands.

Reached on the notes (seed 0, half of the quick run's steps, about three minutes of one core): spectral distance 5.4 dB
of 400 sounds from the 400 test sounds, where white noise is at 19.9; gradient norm between real and generated 1.07;
Inception score 1.43 of at most 4 in a classifier's classes, frechet_classifier-tones 78. Their waveforms are notes that
decay; rising, falling and trembling ones are hardly distinguishable yet. Spoken digits were not trained to the end.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks, penalties

DATASET = "tones"
STEPS = 2400  # of the generator
BATCH_SIZE = 16  # of every step of either player
LENGTH = 1024  # samples of a sound: 16 to 63, times a power of 4
RATE = None  # samples in a second; None takes that of the data
LABELS_FROM = "folder"  # "folder": subfolders are classes; "prefix": a file is named as in 7_jackson_32.wav
NORMALIZE = False  # whether to normalize each sound of a folder to full scale
WIDTH = 16  # channels beside the sound
LATENT_SIZE = 100  # size of z
MAX_SHIFT = 2  # n of the phase shuffle, 0 for none
PENALTY_WEIGHT = 10.0  # lambda
CRITIC_STEPS = 2  # n_critic
LEARNING_RATE = 1e-3  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
EMA_MOMENTUM = 0.99  # of the generator's moving average
CLASSIFIER = None  # .keras file of a classifier to measure with; None trains one where the sounds have labels
LABEL = None  # the class, from 0, for which the classifier should take samples, where the sounds are all of one class
PAPER = {
    "steps": 200_000,
    "batch_size": 64,
    "length": 16_384,
    "rate": 16_000,
    "width": 64,
    "critic_steps": 5,
    "learning_rate": 1e-4,
}


def dataset(
    name=DATASET, split="train", data_dir=None, length=LENGTH, rate=RATE, labels_from=LABELS_FROM, normalize=NORMALIZE
):
    return data.load_sounds(name, split, length, rate, labels_from, normalize)


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    max_shift=MAX_SHIFT,
    penalty_weight=PENALTY_WEIGHT,
    critic_steps=CRITIC_STEPS,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    wavegan = models.WaveGAN(
        networks.wavegan_generator(train.shape, width, latent_size),
        networks.wavegan_discriminator(train.shape, width, max_shift),
        penalty_weight=penalty_weight,
        discriminator_steps=critic_steps,
        ema_momentum=ema_momentum,
        modality=train.modality,
        seed=seed,
    )
    adams = [keras.optimizers.Adam(learning_rate, beta_1, beta_2=0.9) for _ in range(2)]
    wavegan.compile(*adams)
    return wavegan


def evaluation_metrics(game, train, test, classifier=CLASSIFIER, label=LABEL):
    spectra = metrics.SpectralDistance(test.modality.rate, test.split)
    norm = metrics.GradientNorm(game, penalties.interpolate, test.split, best_value=1.0)
    if classifier is None and train.num_classes is None:
        return [spectra, norm]
    network = metrics.classifier_of(train, classifier)
    distance = metrics.FrechetDistance(metrics.features_of(network), test.split)
    if label is None:
        return [distance, spectra, norm, metrics.InceptionScore(network, test.split, splits=1)]
    return [distance, spectra, norm, metrics.ClassShare(network, label, test.split)]


if __name__ == "__main__":
    cli.run(__file__)
