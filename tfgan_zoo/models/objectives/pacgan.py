"""PacGAN."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.layers.checks import checked_split
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names


@keras.saving.register_keras_serializable("tfgan_zoo")
class PacGAN(GAN):
    """The discriminator scores packs of samples, all real or all generated, and so detects a lack of diversity.

    m samples, concatenated along their last axis, are one input of the discriminator. If the generator has dropped
    modes, the samples in its packs are more alike than those in real packs.

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from packs (batch / m, ..., m * channels) to raw logits.
        pack_size: m, the number of samples in a pack.
        **kwargs: those of `GAN`.

    Raises:
        ValueError: if the pack size is not a positive integer or does not divide the batch of a discriminator step, or
            the discriminator does not take packs of the generator's samples.

    Example:
        >>> generator = tfgan_zoo.networks.mlp_generator((2,))
        >>> pacgan = tfgan_zoo.models.PacGAN(generator, tfgan_zoo.networks.mlp_discriminator((4,)), pack_size=2)

    Reference:
        Lin et al. 2018, https://arxiv.org/abs/1712.04086, section 2.
    """

    def __init__(self, generator, discriminator, pack_size=2, **kwargs):
        check_at_least_one(self, pack_size=pack_size)
        check_packs(generator, discriminator, pack_size)
        self.pack_size = pack_size  # first, because the tricks ask for it
        super().__init__(generator, discriminator, **kwargs)

    def check_networks(self):
        """Do nothing: the constructor has checked them already, with the pack size."""

    @property
    def samples_per_score(self):
        """One score per pack."""
        return self.pack_size

    def discriminator_inputs(self, samples):
        return pack(sample_of(samples), self.pack_size)


def check_packs(generator, discriminator, pack_size):
    """Refuse a discriminator that does not take packs of the generator's samples."""
    *shape, channels = generator.output_shape[1:]
    if conditions := [name for network in (generator, discriminator) for name in input_names(network)[1:]]:
        raise ValueError(f"packs have no conditions, but the networks take {', '.join(conditions)}: remove the input.")
    expected, received = (*shape, pack_size * channels), tuple(discriminator.input_shape[1:])
    if received != expected:
        raise ValueError(
            f"packs of {pack_size} samples of shape {generator.output_shape[1:]} have the shape {expected}, but the "
            f"discriminator takes {received}: build it for {expected}."
        )


def pack(samples, pack_size):
    """Concatenate each `pack_size` consecutive samples: (batch, ..., c) to (batch / m, ..., m * c)."""
    samples = checked_split(
        ops.convert_to_tensor(samples), pack_size, f" samples cannot be split into packs of {pack_size}"
    )
    _, *shape, channels = samples.shape
    packs = ops.reshape(samples, (-1, pack_size, *shape, channels))
    packs = ops.moveaxis(packs, 1, -2)  # (packs, ..., pack_size, channels)
    return ops.reshape(packs, (-1, *shape, pack_size * channels))
