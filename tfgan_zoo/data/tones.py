"""Synthetic sounds that need no network: notes with constant, rising, falling or trembling pitch."""

import numpy as np

from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Sound

CLASSES = ("steady", "rising", "falling", "trembling")
SIZES = {"train": 2000, "test": 400}
LENGTH = 2048
RATE = 8000
PITCHES = (110.0, 139.0, 165.0)  # Hz, at the start of a note: A, C sharp, E
HARMONICS = 5
BEND = 0.5  # octaves by which a note rises or falls
TREMBLES = 3  # of a trembling note
DEPTH = 0.2  # octaves to either side by which it trembles
NOISE = 0.01  # deviation of the hiss, of 1 at full scale


def tones(split="train", length=LENGTH, rate=RATE):
    """Short notes of three pitches and five harmonics, struck or swelling, labeled by the course of their pitch.

    Args:
        split: "train" (2 000 sounds) or "test" (400 others), balanced over the classes; always the same.
        length: Samples per example.
        rate: Samples per second.

    Returns:
        `Examples` of int16 sounds (length, 1) with 4 classes.

    Raises:
        ValueError: For another split, or a rate too low for the highest harmonic.

    Example:
        >>> tones("test").shape
        (2048, 1)
    """
    check_split("tones", split, tuple(SIZES))
    highest = max(PITCHES) * 2**BEND * HARMONICS
    if rate < 2 * highest:
        raise ValueError(f"rate={rate}; the notes reach {highest:.0f} Hz: expected at least {2 * highest:.0f}.")
    generator = np.random.default_rng([20190212, list(SIZES).index(split)])
    labels = np.arange(SIZES[split], dtype=np.int32) % len(CLASSES)
    sounds = 0.8 * notes(labels, length, rate, generator)
    sounds += NOISE * generator.standard_normal(sounds.shape)
    samples = np.rint(32767 * np.clip(sounds, -1, 1)).astype(np.int16)[..., None]
    return Examples("tones", split, samples, labels, len(CLASSES), CLASSES, Sound(rate))


def notes(labels, length, rate, generator):
    """Notes of the given classes, floats in [-1, 1] (n, length), their pitch, timbre and envelope drawn at random."""
    start = generator.choice(PITCHES, (len(labels), 1))
    timbre, attack, fade = generator.random((3, len(labels), 1))
    time = np.arange(length) / length  # of the note
    bends = np.stack([np.zeros(length), BEND * time, -BEND * time, DEPTH * np.sin(2 * np.pi * TREMBLES * time)])
    pitch = start * 2.0 ** bends[labels]  # (n, length), Hz
    angle = 2 * np.pi * np.cumsum(pitch, axis=1) / rate
    harmonics = np.arange(1, HARMONICS + 1)
    weights = harmonics ** -(1.0 + timbre)  # (n, harmonics)
    waves = sum(weight[:, None] * np.sin(number * angle) for number, weight in zip(harmonics, weights.T, strict=True))
    envelope = np.minimum(1.0, time / (0.02 + 0.2 * attack)) * np.exp(-(1.0 + 2.0 * fade) * time)
    sounds = envelope * waves * np.minimum(1.0, 20 * (1 - time))  # ends in silence
    return sounds / np.abs(sounds).max(axis=1, keepdims=True)
