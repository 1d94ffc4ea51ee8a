"""One .wav file as 16-bit samples of one channel."""

import math
import warnings

import numpy as np
import scipy.io.wavfile
import scipy.signal

FULL_SCALE = 2.0**15
ROUNDED = "rounded to 16 bits"
HALF_FILTER = 10  # taps on each side of scipy's filter, in samples of the lower rate
MAX_RATE = 768_000  # samples in a second; no recorder takes more


def read_wav(path):
    """The samples of a file, and its rate; several channels are averaged, other widths rounded to 16 bits.

    Args:
        path: A `pathlib.Path`.

    Returns:
        int16 array (length,), the rate in samples per second, and the conversions of the samples, a tuple of words.

    Raises:
        ValueError: If the file cannot be read: it is empty, truncated, compressed or not a WAV file.
    """
    try:
        if not path.is_file():
            raise OSError("it is not a file")  # opening a pipe would wait forever
        with warnings.catch_warnings():
            warnings.simplefilter("error", scipy.io.wavfile.WavFileWarning)
            warnings.filterwarnings("ignore", "Chunk", scipy.io.wavfile.WavFileWarning)  # metadata chunks
            rate, samples = scipy.io.wavfile.read(path)
        if not samples.size:
            raise ValueError("it has no samples")
        check_rate(rate)
        words = ()
        if samples.dtype != np.int16:
            samples, words = _sixteen_bits(samples)
    except Exception as error:  # damage causes many kinds of errors: ValueError, struct.error, a warning ...
        raise ValueError(
            f"{path} cannot be read ({str(error).rstrip('.')}); expected an uncompressed WAV file"
        ) from error
    samples, mixed = mono(samples)
    return samples, rate, (*words, *mixed)


def check_rate(rate):
    """Refuse the rate of a damaged header, by which a short file could take all memory."""
    if not 0 < rate <= MAX_RATE:
        raise ValueError(f"its rate is {rate} Hz")


def mono(samples):
    """int16 samples (length,) of those of one or several channels, (length,) or (length, channels), and the words."""
    if samples.ndim == 1:
        return samples, ()
    return np.rint(samples.mean(axis=1)).astype(np.int16), () if samples.shape[1] == 1 else ("made mono",)


def resampled(samples, own_rate, rate, length):
    """Samples at another rate, with a filter against aliasing; only what they need of the input is read.

    Args:
        samples: int16 (n,).
        own_rate, rate: Samples per second, before and after.
        length: Samples to return at most.

    Returns:
        int16 array of about n * rate / own_rate samples, cut to `length`.

    Example:
        >>> resampled(np.zeros(441, "int16"), 44100, 8000, length=50).shape
        (50,)
    """
    common = math.gcd(own_rate, rate)
    up, down = rate // common, own_rate // common
    reach = HALF_FILTER * max(up, down) // up + 1  # samples of the input on each side that a sample is made of
    samples = samples[: length * down // up + 1 + reach].astype(np.float64)
    return rounded(scipy.signal.resample_poly(samples, up, down))[:length]


def _sixteen_bits(samples):
    """int16 samples of 8-bit unsigned ones, of 24 or 32 bits (which fill 32 from above), or of floats in [-1, 1].

    Returns:
        the samples, and the conversions, a tuple of words.
    """
    if samples.dtype == np.uint8:
        return (samples.astype(np.int16) - 128) * 256, (ROUNDED,)
    if samples.dtype == np.int32:
        return rounded(samples / 2.0**16), (ROUNDED,)
    if not np.issubdtype(samples.dtype, np.floating):
        raise ValueError(f"its samples are {samples.dtype}, expected 8 to 32 bits or floats")
    if not np.isfinite(samples).all():
        raise ValueError("some of its samples are NaN or infinite")
    return rounded(samples * FULL_SCALE), (ROUNDED, *clipped(samples))


def clipped(samples):
    """The word, in a tuple, for floats of which some are beyond [-1, 1]."""
    return ("clipped to full scale",) if np.abs(samples).max() > 1 else ()


def rounded(samples):
    """int16 samples of numbers, clipped to their range."""
    return np.clip(np.rint(samples), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
