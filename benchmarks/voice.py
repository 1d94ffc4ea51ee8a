"""Which part of WaveGAN misses the pitch of a voice: each of its networks alone, at a task with an answer.

    python -m benchmarks.voice FOLDER | tee benchmarks/results/voice.txt

The folder has recordings of one digit in train and test. The critic's network learns, as a classifier, to tell them
from imitations: to each recording there is noise with the mean spectrum of all, as loud at each time as it is, so that
nothing is missing but the pitch and what the phases have in common. The generator's network learns 64 of the recordings
by heart, by squared error from latents that are fixed. "voice" is the median autocorrelation at the lags of a pitch
(`spoken_digits.py`).
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from benchmarks.spoken_digits import voice
from tfgan_zoo import data, networks

LENGTH = 4096
BATCH_SIZE = 16
WINDOW = 0.032  # seconds, over which loudness is averaged: several periods of a voice
NUM_RECORDINGS, LATENT_SIZE = 64, 100
CRITICS = ((16, 2), (16, 0), (8, 2))  # width, greatest shift of the phase
GENERATORS = (16, 8)  # width
CRITIC_STEPS, GENERATOR_STEPS = (10, 20, 40, 80, 120), (50, 100, 200, 300, 400)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder")
    flags = parser.parse_args()
    examples = [data.load_sounds(flags.folder, split, LENGTH, normalize=True) for split in ("train", "test")]
    rate = examples[0].modality.rate
    train, test = (np.asarray(part.samples, np.float32) / 32768 for part in examples)
    generator = np.random.default_rng(0)
    noise = [imitations(sounds, train, round(WINDOW * rate), generator) for sounds in (train, test)]
    heard = [voice(sounds[..., 0], rate) for sounds in (train, noise[0])]
    print(f"{len(train)} recordings to train on, {len(test)} test recordings", end="; ")
    print(f"voice {heard[0]:.2f}, of their imitations {heard[1]:.2f}")
    print("\nright about test recordings and their imitations, after so many batches")
    print(" " * 28 + "".join(f"{step:>8}" for step in CRITIC_STEPS))
    for width, shift in CRITICS:
        shares = told_apart(width, shift, (train, noise[0]), (test, noise[1]), generator)
        print(
            f"{f'width {width}, phase shuffle {shift}':28}" + "".join(f"{share:8.3f}" for share in shares), flush=True
        )
    print("\nsquared error relative to the recordings' energy, and voice, after so many batches")
    print(" " * 28 + "".join(f"{step:>12}" for step in GENERATOR_STEPS))
    for width in GENERATORS:
        found = learned_by_heart(width, train, rate, generator)
        print(f"width {width:<22}" + "".join(f"{error:7.3f}{heard:5.2f}" for error, heard in found), flush=True)


def imitations(sounds, train, window, generator):
    """Noise with the mean spectrum of the sounds to train on, as loud at each time as each of the sounds."""
    spectrum = np.sqrt(np.mean(np.abs(np.fft.rfft(train, axis=1)) ** 2, axis=0))
    white = np.fft.rfft(generator.normal(size=sounds.shape), axis=1)
    colored = np.fft.irfft(white * spectrum, sounds.shape[1], axis=1)
    mean = np.full(window, 1 / window)
    loudness = np.stack([np.sqrt(np.convolve(sound**2, mean, "same")) for sound in sounds[..., 0]])[..., None]
    until_end = np.flip(np.maximum.accumulate(np.flip(sounds != 0, 1), 1), 1)  # padding stays silent
    return np.clip(colored / colored.std() * loudness * until_end, -1, 1).astype(np.float32)


def told_apart(width, shift, learned, held_out, generator):
    """How often the critic's network is right about what it has not seen, as it learns.

    Args:
        learned, held_out: pairs of recordings and imitations.
    """
    keras.utils.set_random_seed(0)
    network = networks.wavegan_discriminator((LENGTH, 1), width, shift)
    network.compile(keras.optimizers.Adam(1e-3), keras.losses.BinaryCrossentropy(from_logits=True), jit_compile=False)
    is_real = np.arange(2 * len(held_out[0])) < len(held_out[0])
    targets = np.repeat([1.0, 0.0], BATCH_SIZE)[:, None]
    shares = []
    for step in range(1, CRITIC_STEPS[-1] + 1):
        rows = [part[generator.integers(len(part), size=BATCH_SIZE)] for part in learned]
        network.train_on_batch(np.concatenate(rows), targets)
        if step in CRITIC_STEPS:
            shares.append(np.mean((network.predict_on_batch(np.concatenate(held_out))[:, 0] > 0) == is_real))
    return shares


def learned_by_heart(width, train, rate, generator):
    """The error and the voice of what the generator's network makes of fixed latents, as it learns."""
    keras.utils.set_random_seed(0)
    network = networks.wavegan_generator((LENGTH, 1), width, LATENT_SIZE)
    network.compile(keras.optimizers.Adam(1e-3, beta_1=0.5, beta_2=0.9), "mse", jit_compile=False)
    latents = generator.uniform(-1, 1, (NUM_RECORDINGS, LATENT_SIZE)).astype(np.float32)
    recordings = train[generator.permutation(len(train))[:NUM_RECORDINGS]]
    found = []
    for step in range(1, GENERATOR_STEPS[-1] + 1):
        rows = generator.integers(NUM_RECORDINGS, size=BATCH_SIZE)
        network.train_on_batch(latents[rows], recordings[rows])
        if step in GENERATOR_STEPS:
            made = network.predict_on_batch(latents)
            error = np.mean((made - recordings) ** 2) / np.mean(recordings**2)
            found.append((error, voice(made[..., 0], rate)))
    return found


if __name__ == "__main__":
    main()
