"""A folder of sound files, labeled by its subfolders or by the files' names."""

import collections

import numpy as np

from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.listing import labeled_by_prefix, listing
from tfgan_zoo.data.sound_file import SUFFIXES, check_readable, read_sound
from tfgan_zoo.data.speakers import speakers
from tfgan_zoo.data.splits import class_names, folder_names, prefixes, split_folder
from tfgan_zoo.data.storage import allocate, kept
from tfgan_zoo.data.summary import warn_of_changes
from tfgan_zoo.data.wav import MAX_RATE, resampled
from tfgan_zoo.modalities import Sound

KIND = "sounds"  # what such files are called
SILENT = "silent"
LABELS = ("folder", "prefix", "prefix_speaker")
LENGTH = 16_384


def sounds(path, split="train", length=LENGTH, rate=None, labels_from="folder", normalize=False, skip_bad=None):
    """The beginnings of all .wav, .flac and .ogg sounds of a folder, in mono and with the same length.

    `path/<split>` is read where it exists; else the whole folder is the split "train" and there is no other. A sound of
    another rate is resampled, several channels are averaged, a longer sound is cut and a shorter one padded with
    silence; a single warning says how many were, how many are silent, and what was left out.

    Args:
        path: The folder.
        split: Sub-folder to read if it exists, such as "train" or "test".
        length: Samples of each example.
        rate: Samples in a second; None takes that of the first file.
        labels_from: "folder": files in two or more sub-folders are labeled by them, in alphabetical order, and others
            are not; "prefix": by what stands before the first underscore of a file's name, as in `7_jackson_32.wav`;
            "prefix_speaker": the same, and what stands before the second one becomes the condition "speakers", one-hot
            in alphabetical order. Classes and speakers are those of all splits together.
        normalize: Whether each sound is scaled so that its loudest sample is at full scale.
        skip_bad: Maximum number of damaged files to skip, each named in a warning; None uses that of `skipping_bad`,
            which is 0.

    Returns:
        `Examples` of int16 sounds (length, 1).

    Raises:
        FileNotFoundError: If the folder, the split, or any sound in it does not exist.
        ValueError: For more damaged files than are skipped (named), sounds both outside and inside subfolders, names
            without a label or a speaker, silence alone, .flac or .ogg files without the package that reads them, or an
            invalid argument.

    Example:
        >>> examples = sounds("birds", length=8192, rate=16000)
    """
    _check_arguments(length, rate, labels_from)
    found = _listing(path, split, labels_from)
    check_readable(found.paths)
    damage = Damage(str(path), checked_limit(skip_bad), KIND)
    samples, rate, whole, changes = _fill(found.paths, length, rate, damage, normalize)
    damage.warn(len(whole))
    samples, labels = kept(samples, whole), None if found.labels is None else found.labels[whole]
    warn_of_changes(f"{path} ({split})", len(whole), KIND, changes, found.left_out)
    if changes[SILENT] == len(whole):
        raise ValueError(f"All {len(whole)} {KIND} of {path} ({split}) are silent in their first {length} samples.")
    num_classes = len(found.class_names) if found.class_names else None
    examples = Examples(str(path), split, samples, labels, num_classes, found.class_names, Sound(rate))
    if labels_from != "prefix_speaker":
        return examples
    return examples.with_conditions(speakers=speakers(path, split, found.paths, SUFFIXES, KIND)[whole])


def _listing(path, split, labels_from):
    root = split_folder(path, split, SUFFIXES, KIND)
    if labels_from == "folder":
        return listing(root, SUFFIXES, KIND, class_names(path, split, folder_names(SUFFIXES), KIND))
    names = class_names(path, split, prefixes(SUFFIXES), KIND)
    if names is None:
        raise ValueError(
            f"The names of all files of {path} begin alike, which makes one class; expected two or more labels before "
            "the underscores: use labels_from='folder' where there are none."
        )
    return labeled_by_prefix(root, SUFFIXES, KIND, names)


def _fill(paths, length, rate, damage, normalize):
    """All sounds in the rows of their paths, the rate, the filled rows, and the number of sounds per conversion."""
    samples = allocate(len(paths), (length, 1), np.int16)
    whole, changes = [], collections.Counter()
    for row, path in enumerate(paths):
        try:
            sound, own_rate, words = read_sound(path)
        except ValueError as error:
            damage.add(str(error))
            continue
        rate = rate or own_rate
        if own_rate != rate:
            sound, words = resampled(sound, own_rate, rate, length + 1), (*words, f"resampled to {rate} Hz")
        if len(sound) != length:
            words = (*words, f"{'truncated' if len(sound) > length else 'padded'} to {length} samples")
        sound = sound[:length]
        samples[row, : len(sound), 0] = _at_full_scale(sound) if normalize else sound
        samples[row, len(sound) :] = 0
        if not samples[row].any():
            words = (*words, SILENT)
        whole.append(row)
        changes.update(words)
    return samples, rate, whole, changes


def _at_full_scale(sound):
    """The sound normalized to full scale; silence does not change."""
    peak = np.abs(sound.astype(np.float64)).max()
    return np.rint(sound * (32767.0 / peak)).astype(np.int16) if peak else sound


def _check_arguments(length, rate, labels_from):
    for name, value in {"length": length, "rate": rate}.items():
        if value is not None and (not isinstance(value, (int, np.integer)) or value < 1):
            raise ValueError(f"{name}={value!r}; expected an integer of at least 1.")
    if rate is not None and rate > MAX_RATE:
        raise ValueError(f"rate={rate}; expected at most {MAX_RATE} samples in a second.")
    if labels_from not in LABELS:
        raise ValueError(f"labels_from={labels_from!r}; expected one of {', '.join(map(repr, LABELS))}.")
