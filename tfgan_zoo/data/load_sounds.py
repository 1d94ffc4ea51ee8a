"""Sounds by name."""

from tfgan_zoo.data.sounds import sounds
from tfgan_zoo.data.tones import tones
from tfgan_zoo.dataset_names import BUILT_IN


def load_sounds(name, split="train", length=None, rate=None, labels_from="folder", normalize=False, skip_bad=None):
    """Sounds by name: "tones", or a folder of .wav, .flac and .ogg files.

    Args:
        name: "tones", or a path.
        split: "train", "test", or another that the folder has.
        length: Samples of each example; None takes 16 384, of "tones" 2 048.
        rate: Samples in a second; None takes that of the folder's first file, of "tones" 8 000.
        labels_from, normalize, skip_bad: As for `sounds`; "tones" needs none of them.

    Returns:
        `Examples` of int16 sounds (length, 1).

    Raises:
        ValueError, FileNotFoundError: As `sounds` and `tones`.

    Example:
        >>> load_sounds("tones", length=4096).shape
        (4096, 1)
    """
    chosen = {argument: value for argument, value in {"length": length, "rate": rate}.items() if value is not None}
    if name == "tones":
        return tones(split, **chosen)
    if str(name) in BUILT_IN:
        raise ValueError(f"{name} holds no sounds; give 'tones', or a folder of .wav, .flac or .ogg files.")
    return sounds(name, split, labels_from=labels_from, normalize=normalize, skip_bad=skip_bad, **chosen)
