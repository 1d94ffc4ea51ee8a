"""GAN with a spectrally normalized discriminator."""

import keras

from tfgan_zoo.models.objectives.hinge_gan import HingeGAN
from tfgan_zoo.networks import refuse_unnormalized_kernels


@keras.saving.register_keras_serializable("tfgan_zoo")
class SNGAN(HingeGAN):
    """Hinge GAN with a Lipschitz discriminator, each of whose kernels is divided by its spectral norm.

    The losses do not change: the constraint is in the layers.

    Args:
        generator: as in `GAN`.
        discriminator: as in `GAN`, in which all layers with kernels are spectral layers (such as
            `tfgan_zoo.layers.SpectralConv2D`); for example `tfgan_zoo.networks.sngan_discriminator`.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the discriminator has a kernel that is not spectrally normalized.

    Example:
        >>> generator = tfgan_zoo.networks.sngan_generator((32, 32, 3), width=16)
        >>> discriminator = tfgan_zoo.networks.sngan_discriminator((32, 32, 3), width=16)
        >>> sngan = tfgan_zoo.models.SNGAN(generator, discriminator)

    Reference:
        Miyato et al. 2018, https://arxiv.org/abs/1802.05957, algorithm 1, eqs. 16 and 17.
    """

    def __init__(self, generator, discriminator, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        refuse_unnormalized_kernels(discriminator, "arXiv:1802.05957, algorithm 1")
