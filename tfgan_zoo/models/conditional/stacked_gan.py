"""StackedGAN."""

import keras
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER, check_not_negative, check_range
from tfgan_zoo.conditions import LABELS, conditions_of, sample_of, with_conditions
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.labels import check_tables
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.conditional.stacked_levels import FEATURES, check_inverted, check_recovers, levels_of

CODES = "codes"  # of a generated sample: the noise of both levels
GENERATED_FEATURES = "generated_features"  # of a generated sample: the upper level's, which learns from them


@keras.saving.register_keras_serializable("tfgan_zoo")
class StackedGAN(GAN):
    """A classifier inverted layer by layer: one generator from the label to its features, one from these to images.

    A classifier E that was trained before gives each image its features h and its label y. The upper level G1 makes
    features of noise and label, the lower level G0 makes an image of noise and features. Each level has a discriminator
    of its own, with a head Q, and minimizes the sum of three losses:

        adversarial:  of real against generated features, and of real against generated images
        conditional:  G1: -log p(y | G1(z1, y)) by E's last layers;  G0: the mean squared error of E(G0(z0, h)) as h
        entropy:      the mean squared error of Q's recovered noise, which the discriminator minimizes as well

    Without the last a level ignores its noise, because the condition says enough of the sample. The levels are first
    trained independently, G0 on the features of real images, and then jointly, G0 on what G1 makes. E is not trained,
    and G1 does not learn through G0.

    This is not StackGAN (arXiv:1612.03242), which makes images of texts in two sizes.

    Args:
        generator: both levels as one, made by `tfgan_zoo.networks.stacked_generator`.
        discriminator: functional `keras.Model` from images to [logits (batch, 1), the recovered noise of G0], such as
            `tfgan_zoo.networks.infogan_discriminator`.
        feature_discriminator: likewise from features and for the noise of G1:
            `tfgan_zoo.networks.feature_discriminator`.
        classifier: functional `keras.Model` from images in [-1, 1] to a logit for each class, with a layer `features`,
            such as `tfgan_zoo.metrics.train_classifier` returns. It runs in inference mode.
        conditional_weight: of the conditional losses; 1 in the paper.
        entropy_weight: of the entropy losses. The paper's is 10, for noise uniform on [0, 1); for noise on [-1, 1),
            whose squared error is four times as large, this is 2.5.
        independent_steps: steps in which G0 gets the features of real images.
        **kwargs: those of `GAN`; `latents` is the distribution of both levels' noise, uniform unless given.

    Input shape: real samples (batch, ...) with labels (batch,).

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of range.

    Example:
        >>> digits = tfgan_zoo.data.load("digits")
        >>> classifier = tfgan_zoo.metrics.train_classifier(*tfgan_zoo.metrics.float_arrays(digits), 10)
        >>> upper = tfgan_zoo.networks.feature_generator(128, num_classes=10)
        >>> lower = tfgan_zoo.networks.feature_inverter(digits.shape, 128)
        >>> stacked_gan = tfgan_zoo.models.StackedGAN(
        ...     tfgan_zoo.networks.stacked_generator(upper, lower),
        ...     tfgan_zoo.networks.infogan_discriminator(digits.shape, num_codes=50, width=16),
        ...     tfgan_zoo.networks.feature_discriminator(128),
        ...     classifier,
        ...     num_classes=10,
        ... )

    Reference:
        Huang et al. 2017, https://arxiv.org/abs/1612.04357, eqs. 2 to 7; the weights and the squared errors are those
        of the authors' code, https://github.com/xunhuang1995/SGAN.
    """

    terms = (
        "discriminator",
        "discriminator_entropy",
        "feature_discriminator",
        "feature_discriminator_entropy",
        "generator",
        "generator_conditional",
        "generator_entropy",
        "feature_generator",
        "feature_generator_conditional",
        "feature_generator_entropy",
    )
    feature_discriminator = None

    def __init__(
        self,
        generator,
        discriminator,
        feature_discriminator,
        classifier,
        conditional_weight=1.0,
        entropy_weight=2.5,
        independent_steps=0,
        latents=latent_distributions.uniform,
        **kwargs,
    ):
        super().__init__(generator, discriminator, latents=latents, **kwargs)
        check_not_negative(self, conditional_weight=conditional_weight, entropy_weight=entropy_weight)
        check_range(self, NOT_NEGATIVE_INTEGER, independent_steps=independent_steps)
        upper, lower = levels_of(self.generator)
        self.feature_discriminator = functional(feature_discriminator, "feature discriminator", upper.output_shape[1:])
        # Without its optimizer, if it has one.
        self.classifier = keras.Model(classifier.input, classifier.output, name=classifier.name)
        check_inverted(self.classifier, upper, lower, self.num_classes)
        check_recovers(self.discriminator, "discriminator", lower)
        check_recovers(self.feature_discriminator, "feature discriminator", upper)
        if self.num_classes is not None:
            check_tables(upper, self.num_classes)
        self.conditional_weight = conditional_weight
        self.entropy_weight = entropy_weight
        self.independent_steps = independent_steps
        super().attach_tricks()

    def attach_tricks(self):
        """Nothing, until all networks are there."""

    @property
    def players(self):
        """Both levels' generators have one optimizer, and both discriminators."""
        players = super().players
        if self.feature_discriminator is not None:
            players["discriminator"] = players["discriminator"] + self.feature_discriminator.trainable_variables
        return players

    @property
    def own_conditions(self):
        features = tuple(self.feature_discriminator.inputs[0].shape[1:])
        return {CODES: self.latent_shape, FEATURES: features, GENERATED_FEATURES: features}

    def split_batch(self, data):
        """Real samples with the classifier's features of them, which both players need."""
        return [
            with_conditions(sample_of(part), {**conditions_of(part), FEATURES: self.class_features(part)})
            for part in super().split_batch(data)
        ]

    def generate_fake(self, real, training=True):
        """Generated samples; in training with the noise and the features they were generated from."""
        if not training:
            return super().generate_fake(real, training)
        upper, lower = levels_of(self.generator)
        (codes,) = self.fresh_inputs(real).values()
        upper_noise, lower_noise = self.noise_of_levels(codes)
        generated = self.forward_pass(upper, [upper_noise, conditions_of(real)[LABELS]])
        independent = self.steps < self.independent_steps
        features = ops.stop_gradient(ops.where(independent, self.class_features(real), generated))
        images = self.forward_pass(lower, [lower_noise, features])
        conditions = {name: conditions_of(real)[name] for name in self.conditions}
        made_of = {CODES: codes, FEATURES: features, GENERATED_FEATURES: generated}
        return with_conditions(images, {**conditions, **made_of})

    def noise_of_levels(self, codes):
        """The upper and the lower level's part of the latents."""
        upper, _ = levels_of(self.generator)
        return ops.split(codes, [upper.inputs[0].shape[-1]], axis=-1)

    def class_features(self, samples):
        """The classifier's features of samples, as they come with real ones in training."""
        known = conditions_of(samples).get(FEATURES)
        if known is not None:
            return known
        return self.recognized_features(sample_of(samples))

    def recognized_features(self, images):
        """The classifier's features of images, float32 (batch, num_features)."""
        network = keras.Model(self.classifier.input, self.classifier.get_layer(FEATURES).output)
        return ops.cast(self.forward_pass(network, images, training=False), "float32")

    def class_logits(self, features):
        """The classifier's logits of features, float32 (batch, num_classes)."""
        network = keras.Model(self.classifier.get_layer(FEATURES).output, self.classifier.output)
        return ops.cast(self.forward_pass(network, features, training=False), "float32")

    def score(self, samples, training=True):
        logits, _ = self.discriminate(samples, training)
        return ops.cast(logits, "float32")

    def discriminator_loss(self, real, fake):
        """Both discriminators' terms. They are twice the authors', who average over real and generated."""
        conditions = conditions_of(fake)
        real_logits, _ = self.forward_pass(self.feature_discriminator, self.class_features(real))
        fake_logits, recovered = self.forward_pass(self.feature_discriminator, conditions[GENERATED_FEATURES])
        errors = self.noise_errors(fake, recovered)
        return {
            **super().discriminator_loss(real, fake),
            "discriminator_entropy": 2 * self.entropy_weight * errors[1],
            "feature_discriminator": losses.minimax_discriminator(real_logits, fake_logits),
            "feature_discriminator_entropy": 2 * self.entropy_weight * errors[0],
        }

    def generator_loss(self, real, fake):
        """Both generators' terms."""
        conditions = conditions_of(fake)
        generated = conditions[GENERATED_FEATURES]
        logits, recovered = self.forward_pass(self.feature_discriminator, generated)
        errors = self.noise_errors(fake, recovered)
        named = losses.supervised_classifier(self.class_logits(generated), conditions[LABELS])
        distance = mean_square(self.recognized_features(sample_of(fake)) - conditions[FEATURES])
        return {
            **super().generator_loss(real, fake),
            "generator_conditional": self.conditional_weight * distance,
            "generator_entropy": self.entropy_weight * errors[1],
            "feature_generator": losses.non_saturating_generator(logits),
            "feature_generator_conditional": self.conditional_weight * named,
            "feature_generator_entropy": self.entropy_weight * errors[0],
        }

    def noise_errors(self, fake, recovered):
        """Mean squared errors of the recovered noise of the upper and of the lower level."""
        upper_noise, lower_noise = self.noise_of_levels(conditions_of(fake)[CODES])
        _, recovered_lower = self.discriminate(fake)
        return mean_square(recovered - upper_noise), mean_square(recovered_lower - lower_noise)


def mean_square(errors):
    """The mean of their squares, float32 scalar."""
    return ops.mean(ops.square(ops.cast(errors, "float32")))
