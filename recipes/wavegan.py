"""WaveGAN: raw sound from noise, as DCGAN makes images.

Donahue et al. 2019, https://arxiv.org/abs/1802.04208. Quick run: an eighth of a second of made notes whose pitch
stays, rises, falls or trembles; `--dataset FOLDER`: your own .wav, .flac and .ogg files; `--conditional`: sounds by
class; `--filter-size 512`: the paper's post filter; `--paper --dataset FOLDER`: the paper's numbers, for the spoken
digits of Speech Commands.

Reached on the notes (`--steps 1200`, half of the quick run's, seed 0, two minutes of two cores): spectral distance 4.8
dB of 400 sounds from the 400 test sounds, where white noise is at 19.9; gradient norm between real and generated 1.14;
Inception score 1.32 of at most 4 in a classifier's classes, frechet_classifier-tones 87. Their waveforms are notes
that decay; rising, falling and trembling ones are hardly distinguishable yet.

Reached by digit on the Free Spoken Digit Dataset at 8 kHz, takes 0 to 4 as the test (`--conditional --labels-from
prefix --normalize --length 4096 --steps 1200`, seed 0, stopped at step 714 after ten minutes on a busy machine): a
classifier of the real digits names the requested one in 23 % of 300 sounds, where chance is 10 % and the test
recordings have 97 %; at step 400 it was 14 %. frechet_classifier-fsdd 303, 485 at step 400; spectral distance 3.6 dB,
of noise 7.5; gradient norm 0.96. So labels begin to tell, but these are not digits yet: at step 400 the sounds had the
recordings' envelopes and low frequencies, with stripes of a constant tone. By speaker, with the post filter and at the
paper's size it was not trained.

Reached on one spoken digit, "zero" (`--dataset FOLDER --normalize --length 4096 --steps 1600 --epochs 8`, 270 sounds,
seed 0, a quarter of an hour of one core; `benchmarks/spoken_digits.py`): the classifier of all digits takes 98.2 % of
500 sounds for a zero, where noise as loud has 0 %; spectral distance 1.58 dB, that noise 9.59; gradient norm 1.01. But
noise as loud and with the recordings' mean spectrum is taken for a zero too, always, and the sounds are little more:
they have loudness and color of the word, and no pitch yet (autocorrelation 0.34, the recordings 0.90, such noise 0.31).

Why: not for want of width, nor because the phase shuffle hides it (`benchmarks/voice.py`). The critic's network alone,
as a classifier, is right about 95 % of test zeros and of noise of their color and loudness after 120 batches, with the
shuffle and without; the generator's alone has the pitch after 100 batches of learning recordings by heart (0.93). Most
likely the game has too few steps for six voices: one speaker's 45 zeros have 0.38 after 152 steps and 0.54 after 302.
Games without the shuffle, or with more steps of the critic, were not run.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks, penalties

DATASET = "tones"
STEPS = 2400  # of the generator
BATCH_SIZE = 16  # of every step of either player
LENGTH = 1024  # samples of a sound: 16 to 63, times a power of 4
RATE = None  # samples in a second; None takes that of the data
LABELS_FROM = (
    "folder"  # subfolders; "prefix" of files as 7_jackson_32.wav; "prefix_speaker": a condition "speakers" too
)
NORMALIZE = False  # whether to normalize each sound of a folder to full scale
CONDITIONAL = False  # whether sounds are made by class, such as by digit
WIDTH = 16  # channels beside the sound
LATENT_SIZE = 100  # size of z
MAX_SHIFT = 2  # n of the phase shuffle, 0 for none
FILTER_SIZE = 0  # length of the generator's post filter, 512 in the paper; 0 for none
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
    filter_size=FILTER_SIZE,
    conditional=CONDITIONAL,
    penalty_weight=PENALTY_WEIGHT,
    critic_steps=CRITIC_STEPS,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    if conditional and train.num_classes is None:
        raise ValueError(
            f"{train.name} has no labels to make sounds by: sort the files into a sub-folder for each class, or use "
            "--labels-from prefix."
        )
    classes = train.num_classes if conditional else None
    speakers = train.conditions["speakers"].shape[1] if train.conditions else 0
    wavegan = models.WaveGAN(
        networks.wavegan_generator(train.shape, width, latent_size, classes, speakers, filter_size),
        networks.wavegan_discriminator(train.shape, width, max_shift, classes, speakers),
        num_classes=classes,
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
    if "labels" in game.given_inputs:
        return [distance, spectra, norm, metrics.LabelAgreement(network, test.split)]
    if label is None:
        return [distance, spectra, norm, metrics.InceptionScore(network, test.split, splits=1)]
    return [distance, spectra, norm, metrics.ClassShare(network, label, test.split)]


if __name__ == "__main__":
    cli.run(__file__)
