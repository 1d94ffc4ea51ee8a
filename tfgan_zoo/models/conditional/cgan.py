"""Conditional GAN."""

import keras

from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.labels import LABELS


@keras.saving.register_keras_serializable("tfgan_zoo")
class CGAN(GAN):
    """The generator is told which class to make, and the discriminator which class it is shown.

        min_G max_D  E log D(x | y) + E log(1 - D(G(z | y) | y))

    The label y enters both networks and no loss: a sample of another class than its label is not like the real ones of
    that label, and so is recognized. The generator learns by the non-saturating loss.

    Generated samples are made under the labels of the real ones beside them, so that both show the same classes in
    every step, and data in which some classes are rare stay so. (The implementation that most follow draws the labels
    of generated samples uniformly.)

    Args:
        generator: functional `keras.Model` from latents and integers named `labels` to samples in [-1, 1].
        discriminator: functional `keras.Model` from samples and integers named `labels` to raw logits.
        num_classes: number of labels, which count from 0.
        **kwargs: those of `GAN`.

    Input shape: real samples (batch, ...) with labels (batch,).

    Raises:
        ValueError: if `num_classes` is missing, or one of the networks takes no labels.

    Example:
        >>> digits = tfgan_zoo.data.load("digits")
        >>> generator = tfgan_zoo.networks.dcgan_generator(digits.shape, width=16, num_classes=10)
        >>> discriminator = tfgan_zoo.networks.dcgan_discriminator(digits.shape, width=16, num_classes=10)
        >>> cgan = tfgan_zoo.models.CGAN(generator, discriminator, num_classes=10)
        >>> cgan.compile("adam", "adam")
        >>> history = cgan.fit(digits.batches(64, labels=True), steps_per_epoch=100)
        >>> cgan.sample(4, labels=[3, 3, 7, 7]).shape
        (4, 28, 28, 1)

    Reference:
        Mirza and Osindero 2014, https://arxiv.org/abs/1411.1784, eq. 2.
    """

    def __init__(self, generator, discriminator, num_classes, **kwargs):
        check_labeled(self, num_classes)
        super().__init__(generator, discriminator, num_classes=num_classes, **kwargs)
        for network in (generator, discriminator):
            check_takes_labels(self, network)


def check_labeled(game, num_classes):
    """Refuse to go without labels."""
    if num_classes is None:
        raise ValueError(
            f"{type(game).__name__} received num_classes=None; expected the number of classes: take data with labels, "
            "such as a folder with a subfolder for each class."
        )


def check_takes_labels(game, network):
    """Refuse a network that has no labels among its inputs."""
    names = input_names(network)
    if LABELS not in names:
        raise ValueError(
            f"{type(game).__name__} received {network.name!r} with the inputs {', '.join(names)}; expected one named "
            "'labels' as well: build the network with num_classes, or with keras.Input((), name='labels', "
            "dtype='int32')."
        )
