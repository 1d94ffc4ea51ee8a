"""WaveGAN of one spoken digit: what a classifier of all ten takes its sounds for, and whether they have a voice.

    python benchmarks/spoken_digits.py FOLDER RUN ... --classifier FILE --digit 0

The folder has the recordings of all digits (`7_jackson_32.wav`), in train and test; a run (of recipes/wavegan.py) those
of one. Noise is as loud at each time as the digit's recordings, and one kind has their mean spectrum too: it shows what
loudness and color alone tell the classifier. A voice repeats itself with its pitch, which no noise does: "voice" is the
greatest autocorrelation of the loudest 64 ms at lags of 2.5 to 12.5 ms, the median over sounds. The tone is the energy
at multiples of rate / 64, which three strides of four leave, beside that halfway between them.
"""

import argparse
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np

from tfgan_zoo import data, metrics
from tfgan_zoo.runs.opening import OpenRun

STRIDE = 64  # three strides of four
FRAME = 0.064  # seconds
LAGS = 0.0025, 0.0125  # seconds, of voices from 400 down to 80 Hz


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("runs", nargs="+")
    parser.add_argument("--classifier", required=True, help=".keras file; trained on the folder and written if missing")
    parser.add_argument("--digit", type=int, default=0)
    parser.add_argument("--num", type=int, default=500, help="sounds of each run")
    flags = parser.parse_args()
    opened = [OpenRun(run) for run in flags.runs]
    real = {split: opened[0].real_data(split).arrays()[0] for split in ("train", "test")}
    real = {split: np.asarray(sounds, np.float32) / 32768 for split, sounds in real.items()}
    length, rate = real["train"].shape[1], opened[0].real_data().modality.rate
    everyone = [data.load_sounds(flags.folder, split, length, rate, "prefix", True) for split in ("train", "test")]
    if not os.path.exists(flags.classifier):
        metrics.classifier_of(everyone[0]).save(flags.classifier)
    classifier = keras.models.load_model(flags.classifier)
    samples, labels = everyone[1].arrays()
    right = np.mean(named(classifier, np.asarray(samples, np.float32) / 32768) == labels)
    print(f"the classifier is right about {right:.1%} of {len(labels)} test recordings of all digits\n")
    made = {"test recordings": real["test"], "training recordings": real["train"]}
    made |= noises(real["train"], flags.num)
    made |= {name: run.game("last").sample(flags.num, seed=1) for name, run in zip(flags.runs, opened, strict=True)}
    print(f"{'':28}{'named so':>10}{'dB':>8}{'voice':>8}{'tone':>8}")
    for name, sounds in made.items():
        distance = metrics.SpectralDistance(rate)
        distance.update(real["test"], sounds.astype(np.float32))
        numbers = distance.result()[0].value, voice(sounds[..., 0], rate), tone(sounds)
        share = np.mean(named(classifier, sounds) == flags.digit)
        print(f"{name:28}{share:10.1%}" + "".join(f"{number:8.2f}" for number in numbers), flush=True)


def noises(sounds, count):
    """Noise with the envelope of sounds, white, and with their mean spectrum."""
    white = np.random.default_rng(0).normal(size=(count, *sounds.shape[1:]))
    envelope = np.sqrt(np.mean(sounds**2, axis=0))
    spectrum = np.sqrt(np.mean(np.abs(np.fft.rfft(sounds, axis=1)) ** 2, axis=0))
    colored = np.fft.irfft(np.fft.rfft(white, axis=1) * spectrum, sounds.shape[1], axis=1)
    return {
        "noise": np.clip(white * envelope, -1, 1),
        "noise of their spectrum": np.clip(colored / colored.std() * envelope, -1, 1),
    }


def named(classifier, sounds):
    """The digits that sounds are taken for."""
    return classifier.predict(np.asarray(sounds, np.float32), batch_size=100, verbose=0).argmax(axis=1)


def voice(sounds, rate):
    """The greatest autocorrelation of the loudest part of each sound at the lags of a voice's pitch, their median."""
    frames = np.lib.stride_tricks.sliding_window_view(sounds, int(FRAME * rate), axis=1)[:, :: int(FRAME * rate) // 4]
    loudest = frames[np.arange(len(frames)), np.square(frames).mean(axis=2).argmax(axis=1)]
    first, last = (round(lag * rate) for lag in LAGS)
    found = [[np.corrcoef(part[lag:], part[:-lag])[0, 1] for lag in range(first, last + 1)] for part in loudest]
    return np.median(np.max(found, axis=1))


def tone(sounds):
    """The energy at the frequencies of strides, beside that halfway between them."""
    length = sounds.shape[1]
    powers = np.mean(np.abs(np.fft.rfft(sounds[..., 0], axis=1)) ** 2, axis=0)
    spacing = length // STRIDE
    at = np.arange(spacing, length // 2, spacing)
    return powers[at].mean() / powers[at + spacing // 2].mean()


if __name__ == "__main__":
    main()
