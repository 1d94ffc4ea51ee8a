"""StarGAN."""

import keras
from keras import ops

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import conditions_of, sample_of, score_at
from tfgan_zoo.models.base.labels import LABELS
from tfgan_zoo.models.conditional.acgan import check_class_logits
from tfgan_zoo.models.conditional.cgan import check_labeled, check_takes_labels
from tfgan_zoo.models.translation.paired_gan import SOURCE, PairedGAN
from tfgan_zoo.networks import refuse_batch_dependence

SOURCE_LABELS = "source_labels"


@keras.saving.register_keras_serializable("tfgan_zoo")
class StarGAN(PairedGAN):
    """One generator that translates between any two of several domains, from a picture and the number of a domain.

    The critic tells real pictures from translations (WGAN-GP), patch by patch, and in a second head which domain a
    picture is of. It learns domains from real pictures alone; the generator wants its translations to be told as of the
    domain that was asked for, and that a translation back, to the source's own domain, gives the source.

    Args:
        generator: functional `keras.Model` from "source", a picture, and integers named `labels`, the domain that is
            asked for, to pictures of the source's shape, such as `networks.star_translator`.
        discriminator: functional `keras.Model` from pictures to two outputs: scores of any spatial shape and the
            domains' logits (batch, num_classes), such as `networks.star_discriminator`.
        num_classes: number of domains, whose labels count from 0.
        class_weight: lambda_cls.
        cycle_weight: lambda_rec.
        penalty_weight: lambda_gp.
        discriminator_steps: critic's steps for one of the generator.
        **kwargs: those of `GAN`, but for `latents`: there are none.

    Input shape: `fit` takes batches {"sample", "labels", "source", "source_labels"}, as `data.domains` gives them;
        `predict` takes sources and labels.
    Output shape: pictures of the source's shape, float32.

    Raises:
        ValueError: if the networks do not fit each other or the domains, the critic mixes the examples of a batch, or a
            weight is negative.

    Example:
        >>> pictures = data.domains(data.tinted(data.load("digits")))
        >>> generator = networks.star_translator(pictures.shape, pictures.num_classes, width=8, num_blocks=1)
        >>> critic = networks.star_discriminator(pictures.shape, pictures.num_classes, width=8)
        >>> game = models.StarGAN(generator, critic, pictures.num_classes)
        >>> game.compile(keras.optimizers.Adam(1e-4, 0.5), keras.optimizers.Adam(1e-4, 0.5))
        >>> history = game.fit(pictures.batches(80), steps_per_epoch=100)
        >>> game.sample(source=pictures.first_samples(4), labels=[0, 1, 2, 3]).shape
        (4, 28, 28, 3)

    Reference:
        Choi et al. 2018, https://arxiv.org/abs/1711.09020, eqs. 3 to 8.
    """

    terms = ("critic", "critic_class", "gradient_penalty", "generator", "generator_class", "cycle")
    cross_entropy = False

    def __init__(
        self,
        generator,
        discriminator,
        num_classes,
        class_weight=1.0,
        cycle_weight=10.0,
        penalty_weight=10.0,
        discriminator_steps=5,
        **kwargs,
    ):
        check_labeled(self, num_classes)
        check_class_logits(discriminator, num_classes)
        super().__init__(
            generator, discriminator, num_classes=num_classes, discriminator_steps=discriminator_steps, **kwargs
        )
        check_takes_labels(self, generator)
        refuse_batch_dependence(discriminator, "arXiv:1711.09020, eq. 8")
        check_not_negative(self, class_weight=class_weight, cycle_weight=cycle_weight, penalty_weight=penalty_weight)
        self.class_weight = class_weight
        self.cycle_weight = cycle_weight
        self.penalty_weight = penalty_weight

    def samples(self, data):
        samples = super().samples(data)
        if SOURCE_LABELS not in samples:
            raise ValueError(
                f"received a batch of {', '.join(samples)}; expected {SOURCE_LABELS!r} as well, the domains that a "
                "translation back leads to: take the batches of data.domains(...)."
            )
        return samples

    def score(self, samples, training=True):
        scores, _ = self.discriminate(samples, training)
        return ops.cast(scores, "float32")

    def class_loss(self, samples):
        """The cross-entropy of the samples' domains, times its weight."""
        _, logits = self.discriminate(samples)
        return self.class_weight * losses.supervised_classifier(logits, conditions_of(samples)[LABELS])

    def discriminator_loss(self, real, fake):
        between = penalties.interpolate(sample_of(real), sample_of(fake), self.next_seed(), self.samples_per_score)
        return {
            "critic": losses.wasserstein_discriminator(self.score(real), self.score(fake)),
            "critic_class": self.class_loss(real),
            "gradient_penalty": self.penalty_weight * penalties.gradient_norm(score_at(self, real), between),
        }

    def generator_loss(self, real, fake):
        return {"generator": losses.wasserstein_generator(self.score(fake)), "generator_class": self.class_loss(fake)}

    def generator_terms(self, real, fake):
        given = conditions_of(real)
        back = {SOURCE: sample_of(fake), LABELS: given[SOURCE_LABELS]}
        restored = ops.cast(self.forward_pass(self.generator, back), "float32")
        cycle = self.cycle_weight * ops.mean(ops.abs(ops.cast(given[SOURCE], "float32") - restored))
        return {**super().generator_terms(real, fake), "cycle": cycle}
