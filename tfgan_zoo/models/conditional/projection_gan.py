"""Conditional GAN with a projection discriminator."""

import keras

from tfgan_zoo.models.conditional.cgan import check_labeled, check_takes_labels
from tfgan_zoo.models.objectives.sngan import SNGAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class ProjectionGAN(SNGAN):
    """The discriminator's score is how real the image is, plus the inner product of its features and its label.

        f(x, y) = w . phi(x) + <v_y, phi(x)>

    This is the form of the log ratio of two conditional densities of the exponential family; the label enters nowhere
    else. The losses are the hinge's, and each kernel, with the embedding v, is divided by its spectral norm.

    Args:
        generator: functional `keras.Model` from latents and integers named `labels` to samples in [-1, 1], such as
            `tfgan_zoo.networks.resnet_generator(shape, num_classes=10)`.
        discriminator: functional `keras.Model` from samples and integers named `labels` to raw logits, all of whose
            layers with kernels are spectral, such as `tfgan_zoo.networks.resnet_discriminator(shape, num_classes=10)`.
        num_classes: number of labels, which count from 0.
        **kwargs: those of `GAN`; the authors take 5 steps of the discriminator.

    Input shape: real samples (batch, ...) with labels (batch,).

    Raises:
        ValueError: if `num_classes` is missing, one of the networks takes no labels, or the discriminator has a kernel
            that is not spectrally normalized.

    Example:
        >>> generator = tfgan_zoo.networks.resnet_generator((32, 32, 3), width=16, num_classes=10)
        >>> discriminator = tfgan_zoo.networks.resnet_discriminator((32, 32, 3), width=16, num_classes=10)
        >>> projection_gan = tfgan_zoo.models.ProjectionGAN(generator, discriminator, num_classes=10)

    Reference:
        Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, eq. 3 and section 3.
    """

    def __init__(self, generator, discriminator, num_classes, **kwargs):
        check_labeled(self, num_classes)
        super().__init__(generator, discriminator, num_classes=num_classes, **kwargs)
        for network in (generator, discriminator):
            check_takes_labels(self, network)
