"""Similarity of pairs of images: PSNR, SSIM and MS-SSIM."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean

MAX_VALUE = 2.0  # of images in [-1, 1], shifted to [0, 2]: SSIM compares means, with black as 0
WINDOW = 11  # side of SSIM's Gaussian window, in pixels
SCALE_WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)  # of MS-SSIM, from the finest scale
TOLERANCE = 1e-3  # beyond [-1, 1]


def psnr(first, second):
    """Peak signal-to-noise ratio: the mean squared error relative to the range of the values, in decibels.

    Args:
        first, second: floats in [-1, 1], shape (n, height, width, channels), one image of each pair.

    Returns:
        float32 tensor (n,), higher is better; infinite for equal images.

    Raises:
        ValueError: if the shapes differ, or values are not finite or not in [-1, 1].

    Example:
        >>> round(float(psnr(tf.zeros((1, 4, 4, 1)), tf.fill((1, 4, 4, 1), 0.2))[0]), 4)  # 10 log10(2^2 / 0.2^2)
        20.0
    """
    return tf.image.psnr(*shifted_pair(first, second), MAX_VALUE)


def ssim(first, second):
    """Structural similarity: means, contrasts and their correlation, compared in windows of 11 pixels.

    Args:
        first, second: as for `psnr`, at least 11 pixels high and wide.

    Returns:
        float32 tensor (n,), 1 for equal images.

    Raises:
        ValueError: as `psnr`, or if the images are smaller.

    Example:
        >>> images = tf.random.stateless_uniform((2, 16, 16, 3), (0, 1), -1, 1, alg="philox")
        >>> ssim(images, images).numpy().tolist()
        [1.0, 1.0]

    Reference:
        Wang et al. 2004, "Image quality assessment: from error visibility to structural similarity",
        https://doi.org/10.1109/TIP.2003.819861
    """
    first, second = shifted_pair(first, second)
    num_scales_of(first.shape)
    return tf.image.ssim(first, second, MAX_VALUE, filter_size=WINDOW)


def multiscale_ssim(first, second):
    """SSIM over several scales: contrast and structure on each, the means on the coarsest.

    The paper has five scales, each half the size of the one before. Only those that the window of 11 pixels fits in are
    used: five from 161 pixels up, four from 81, three from 41, two from 21, one from 11. The paper's weights of those
    scales are divided by their sum. Results for different numbers of scales are not comparable.

    Args:
        first, second: as for `ssim`.

    Returns:
        float32 tensor (n,) in [0, 1], 1 for equal images.

    Raises:
        ValueError: as `ssim`.

    Example:
        >>> images = tf.random.stateless_uniform((2, 32, 32, 3), (0, 1), -1, 1, alg="philox")
        >>> multiscale_ssim(images, images).numpy().tolist()
        [1.0, 1.0]

    Reference:
        Wang et al. 2003, "Multi-scale structural similarity for image quality assessment",
        https://doi.org/10.1109/ACSSC.2003.1292216
    """
    first, second = shifted_pair(first, second)
    weights = SCALE_WEIGHTS[: num_scales_of(first.shape)]
    weights = [weight / sum(weights) for weight in weights]
    return tf.image.ssim_multiscale(first, second, MAX_VALUE, weights, filter_size=WINDOW)


def num_scales_of(shape):
    """The number of scales of MS-SSIM for images of shape (..., height, width, channels).

    Raises:
        ValueError: if there are none.
    """
    height, width = shape[-3:-1]
    # An odd size is padded before it is halved.
    fitting = [scale for scale in range(len(SCALE_WEIGHTS)) if -(-min(height, width) // 2**scale) >= WINDOW]
    if not fitting:
        raise ValueError(
            f"Received images of {height} x {width} pixels. SSIM uses windows of {WINDOW} x {WINDOW}: pass larger "
            "images; upsampling these would only compare blur."
        )
    return len(fitting)


def shifted_pair(first, second):
    """Both as float32 in [0, 2], refused if they do not match or are out of range."""
    first, second = (tf.cast(sample_of(images), tf.float32) for images in (first, second))
    if first.shape.rank != 4 or not first.shape.is_compatible_with(second.shape):
        raise ValueError(
            f"Received images of shapes {first.shape} and {second.shape}. Expected (n, height, width, channels), the "
            "same for both, one image of each pair."
        )
    return shifted(first), shifted(second)


def shifted(images):
    """float32 images in [-1, 1] to [0, 2]."""
    if tf.executing_eagerly() and tf.size(images):
        low, high = float(tf.reduce_min(images)), float(tf.reduce_max(images))
        if not (low >= -1.0 - TOLERANCE and high <= 1.0 + TOLERANCE):  # NaN is neither
            raise ValueError(
                f"Received images from {low:.3g} to {high:.3g}. Expected floats in [-1, 1]: divide uint8 images by "
                "127.5 and subtract 1; where values are NaN, the generator has diverged."
            )
    return images + 1.0


class PairedSimilarity:
    """The mean similarity of each generated image to its real counterpart.

    For games whose generated batch corresponds to the real one row by row, such as super-resolution or inpainting. Use
    one of its subclasses `PSNR`, `SSIM` and `MultiscaleSSIM`.

    Args:
        split: name of the real images' split.

    Example:
        >>> metric = SSIM()
        >>> images = tf.random.stateless_uniform((2, 16, 16, 3), (0, 1), -1, 1, alg="philox")
        >>> metric.update(images, images)
        >>> print(metric.result())
        ssim 1 (network none, n_real 2, n_fake 2, split test)
    """

    higher_is_better = True
    identity = "none"  # of the network by which they are compared

    def __init__(self, split="test"):
        self.split = split
        self._mean = RunningMean()

    def similarity(self, real, fake):
        """The similarity of each pair, shape (batch,)."""
        raise NotImplementedError(f"{type(self).__name__} must override `similarity`.")

    def reset(self):
        """Discard all images."""
        self._mean.reset()

    def update(self, real, fake):
        """Compare a batch of real with one of generated images, row by row."""
        self._mean.add(self.similarity(real, fake))

    def result(self):
        """The mean over all pairs as a `Result`.

        Raises:
            ValueError: if there are no pairs yet, or the mean is not a number.
        """
        value, count = self._mean.value(), self._mean.count()
        if value != value:
            raise ValueError(f"{self.name} is not a number: some images are not finite. The generator has diverged.")
        return Result(self.name, value, self.identity, count, count, self.split)


class PSNR(PairedSimilarity):
    """Mean of `psnr`, in decibels. Arguments are those of `PairedSimilarity`."""

    name = "psnr"

    def similarity(self, real, fake):
        return psnr(real, fake)


class SSIM(PairedSimilarity):
    """Mean of `ssim`. Arguments are those of `PairedSimilarity`."""

    name = "ssim"

    def similarity(self, real, fake):
        return ssim(real, fake)


class MultiscaleSSIM(PairedSimilarity):
    """Mean of `multiscale_ssim`. Arguments are those of `PairedSimilarity`."""

    name = "ms_ssim"

    def similarity(self, real, fake):
        return multiscale_ssim(real, fake)
