"""GauGAN."""

import keras
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import LABEL_MAP, conditions_of, with_conditions
from tfgan_zoo.distribution.replicas import num_replicas
from tfgan_zoo.losses.variational import gaussian_divergences
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.inference.autoencoder import check_inverse
from tfgan_zoo.models.inference.posterior import GaussianPosterior, reparametrized
from tfgan_zoo.models.translation.paired_gan import PairedGAN

LATENTS = "latents"
POSTERIOR = ("means", "log_variances")  # of a generated picture's style, beside it


@keras.saving.register_keras_serializable("tfgan_zoo")
class GauGAN(GaussianPosterior, PairedGAN):
    """A picture made from a label map, which is told anew to every layer of the generator (SPADE).

    Several discriminators, each of another size of the picture beside its map, learn by the hinge loss; the generator
    wants them to take its pictures for real, and their layers to see in them what they see in the map's own picture.

    A map gives one picture, unless the generator has latents, the style, from which it begins. With an encoder the
    style of a training picture is what the encoder reads from it, held near N(0, 1) by its divergence: so a style drawn
    from N(0, 1) makes a picture of any map, and any map can be given the style of a picture. The generator's optimizer
    trains the encoder too.

    The authors' perceptual distance is that of a VGG's features; here `perceptual` is any network's.
    The discriminators learn first in each step, where the authors' generator does.

    Args:
        generator: functional `keras.Model` from "source", a one-hot label map, to a picture in [-1, 1], such as
            `networks.spade_generator`; or from "latents" and "source".
        discriminator: functional `keras.Model` from "images" and "source" to a list for each size: features in turn,
            and last raw logits, such as `networks.multiscale_discriminator`.
        feature_weight: of the distance between features, a mean over the sizes and a sum over the layers; 0 leaves it
            out.
        encoder: functional `keras.Model` from pictures to [means, log-variances] of their styles, each of the latents'
            shape, such as `networks.style_encoder`; None for none.
        kl_weight: of the divergence of the styles from N(0, 1), summed over the batch, as by the authors: with larger
            batches it weighs more.
        perceptual_weight: as in `PairedGAN`.
        latents: distribution of the styles; None takes N(0, 1) where the generator has the input "latents".
        palette: colors (red, green, blue) in 0..255 of the classes, kept for those who give a label map as a picture.
        **kwargs: those of `PairedGAN`, among them `perceptual`, a network of features.

    Input shape: `fit` takes batches {"sample": pictures, "source": maps}, as `data.label_maps` gives them; `predict`
        takes maps.
    Output shape: pictures, float32.

    Raises:
        ValueError: if the networks do not fit each other, the discriminator gives no features, there is an encoder for
            a generator without latents, or a weight is negative.

    Example:
        >>> scenes = data.label_maps(data.load_paired("scenes"), data.SCENE_COLORS)
        >>> generator = networks.spade_generator(scenes.source_shape, width=8, depth=3, hidden=16)
        >>> discriminator = networks.multiscale_discriminator(scenes.shape, scenes.source_shape, width=8, depth=2)
        >>> game = models.GauGAN(generator, discriminator)
        >>> game.compile(keras.optimizers.Adam(1e-4, 0.0, 0.9), keras.optimizers.Adam(4e-4, 0.0, 0.9))
        >>> history = game.fit(scenes.batches(4), steps_per_epoch=100)
        >>> game.sample(source=next(iter(scenes.batches(4)))["source"]).shape
        (4, 32, 32, 3)

    Reference:
        Park et al. 2019, https://arxiv.org/abs/1903.07291, section 3 and appendix A; Wang et al. 2018,
        https://arxiv.org/abs/1711.11585, eqs. 3 and 4, for the sizes and the features.
    """

    terms = ("discriminator", "generator", "feature_matching")
    cross_entropy = False
    draws_latents = True
    source_kind = LABEL_MAP

    def __init__(
        self,
        generator,
        discriminator,
        feature_weight=10.0,
        encoder=None,
        kl_weight=0.05,
        perceptual_weight=10.0,
        latents=None,
        palette=None,
        **kwargs,
    ):
        generator = functional(generator, "generator")
        if latents is None and LATENTS in input_names(generator):
            latents = latent_distributions.normal
        if encoder is not None:
            self.terms = (*self.terms, "kl")
        super().__init__(generator, discriminator, latents, perceptual_weight=perceptual_weight, **kwargs)
        check_not_negative(self, feature_weight=feature_weight, kl_weight=kl_weight)
        self.feature_weight = feature_weight
        self.kl_weight = kl_weight
        self.palette = palette and tuple(tuple(color) for color in palette)
        self.encoder = encoder and self.checked_encoder(encoder)
        if feature_weight and not any(len(scale) > 1 for scale in scales_of(self.discriminator.output)):
            raise ValueError(
                "the discriminator gives logits alone; expected a list for each size, of features and last the "
                "logits: take networks.multiscale_discriminator, or feature_weight=0."
            )

    @property
    def players(self):
        """The encoder learns with the generator."""
        encoder = [] if self.encoder is None else self.encoder.trainable_variables
        return {**super().players, "generator": [*self.generator.trainable_variables, *encoder]}

    @property
    def own_conditions(self):
        return {} if self.encoder is None else dict.fromkeys(POSTERIOR, self.latent_shape)

    def checked_encoder(self, encoder):
        """The encoder, refused if it does not fit the generator."""
        if not self.drawn_inputs:
            raise ValueError(
                "there is an encoder of styles, but the generator has no latents to give them to: build it with a "
                "latent_size, networks.spade_generator(..., latent_size=256), or leave out the encoder."
            )
        encoder = functional(encoder, "encoder", self.generator.output_shape[1:])
        check_inverse(encoder, self.generator, self.encoder_outputs, "generator")
        return encoder

    def generate_fake(self, real, training=True):
        """Pictures of the real ones' maps; in training, with an encoder, in the real ones' styles."""
        if self.encoder is None or not training:
            return super().generate_fake(real, training)
        posterior = dict(zip(POSTERIOR, self.posterior(real, training=True), strict=True))
        ((name, noise),) = self.fresh_inputs(real).items()
        inputs = {name: reparametrized(*posterior.values(), noise), **self.given_of(real)}
        conditions = {name: conditions_of(real)[name] for name in self.conditions}
        return with_conditions(self.forward_pass(self.generator, inputs), {**conditions, **posterior})

    def generator_terms(self, real, fake):
        terms = super().generator_terms(real, fake)
        if self.encoder is None:
            return terms
        posterior = (conditions_of(fake)[name] for name in POSTERIOR)
        # The loss is divided by the number of replicas, and a sum over all their batches should not be.
        divergence = ops.sum(gaussian_divergences(*posterior)) * num_replicas()
        return {**terms, "kl": self.kl_weight * divergence}

    def outputs_by_scale(self, samples, training=True):
        """For each size of the samples the features of the discriminator's layers, and last its logits, float32."""
        outputs = scales_of(self.discriminate(samples, training))
        return [[ops.cast(output, "float32") for output in scale] for scale in outputs]

    def score(self, samples, training=True):
        """The logits of all patches of all sizes, (batch, patches)."""
        logits = [scale[-1] for scale in self.outputs_by_scale(samples, training)]
        return ops.concatenate([ops.reshape(values, (ops.shape(values)[0], -1)) for values in logits], axis=-1)

    def discriminator_loss(self, real, fake):
        pairs = zip(self.outputs_by_scale(real), self.outputs_by_scale(fake), strict=True)
        return {
            "discriminator": mean_of([losses.hinge_discriminator(first[-1], second[-1]) for first, second in pairs])
        }

    def generator_loss(self, real, fake):
        seen = self.outputs_by_scale(fake)
        terms = {"generator": mean_of([losses.wasserstein_generator(scale[-1]) for scale in seen])}
        distances = mean_of(
            [feature_distance(*scales) for scales in zip(self.outputs_by_scale(real), seen, strict=True)]
        )
        return {**terms, "feature_matching": self.feature_weight * distances}


def scales_of(outputs):
    """The outputs of a discriminator as a list of lists, whatever single ones it gives."""
    scales = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return [list(scale) if isinstance(scale, (list, tuple)) else [scale] for scale in scales]


def feature_distance(real, fake):
    """The L1 distances of one size's features, summed over the layers but the last, whose outputs are the logits."""
    pairs = zip(real[:-1], fake[:-1], strict=True)
    return sum((ops.mean(ops.abs(ops.stop_gradient(first) - second)) for first, second in pairs), ops.zeros(()))


def mean_of(values):
    """The mean of a few scalars."""
    return sum(values) / len(values)
