"""pix2pix."""

import keras
from keras import ops

from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.models.translation.paired_gan import PairedGAN, differences


@keras.saving.register_keras_serializable("tfgan_zoo")
class Pix2Pix(PairedGAN):
    """A picture made from a picture, learned from pairs.

    The discriminator sees the source beside the picture and learns whether they are a pair of the data; the generator
    learns to be taken for the target and to lie near it (L1). The distance alone would settle what is large and blur
    what several targets could show; the discriminator, which judges patches, settles what is small. Each step the
    discriminator learns first, then the generator from the same translations.

    The authors halve the discriminator's loss to slow it down relative to the generator. Under Adam, whose steps do
    not depend on the scale of the only loss they descend, that does nothing, so it is left out.

    Nothing is drawn from a seed: dropout in the generator is the only noise there is. It stays on when sampling, so
    that each call draws anew, and goes on from call to call (`layers.MonteCarloDropout`).

    Args:
        generator: functional `keras.Model` from "source", the given picture, to a picture in [-1, 1], such as
            `networks.unet_generator`. It may have more inputs, all of them given.
        discriminator: functional `keras.Model` from "images" and "source" to raw logits of any spatial shape, such as
            `networks.patchgan_discriminator`. Without the input "source" it judges pictures by themselves.
        l1_weight: lambda, of the distance from the target.
        adversarial_weight: of the generator's adversarial loss; 0 leaves the distance alone to learn from.
        **kwargs: those of `PairedGAN`, among them `perceptual`, a network of features beside the distance of pixels.

    Input shape: `fit` takes batches {"sample": targets, "source": sources}, as `data.Paired` gives them, float in
        [-1, 1]; `predict` takes sources.
    Output shape: pictures of the target's shape, float32.

    Raises:
        ValueError: if the networks do not fit each other, or a weight is negative.

    Example:
        >>> pairs = tfgan_zoo.data.load_paired("outlined_digits")
        >>> generator = tfgan_zoo.networks.unet_generator(pairs.source_shape, pairs.shape[-1], width=8)
        >>> discriminator = tfgan_zoo.networks.patchgan_discriminator(pairs.shape, 8, 2, pairs.source_shape)
        >>> pix2pix = tfgan_zoo.models.Pix2Pix(generator, discriminator)
        >>> pix2pix.compile(keras.optimizers.Adam(2e-4, 0.5), keras.optimizers.Adam(2e-4, 0.5))
        >>> history = pix2pix.fit(pairs.batches(4), steps_per_epoch=100)
        >>> pix2pix.sample(source=next(iter(pairs.batches(4)))["source"]).shape
        (4, 32, 32, 3)

    Reference:
        Isola et al. 2017, https://arxiv.org/abs/1611.07004, eqs. 1, 3 and 4; section 3.3 for the order of the steps.
    """

    terms = ("discriminator", "generator", "l1")

    def __init__(self, generator, discriminator, l1_weight=100.0, adversarial_weight=1.0, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, l1_weight=l1_weight, adversarial_weight=adversarial_weight)
        self.l1_weight = l1_weight
        self.adversarial_weight = adversarial_weight

    def generator_loss(self, real, fake):
        return {name: self.adversarial_weight * term for name, term in super().generator_loss(real, fake).items()}

    def generator_terms(self, real, fake):
        distance = ops.mean(ops.abs(differences(real, fake)))
        return {**super().generator_terms(real, fake), "l1": self.l1_weight * distance}
