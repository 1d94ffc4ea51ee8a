"""One .wav file as 16-bit samples of one channel."""

import math
import warnings

import numpy as np
import scipy.io.wavfile
import scipy.signal

FULL_SCALE = 2.0**15


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
        words = ()
        if samples.dtype != np.int16:
            samples, words = _sixteen_bits(samples), (*words, "rounded to 16 bits")
    except Exception as error:  # damage causes many kinds of errors: ValueError, struct.error, a warning ...
        raise ValueError(
            f"{path} cannot be read ({str(error).rstrip('.')}); expected an uncompressed WAV file"
        ) from error
    if samples.ndim == 2:
        words = words if samples.shape[1] == 1 else (*words, "made mono")
        samples = np.rint(samples.mean(axis=1)).astype(np.int16)
    return samples, rate, words


def resampled(samples, own_rate, rate):
    """Samples at another rate, with a filter against aliasing.

    Args:
        samples: int16 (length,).
        own_rate, rate: Samples per second, before and after.

    Returns:
        int16 array of about length * rate / own_rate samples.

    Example:
        >>> resampled(np.zeros(441, "int16"), 44100, 8000).shape
        (80,)
    """
    common = math.gcd(own_rate, rate)
    return _rounded(scipy.signal.resample_poly(samples.astype(np.float64), rate // common, own_rate // common))


def _sixteen_bits(samples):
    """int16 samples of 8-bit unsigned ones, of 24 or 32 bits (which fill 32 from above), or of floats in [-1, 1]."""
    if samples.dtype == np.uint8:
        return (samples.astype(np.int16) - 128) * 256
    if samples.dtype == np.int32:
        return _rounded(samples / 2.0**16)
    if not np.issubdtype(samples.dtype, np.floating):
        raise ValueError(f"its samples are {samples.dtype}, expected 8 to 32 bits or floats")
    if not np.isfinite(samples).all():
        raise ValueError("some of its samples are NaN or infinite")
    return _rounded(samples * FULL_SCALE)


def _rounded(samples):
    return np.clip(np.rint(samples), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
