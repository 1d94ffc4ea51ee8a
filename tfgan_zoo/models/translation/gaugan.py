"""GauGAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.models.translation.paired_gan import PairedGAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class GauGAN(PairedGAN):
    """A picture made from a label map, which is told anew to every layer of the generator (SPADE).

    Several discriminators, each of another size of the picture beside its map, learn by the hinge loss; the generator
    wants them to take its pictures for real, and their layers to see in them what they see in the map's own picture.

    The authors' perceptual distance is left out, since it needs the weights of a pretrained VGG.
    Their encoder of styles is left out with its divergence from the prior: a map gives one picture.
    The discriminators learn first in each step, where the authors' generator does.

    Args:
        generator: functional `keras.Model` from "source", a one-hot label map, to a picture in [-1, 1], such as
            `networks.spade_generator`.
        discriminator: functional `keras.Model` from "images" and "source" to a list for each size: features in turn,
            and last raw logits, such as `networks.multiscale_discriminator`.
        feature_weight: of the distance between features, a mean over the sizes and a sum over the layers; 0 leaves it
            out.
        **kwargs: those of `GAN`, but for `latents`: there are none.

    Input shape: `fit` takes batches {"sample": pictures, "source": maps}, as `data.label_maps` gives them; `predict`
        takes maps.
    Output shape: pictures, float32.

    Raises:
        ValueError: if the networks do not fit each other, the discriminator gives no features, or the weight is
            negative.

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

    def __init__(self, generator, discriminator, feature_weight=10.0, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, feature_weight=feature_weight)
        self.feature_weight = feature_weight
        if feature_weight and not any(len(scale) > 1 for scale in scales_of(self.discriminator.output)):
            raise ValueError(
                "the discriminator gives logits alone; expected a list for each size, of features and last the "
                "logits: take networks.multiscale_discriminator, or feature_weight=0."
            )

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
