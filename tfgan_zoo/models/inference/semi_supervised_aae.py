"""Semi-supervised adversarial autoencoder."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.conditions import LABELS, sample_of
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.base.partly_labeled import LABELED, PartlyLabeled, check_partly_labeled
from tfgan_zoo.models.inference.aae import AAE, check_code_discriminator


@keras.saving.register_keras_serializable("tfgan_zoo")
class SemiSupervisedAAE(PartlyLabeled, AAE):
    """An adversarial autoencoder whose codes are a style and a class, and which learns the classes from few labels.

    The last numbers of a code are the probabilities of the classes, and two discriminators make codes follow the prior:
    one compares styles with normal noise, the other probabilities with one-hot classes, all equally likely. So each
    sample is of one class, the style is what the class leaves open, and the decoder combines both. After the three
    phases of an `AAE` on unlabeled samples, a fourth reduces the cross-entropy of the classes of labeled ones.

    Args:
        encoder: functional `keras.Model` from samples to (batch, latent_size): the style, then a logit for each class.
        decoder: functional `keras.Model` from codes (batch, latent_size) to samples in [-1, 1].
        discriminator: functional `keras.Model` from styles to raw logits, as in `AAE`.
        class_discriminator: likewise from the probabilities of K classes, `tfgan_zoo.networks.code_discriminator(K)`.
        likelihood, **kwargs: those of `AAE`; `latents` is the distribution of the style.

    Input shape: `fit` takes (unlabeled, (labeled, labels)): two batches of samples (batch, ...) in [-1, 1] and the
        labels of the second, integers in [0, K); `tfgan_zoo.data.partly_labeled` provides them.

    Raises:
        ValueError: if the networks do not fit each other, or take labels.

    Example:
        >>> digits = tfgan_zoo.data.load("digits")
        >>> encoder = tfgan_zoo.networks.dense_encoder(digits.shape, latent_size=10 + 10)
        >>> decoder = tfgan_zoo.networks.dense_decoder(digits.shape, latent_size=10 + 10)
        >>> judges = [tfgan_zoo.networks.code_discriminator(size) for size in (10, 10)]
        >>> aae = tfgan_zoo.models.SemiSupervisedAAE(encoder, decoder, *judges)
        >>> aae.compile(*[keras.optimizers.Adam(rate) for rate in (1e-3, 2e-4, 2e-4, 1e-3)])
        >>> examples = tfgan_zoo.data.partly_labeled(digits, num_labels=100)
        >>> history = aae.fit(examples.batches(64, labels=True), steps_per_epoch=100)

    Reference:
        Makhzani et al. 2016, https://arxiv.org/abs/1511.05644, section 5 and figure 8.
    """

    terms = ("reconstruction", "discriminator", "class_discriminator", "encoder", "class_encoder", "classifier")

    def __init__(self, encoder, decoder, discriminator, class_discriminator, likelihood=None, **kwargs):
        super().__init__(encoder, decoder, discriminator, likelihood, **kwargs)
        self.class_discriminator = functional(class_discriminator, "class discriminator")
        sizes = self.style_size, self.num_categories
        check_sizes(*sizes, self.latent_shape)
        for network, size in zip((self.discriminator, self.class_discriminator), sizes, strict=True):
            check_code_discriminator(network, (size,))
        if self.label_components or self.conditions:
            raise ValueError(
                f"received networks that take {' and '.join(self.conditions) or 'nothing'} beside samples and codes, "
                f"and label_components={self.label_components}; expected neither, because most samples have no label: "
                "build the networks without num_classes."
            )

    def check_discriminators(self):
        """Nothing, until both are there."""

    @property
    def players(self):
        """The encoder's variables are those of three players, the discriminators those of one."""
        players = super().players
        players["discriminator"] = players["discriminator"] + self.class_discriminator.trainable_variables
        return {**players, "classifier": self.encoder.trainable_variables}

    @property
    def style_size(self):
        """How many numbers of a code are the style."""
        return self.discriminator.inputs[0].shape[-1]

    @property
    def num_categories(self):
        """Number of classes, whose probabilities are the last numbers of a code."""
        return self.class_discriminator.inputs[0].shape[-1]

    def train_step(self, data):
        """The three phases on unlabeled samples, then the classes of labeled ones."""
        real = self.samples(data)
        check_partly_labeled(real)
        terms = self.three_phases(sample_of(real))
        return self.report({**terms, **self.descend(lambda: self.classifier_loss(real), "classifier")})

    def draw_latents(self, num_samples, seed):
        """The prior: a style, and a one-hot class."""
        style_seed, class_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        styles = self.latents((num_samples, self.style_size), style_seed)
        classes = latent_distributions.categories((num_samples, self.num_categories), class_seed)
        return ops.concatenate([styles, classes], axis=-1)

    def codes(self, samples, training=False):
        """The style of each sample and the probabilities of its class, float32 (batch, latent_size)."""
        styles, logits = self.styles_and_logits(samples, training)
        return ops.concatenate([styles, ops.softmax(logits)], axis=-1)

    def styles_and_logits(self, samples, training=False):
        """The encoder's two parts: styles (batch, style_size) and class logits (batch, K), float32."""
        return self.parts(super().codes(samples, training))

    def parts(self, codes):
        """The style's and the class's part of codes."""
        return ops.split(codes, [self.style_size], axis=-1)

    def classify(self, images):
        """The class of each image.

        Args:
            images: float tensor (batch, ...) in [-1, 1].

        Returns:
            integers of shape (batch,).
        """
        return ops.argmax(self.styles_and_logits(images)[1], axis=-1)

    def classifier_loss(self, real):
        """Named terms whose sum the encoder minimizes on labeled samples."""
        _, logits = self.styles_and_logits(real[LABELED], training=True)
        return {"classifier": losses.supervised_classifier(logits, real[LABELS])}

    def discriminator_loss(self, prior, codes):
        (styles, classes), (real_styles, real_classes) = self.parts(codes), self.parts(prior)
        judged = losses.minimax_discriminator(self.class_score(real_classes), self.class_score(classes))
        return {**super().discriminator_loss(real_styles, styles), "class_discriminator": judged}

    def encoder_loss(self, codes):
        styles, classes = self.parts(codes)
        fooled = losses.non_saturating_generator(self.class_score(classes))
        return {**super().encoder_loss(styles), "class_encoder": fooled}

    def class_score(self, classes, training=True):
        """The class discriminator's raw logits of probabilities (batch, K), float32."""
        return ops.cast(self.forward_pass(self.class_discriminator, classes, training), "float32")

    def describe_input(self, name, class_names):
        words = super().describe_input(name, class_names)
        return f"{words}, but for the class, which is the last {self.num_categories}, one-hot"


def check_sizes(style_size, num_classes, code_shape):
    """Refuse discriminators whose parts are not the whole code."""
    if (style_size + num_classes,) != code_shape:
        raise ValueError(
            f"the discriminators take a style of {style_size} numbers and {num_classes} classes, but the codes have "
            f"the shape {code_shape}: build encoder and decoder with latent_size={style_size + num_classes}."
        )
