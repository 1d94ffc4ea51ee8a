"""Auxiliary classifier GAN."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import conditions_of
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.labels import LABELS
from tfgan_zoo.models.conditional.cgan import check_labeled, check_takes_labels


@keras.saving.register_keras_serializable("tfgan_zoo")
class ACGAN(GAN):
    """The generator is told which class to make; the discriminator is not, and must tell the class besides the source.

        L_S = E log P(real | x) + E log P(fake | G(z, c)),    L_C = E log P(c | x) + E log P(c | G(z, c))

    The discriminator maximizes L_S + L_C, the generator L_C - L_S (its non-saturating form). Both players want the
    class to be recognized, so a generator may help the classifier with typical samples at the price of diversity. The
    discriminator then does better to learn classes from real samples alone (`classify_fake=False`).

    Args:
        generator: functional `keras.Model` from latents and integers named `labels` to samples in [-1, 1].
        discriminator: functional `keras.Model` from samples to two outputs: logits (batch, 1) and the classes' logits
            (batch, num_classes), such as `tfgan_zoo.networks.infogan_discriminator(shape, num_classes)`.
        num_classes: number of labels, which count from 0.
        class_weight: weight of L_C relative to L_S; 1 in the paper.
        classify_fake: whether the discriminator learns the classes of generated samples too, as in the paper.
        **kwargs: those of `GAN`.

    Input shape: real samples (batch, ...) with labels (batch,).

    Raises:
        ValueError: if `num_classes` is missing, the generator takes no labels, the discriminator's outputs do not fit
            the classes, or the weight is negative.

    Example:
        >>> generator = tfgan_zoo.networks.infogan_generator((28, 28, 1), width=16, num_classes=10)
        >>> discriminator = tfgan_zoo.networks.infogan_discriminator((28, 28, 1), 10, width=16)
        >>> acgan = tfgan_zoo.models.ACGAN(generator, discriminator, num_classes=10)

    Reference:
        Odena et al. 2017, https://arxiv.org/abs/1610.09585, eqs. 2 and 3. Classes from real samples alone: Keras'
        example, https://github.com/keras-team/keras/pull/8482.
    """

    terms = ("discriminator", "discriminator_class", "generator", "generator_class")

    def __init__(self, generator, discriminator, num_classes, class_weight=1.0, classify_fake=True, **kwargs):
        check_labeled(self, num_classes)
        check_class_logits(discriminator, num_classes)
        super().__init__(generator, discriminator, num_classes=num_classes, **kwargs)
        check_takes_labels(self, generator)
        check_not_negative(self, class_weight=class_weight)
        self.class_weight = class_weight
        self.classify_fake = classify_fake

    def score(self, samples, training=True):
        logits, _ = self.discriminate(samples, training)
        return ops.cast(logits, "float32")

    def class_logits(self, samples, training=True):
        """The discriminator's logits of the classes, float32 (batch, num_classes)."""
        _, logits = self.discriminate(samples, training)
        return ops.cast(logits, "float32")

    def classify(self, images):
        """The class that the discriminator recognizes in each image.

        Args:
            images: float tensor (batch, ...) in [-1, 1].

        Returns:
            integers of shape (batch,).
        """
        return ops.argmax(self.class_logits(images, training=False), axis=-1)

    def class_loss(self, samples):
        """The cross-entropy of the samples' labels, times its weight."""
        labels = conditions_of(samples)[LABELS]
        return self.class_weight * losses.supervised_classifier(self.class_logits(samples), labels)

    def discriminator_loss(self, real, fake):
        class_loss = self.class_loss(real) + (self.class_loss(fake) if self.classify_fake else 0.0)
        return {**super().discriminator_loss(real, fake), "discriminator_class": class_loss}

    def generator_loss(self, real, fake):
        return {**super().generator_loss(real, fake), "generator_class": self.class_loss(fake)}


def check_class_logits(discriminator, num_classes):
    """Refuse a discriminator without a second output of one logit per class."""
    shapes = [tuple(output.shape) for output in discriminator.outputs]
    if len(shapes) != 2 or shapes[1] != (None, num_classes):
        raise ValueError(
            f"the discriminator has outputs of shapes {shapes}; expected two, logits (None, 1) and those of the "
            f"classes (None, {num_classes}): build it with a second head, as "
            f"tfgan_zoo.networks.infogan_discriminator(shape, {num_classes})."
        )
