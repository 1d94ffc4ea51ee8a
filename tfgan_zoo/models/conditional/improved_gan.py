"""Improved GAN, for semi-supervised learning."""

import keras
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative
from tfgan_zoo.conditions import LABELS, conditions_of
from tfgan_zoo.models.base.averaging import moving_average, update_average
from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.partly_labeled import LABELED, PartlyLabeled, check_partly_labeled
from tfgan_zoo.networks.layer_search import features_output


@keras.saving.register_keras_serializable("tfgan_zoo")
class ImprovedGAN(PartlyLabeled, GAN):
    """A classifier that learns from few labels, and from discriminating real from generated images.

    The discriminator has one logit per class; an image is real if it is of any class (see `losses.realness`). It
    learns the classes of labeled images, and that unlabeled images are real and generated ones are not. The generator
    matches the mean of the discriminator's features on real images (feature matching).

    Args:
        generator: as in `GAN`.
        discriminator: functional `keras.Model` from images to logits of K classes, with a layer named `features`.
        unsupervised_weight: weight of L_unsupervised relative to L_supervised; 1 in the paper, 0.5 in the authors'
            code.
        classifier_momentum: momentum of the discriminator's moving average, which is then the classifier; None for
            the discriminator itself.
        **kwargs: those of `GAN`.

    Input shape: `fit` takes (unlabeled, (labeled, labels)): two batches of images (batch, ...) in [-1, 1] and the
        labels of the second, integers in [0, K); `tfgan_zoo.data.partly_labeled` provides them.

    Raises:
        ValueError: if the discriminator is not a classifier or has no features, the weight is negative, or a momentum
            is out of range.

    Example:
        >>> improved_gan = tfgan_zoo.models.ImprovedGAN(generator, classifier)
        >>> improved_gan.compile(keras.optimizers.Adam(3e-3, 0.5), keras.optimizers.Adam(3e-3, 0.5))
        >>> examples = tfgan_zoo.data.partly_labeled(tfgan_zoo.data.load("digits"), num_labels=100)
        >>> history = improved_gan.fit(examples.batches(64, labels=True), steps_per_epoch=100)

    Reference:
        Salimans et al. 2016, https://arxiv.org/abs/1606.03498, section 5 for the losses, 3.1 for feature matching.
    """

    terms = ("classifier", "discriminator", "generator")
    cross_entropy = False  # it is weighted, and added to the cross-entropy of the classes

    def __init__(self, generator, discriminator, unsupervised_weight=1.0, classifier_momentum=None, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_classifier(discriminator)
        check_not_negative(self, unsupervised_weight=unsupervised_weight)
        self.unsupervised_weight = unsupervised_weight
        self.classifier_momentum = classifier_momentum
        with self.on_device_of(discriminator.weights):
            self.average_discriminator = moving_average(discriminator, classifier_momentum, "classifier_momentum")

    def discriminator_loss(self, real, fake):
        unsupervised = losses.semi_supervised_discriminator(self.class_logits(real), self.class_logits(fake))
        return {
            "classifier": losses.supervised_classifier(self.class_logits(real[LABELED]), real[LABELS]),
            "discriminator": self.unsupervised_weight * unsupervised,
        }

    def generator_loss(self, real, fake):
        return {"generator": losses.feature_matching(self.features(real), self.features(fake))}

    def score(self, samples, training=True):
        """The logit of being real, that is, of any class, (batch,)."""
        return losses.realness(super().score(samples, training))

    def class_logits(self, samples):
        """The discriminator's class logits in training mode, float32 (batch, K)."""
        return super().score(samples)

    def classify(self, images):
        """The class of each image.

        Args:
            images: float tensor (batch, ...) in [-1, 1].

        Returns:
            integers of shape (batch,).
        """
        average = self.average_discriminator
        return ops.argmax(
            self.forward_pass(self.discriminator if average is None else average, images, training=False), axis=-1
        )

    def split_batch(self, data):
        parts = super().split_batch(data)
        check_partly_labeled(parts[0])
        return parts

    def transform(self, samples):
        """The samples that the discriminator sees, transformed by the tricks; labeled images are transformed too."""
        samples = super().transform(samples)
        labeled = conditions_of(samples).get(LABELED)
        return samples if labeled is None else {**samples, LABELED: super().transform(labeled)}

    def after_step(self, terms):
        update_average(self.average_discriminator, self.discriminator, self.classifier_momentum)
        return super().after_step(terms)


def check_classifier(discriminator):
    """Refuse a discriminator that is not a classifier, or has no features to match."""
    shape = discriminator.output_shape
    if not isinstance(shape, tuple) or len(shape) != 2 or shape[1] < 2:
        raise ValueError(
            f"the discriminator's output has the shape {shape}, expected the logits of at least two classes "
            "(None, K): build it with one logit per class."
        )
    features_output(discriminator)  # refuses a discriminator without features
