"""One sound file of any kind that is read, as 16-bit samples of one channel."""

import numpy as np

from tfgan_zoo.data.wav import FULL_SCALE, ROUNDED, check_rate, clipped, mono, read_wav, rounded

WAV = (".wav", ".wave")
COMPRESSED = (".flac", ".ogg")
SUFFIXES = (*WAV, *COMPRESSED)
WIDER = ("PCM_24", "PCM_32")  # what a .flac file may hold of more than 16 bits
INSTALL = "pip install 'tfgan-zoo[sound]'"


def check_readable(paths):
    """Refuse .flac and .ogg files where soundfile is not installed, before anything is read.

    Raises:
        ValueError: If there is such a file, and no soundfile.
    """
    compressed = [path for path in paths if path.suffix.lower() in COMPRESSED]
    if not compressed:
        return
    try:
        import soundfile  # noqa: F401
    except (ImportError, OSError):  # OSError where its library is missing
        raise ValueError(
            f"{len(compressed)} sounds need soundfile, such as {compressed[0]}: {INSTALL}, or make .wav files of them."
        ) from None


def read_sound(path):
    """The samples of a .wav, .flac or .ogg file, and its rate; several channels are averaged.

    Args:
        path: A `pathlib.Path`.

    Returns:
        int16 array (length,), the rate in samples per second, and the conversions of the samples, a tuple of words.

    Raises:
        ValueError: If the file cannot be read: it is empty, truncated or of another kind than it is named.
    """
    return read_wav(path) if path.suffix.lower() in WAV else read_compressed(path)


def read_compressed(path):
    """As `read_sound`, by soundfile."""
    import soundfile

    try:
        if not path.is_file():
            raise OSError("it is not a file")  # opening a pipe would wait forever
        with soundfile.SoundFile(path) as file:
            announced, rate, subtype = file.frames, file.samplerate, file.subtype
            samples = file.read(dtype="float64", always_2d=True)
        if not samples.size:
            raise ValueError("it has no samples")
        check_rate(rate)
        if len(samples) != announced:
            raise ValueError(f"it has {len(samples)} samples of {announced}")
        if not np.isfinite(samples).all():
            raise ValueError("some of its samples are NaN or infinite")
    except Exception as error:  # soundfile's own are RuntimeErrors
        reason = str(error).rstrip(".")
        raise ValueError(f"{path} cannot be read ({reason}); expected a FLAC or an Ogg file") from error
    words = (*([ROUNDED] if subtype in WIDER else []), *clipped(samples))
    samples, mixed = mono(rounded(samples * FULL_SCALE))
    return samples, rate, (*words, *mixed)
