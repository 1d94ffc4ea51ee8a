"""Base of the two-player games with an encoder beside generator and discriminator."""

from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.inference.autoencoder import check_inverse


class EncoderGAN(GAN):
    """A generator and a discriminator with an encoder, and one update of all of them per batch.

    Args:
        generator, discriminator: as in `GAN`.
        encoder: functional `keras.Model` from samples to the outputs named in `encoder_outputs`, each of the latents'
            shape; further inputs are conditions by their names.
        **kwargs: those of `GAN`, but for `discriminator_steps`.

    Raises:
        ValueError: if the networks do not fit each other, or several discriminator steps are asked for.
    """

    encoder_outputs = ("codes",)

    def __init__(self, generator, discriminator, encoder, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        encoder = functional(encoder, "encoder", self.generator.output_shape[1:])
        check_inverse(encoder, self.generator, self.encoder_outputs, "generator")
        if self.discriminator_steps != 1:
            raise ValueError(
                f"received discriminator_steps={self.discriminator_steps}; expected 1: all players of "
                f"{type(self).__name__} are updated at once."
            )
        self.encoder = encoder
        super().attach_tricks()

    def attach_tricks(self):
        """Nothing, until there is the encoder."""

    @property
    def encoder_variables(self):
        """What the encoder trains; nothing until the constructor has set it."""
        return [] if self.encoder is None else self.encoder.trainable_variables

    @property
    def conditions(self):
        encoder = [] if self.encoder is None else input_names(self.encoder)[1:]
        return tuple(dict.fromkeys([*super().conditions, *encoder]))
