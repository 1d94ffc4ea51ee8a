"""The base of the games that learn from pairs of pictures, a source and its target."""

import keras
from keras import ops, tree

from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.network_checks import functional

SOURCE = "source"


class PairedGAN(GAN):
    """A generator from a given picture to a picture, and a discriminator; nothing is drawn from a seed.

    Args:
        generator: functional `keras.Model` from "source", the given picture, to a picture in [-1, 1]. It may have more
            inputs, all of them given.
        discriminator: functional `keras.Model` from pictures, or from pictures and "source", to raw logits.
        latents: None, since there are none; GauGAN may have some.
        perceptual: `keras.Model` from pictures in [-1, 1] to features, or to a list of them, in which the generator
            learns to lie near the target as well: `metrics.inception_features`, `metrics.squeezenet`. It is not trained
            and runs in inference mode, and is saved with the game. Measure with another one, since a network that
            taught always finds what it taught; metrics by the same network are refused. None for no such distance.
        perceptual_weight: of that distance: of the last features' mean difference, to which are added those of the
            features before with the factors 1/4, 1/8, 1/16, ...
        **kwargs: those of `GAN`.

    Input shape: `fit` takes batches {"sample": targets, "source": sources}, float in [-1, 1]; `predict` takes sources.
    Output shape: pictures of the target's shape, float32.

    Raises:
        ValueError: if the networks do not fit each other, or latents are given.
    """

    draws_latents = False  # whether a game may have latents beside its source
    perceptual_loss = staticmethod(ops.abs)  # of a difference of features

    def __init__(self, generator, discriminator, latents=None, perceptual=None, perceptual_weight=1.0, **kwargs):
        if latents is not None and not self.draws_latents:
            name = type(self).__name__
            raise ValueError(f"{name} draws no latents, its generator's inputs are all given: leave out latents.")
        if perceptual is not None:
            self.terms = (*self.terms, "perceptual")
        super().__init__(generator, discriminator, latents=latents, **kwargs)
        check_not_negative(self, perceptual_weight=perceptual_weight)
        self.perceptual_weight = perceptual_weight
        self.perceptual = perceptual and checked_perceptual(perceptual, self.generator.output_shape)

    @property
    def teachers(self):
        return () if self.perceptual is None else (self.perceptual,)

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

    def generator_terms(self, real, fake):
        terms = super().generator_terms(real, fake)
        if self.perceptual is None:
            return terms
        return {**terms, "perceptual": self.perceptual_weight * self.perceptual_distance(real, fake)}

    def perceptual_distance(self, real, fake):
        """The mean distances of the perceptual network's features, weighted and summed over its layers."""
        of_real, of_fake = (
            tree.flatten(self.forward_pass(self.perceptual, sample_of(samples), training=False))
            for samples in (real, fake)
        )
        distances = [
            ops.mean(self.perceptual_loss(ops.cast(first, "float32") - ops.cast(second, "float32")))
            for first, second in zip(of_real, of_fake, strict=True)
        ]
        return sum(weight * distance for weight, distance in zip(layer_weights(len(distances)), distances, strict=True))


def layer_weights(count):
    """The weights of the features of several layers: 1 for the last, 1/4, 1/8, ... for those before.

    Example:
        >>> layer_weights(5)
        [0.03125, 0.0625, 0.125, 0.25, 1.0]

    Reference:
        Wang et al. 2018, https://arxiv.org/abs/1711.11585, in the authors' code, https://github.com/NVIDIA/pix2pixHD.
    """
    return [0.5 ** (count - place) for place in range(count - 1)] + [1.0]


def checked_perceptual(network, pictures_shape):
    """A perceptual network for pictures of the generator's size alone, refused if it does not take them."""
    network = functional(network, "perceptual network", pictures_shape[1:])
    try:
        network.compute_output_shape(pictures_shape)
    except ValueError as error:
        raise ValueError(
            f"the perceptual network, {network.name!r}, does not take pictures of shape {pictures_shape[1:]} "
            f"({error}): if they are too small for it, take features of its earlier layers."
        ) from error
    if None not in network.inputs[0].shape[1:]:
        return network
    sized = keras.models.clone_model(network, input_tensors=keras.Input(pictures_shape[1:], name="pictures"))
    sized.set_weights(network.get_weights())
    return sized


def differences(real, fake):
    """Targets minus what was made, float32, of the pictures themselves: those that the tricks show may be changed."""
    return ops.cast(sample_of(real), "float32") - ops.cast(sample_of(fake), "float32")
