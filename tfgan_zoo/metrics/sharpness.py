"""Sharpness of generated images relative to real ones."""

import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean

LAPLACIAN = ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0))


def laplacian_energy(images):
    """The squared Laplacian of each image, averaged over its inner pixels and channels: low if it is blurred.

    Args:
        images: floats in [-1, 1], shape (n, height, width, channels), at least 3 pixels high and wide.

    Returns:
        float32 tensor (n,), 0 for flat images; in squared units of the pixels.

    Raises:
        ValueError: if they are not images, or smaller.

    Example:
        >>> dot = tf.pad(tf.ones((1, 1, 1, 1)), [[0, 0], [1, 1], [1, 1], [0, 0]])
        >>> float(laplacian_energy(dot)[0])  # the one inner pixel: (0 - 4 * 1)^2
        16.0
    """
    images = tf.cast(images, tf.float32)
    if images.shape.rank != 4 or min(images.shape[1:3]) < 3:
        raise ValueError(
            f"received samples of shape {images.shape}; expected images (n, height, width, channels) of at least "
            "3 x 3 pixels: sharpness compares neighboring pixels."
        )
    kernel = tf.constant(LAPLACIAN)[:, :, None, None] * tf.eye(images.shape[-1])
    edges = tf.nn.conv2d(images, kernel, strides=1, padding="VALID")
    return tf.reduce_mean(tf.square(edges), axis=[1, 2, 3])


class Sharpness:
    """The ratio of the mean Laplacian energies of generated and real images: 1 if they are equally sharp.

    Blur lowers it, noise raises it, so it is not meaningful early in training.

    Args:
        reconstruct: None for the generated images, or a function from real samples to images that are evaluated
            instead, such as `VAE.reconstructions`.
        split: name of the real images' split.

    Example:
        >>> metrics = [Sharpness(), Sharpness(vae.reconstructions)]

    Reference:
        Larsen et al. 2016, https://arxiv.org/abs/1512.09300, whose figures 3 and 4 show the blur that it measures; the
        energy of the Laplacian as a measure of focus: Subbarao et al. 1993, https://doi.org/10.1117/12.147706.
    """

    higher_is_better = None
    best_value = 1.0

    def __init__(self, reconstruct=None, split="test"):
        self.name = "sharpness" if reconstruct is None else "sharpness_reconstructions"
        self.reconstruct = reconstruct
        self.split = split
        self._real = RunningMean()
        self._fake = RunningMean()

    def reset(self):
        """Discard all images."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real images, and one of generated ones or of reconstructions."""
        self._real.add(laplacian_energy(sample_of(real)))
        self._fake.add(laplacian_energy(sample_of(fake) if self.reconstruct is None else self.reconstruct(real)))

    def result(self):
        """The ratio as a `Result`.

        Raises:
            ValueError: if there are no images yet, or the real ones are all flat.
        """
        real, fake = self._real.value(), self._fake.value()
        if not real:
            raise ValueError("the real images are flat, so the ratio is undefined: check the data.")
        return Result(self.name, fake / real, "none", self._real.count(), self._fake.count(), self.split)
