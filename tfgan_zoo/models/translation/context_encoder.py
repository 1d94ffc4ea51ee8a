"""Context encoder."""

import keras
from keras import ops

from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import HOLE, conditions_of
from tfgan_zoo.models.translation.paired_gan import SOURCE, PairedGAN, differences


@keras.saving.register_keras_serializable("tfgan_zoo")
class ContextEncoder(PairedGAN):
    """What lies in a hole of a picture, from what lies around it.

    The generator learns to lie near what was in the hole (squared error) and to be taken for it by a discriminator. Of
    all that could have been there, the distance alone makes the mean, which is blurred.

    Unlike the authors', the generator is told the hole by a channel of its source, and what is known of a picture stays
    as it is to the bit, so there is no band around the hole in which the error counts ten times.

    Args:
        generator: functional `keras.Model` from "source", a picture and as its last channel the hole (1 where nothing
            is known, else 0), to the whole picture in [-1, 1], such as `networks.context_encoder_generator`.
        discriminator: functional `keras.Model` from pictures to raw logits. The authors' sees no more than a hole in
            the middle, and the whole of pictures with other holes: `networks.context_encoder_discriminator`.
        l2_weight: of the squared error, a mean over the hole's pixels.
        adversarial_weight: of the generator's adversarial loss; 0 leaves the error alone to learn from.
        **kwargs: those of `GAN`, but for `latents`: there are none.

    Input shape: `fit` takes batches {"sample": pictures, "source": sources}, as `data.degraded` gives them with
        `CenterHole` or `FreeHole`; `predict` takes sources.
    Output shape: pictures, float32.

    Raises:
        ValueError: if the networks do not fit each other, or a weight is negative.

    Example:
        >>> pictures = data.degraded(data.load("digits"), data.CenterHole())
        >>> generator = networks.context_encoder_generator(pictures.source_shape, width=8, code_size=64)
        >>> discriminator = networks.context_encoder_discriminator(pictures.shape, width=8, borders=(7, 7))
        >>> game = models.ContextEncoder(generator, discriminator)
        >>> game.compile(keras.optimizers.Adam(2e-3, 0.5), keras.optimizers.Adam(2e-4, 0.5))
        >>> history = game.fit(pictures.batches(16), steps_per_epoch=100)
        >>> game.sample(source=next(iter(pictures.batches(4)))["source"]).shape
        (4, 28, 28, 1)

    Reference:
        Pathak et al. 2016, https://arxiv.org/abs/1604.07379, eqs. 1 to 3; section 4 for the weights.
    """

    terms = ("discriminator", "generator", "l2")
    source_kind = HOLE

    def __init__(self, generator, discriminator, l2_weight=0.999, adversarial_weight=0.001, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, l2_weight=l2_weight, adversarial_weight=adversarial_weight)
        self.l2_weight = l2_weight
        self.adversarial_weight = adversarial_weight

    def check_networks(self):
        super().check_networks()
        pictures, (source,) = self.generator.output_shape, self.generator.inputs
        if source.shape[1:] != (*pictures[1:-1], pictures[-1] + 1):
            raise ValueError(
                f"the generator makes pictures of shape {pictures[1:]} from sources of shape {source.shape[1:]}; "
                "expected one channel more in the source, which says where the hole is: "
                "networks.context_encoder_generator builds such a generator."
            )

    def generator_loss(self, real, fake):
        return {name: self.adversarial_weight * term for name, term in super().generator_loss(real, fake).items()}

    def generator_terms(self, real, fake):
        hole = ops.cast(conditions_of(real)[SOURCE][..., -1:], "float32")
        errors = ops.mean(ops.square(differences(real, fake)), axis=-1, keepdims=True)
        error = ops.sum(hole * errors) / ops.maximum(ops.sum(hole), 1.0)
        return {**super().generator_terms(real, fake), "l2": self.l2_weight * error}
