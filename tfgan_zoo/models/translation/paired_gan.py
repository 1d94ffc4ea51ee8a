"""The base of the games that learn from pairs of pictures, a source and its target."""

from keras import ops

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names

SOURCE = "source"


class PairedGAN(GAN):
    """A generator from a given picture to a picture, and a discriminator; nothing is drawn from a seed.

    Args:
        generator: functional `keras.Model` from "source", the given picture, to a picture in [-1, 1]. It may have more
            inputs, all of them given.
        discriminator: functional `keras.Model` from pictures, or from pictures and "source", to raw logits.
        latents: None; there are none.
        **kwargs: those of `GAN`.

    Input shape: `fit` takes batches {"sample": targets, "source": sources}, float in [-1, 1]; `predict` takes sources.
    Output shape: pictures of the target's shape, float32.

    Raises:
        ValueError: if the networks do not fit each other, or latents are given.
    """

    drawn_inputs = ()

    def __init__(self, generator, discriminator, latents=None, **kwargs):
        if latents is not None:
            name = type(self).__name__
            raise ValueError(f"{name} draws no latents, its generator's inputs are all given: leave out latents.")
        super().__init__(generator, discriminator, latents=None, **kwargs)

    def check_networks(self):
        super().check_networks()
        names = input_names(self.generator)
        if SOURCE not in names:
            raise ValueError(
                f"the generator's inputs are named {', '.join(names)}; expected one named {SOURCE!r}, as the data "
                f"names what is given: build it with keras.Input(shape, name={SOURCE!r})."
            )

    def samples(self, data):
        samples = super().samples(data)
        if not samples[SOURCE].dtype.is_floating:
            raise ValueError(
                f"received a source of type {samples[SOURCE].dtype.name}; expected floats in [-1, 1]: take the pairs "
                "from tfgan_zoo.data, or scale with images / 127.5 - 1."
            )
        return samples


def differences(real, fake):
    """Targets minus what was made, float32, of the pictures themselves: those that the tricks show may be changed."""
    return ops.cast(sample_of(real), "float32") - ops.cast(sample_of(fake), "float32")
