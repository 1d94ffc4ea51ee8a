"""Sharpness of generated images relative to real ones."""

import tensorflow as tf

from tfgan_zoo.metrics.relative_mean import RelativeMean

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


class Sharpness(RelativeMean):
    """The ratio of the mean Laplacian energies of generated and real images: 1 if they are equally sharp.

    Blur lowers it, noise raises it, so it is not meaningful early in training.

    Args:
        reconstruct: None for the generated images, or a function from real samples to images that are evaluated
            instead, such as `VAE.reconstructions`.
        split: name of the real images' split.

    Example:
        >>> sharpness = [Sharpness(), Sharpness(vae.reconstructions)]

    Reference:
        Larsen et al. 2016, https://arxiv.org/abs/1512.09300, whose figures 3 and 4 show the blur that it measures; the
        energy of the Laplacian as a measure of focus: Subbarao et al. 1993, https://doi.org/10.1117/12.147706.
    """

    def __init__(self, reconstruct=None, split="test"):
        name = "sharpness" if reconstruct is None else "sharpness_reconstructions"
        super().__init__(name, laplacian_energy, "flat", split)
        self.reconstruct = reconstruct

    def update(self, real, fake):
        """Add a batch of real images, and one of generated ones or of reconstructions."""
        super().update(real, fake if self.reconstruct is None else self.reconstruct(real))
