"""What the games have in common whose discriminator is an autoencoder: its error is a sample's energy."""

from keras import Model, ops

from tfgan_zoo.models.base.gan import GAN


class AutoencoderGAN(GAN):
    """A game whose discriminator encodes and decodes samples; subclasses say what its codes and errors are for.

    Args: those of `GAN`; the discriminator is a functional `keras.Model` from samples to samples of the same shape,
        with a layer `features` that holds the code.

    Raises:
        ValueError: if the discriminator's output is not of its input's shape, or no layer is named `features`.
    """

    cross_entropy = False
    high_score_is_real = False

    def check_networks(self):
        super().check_networks()
        check_autoencoder(self.discriminator)

    def score(self, samples, training=True):
        """The energy of each sample, float32 (batch, 1)."""
        return self.energies(samples, training)

    def energies(self, samples, training=False):
        """The autoencoder's error on each sample, averaged over its pixels.

        Args:
            samples: images in [-1, 1], with their conditions where there are any.
            training: whether the discriminator's layers run as in training.

        Returns:
            float32 (batch, 1).
        """
        return self.error(self.discriminator_inputs(samples), self.discriminate(samples, training))

    def codes_and_energies(self, samples):
        """The codes (batch, ...) and the energies (batch, 1) of samples, by one pass in training."""
        images = self.discriminator_inputs(samples)
        outputs = [self.discriminator.get_layer("features").output, self.discriminator.output]
        codes, again = self.forward_pass(Model(self.discriminator.input, outputs), images)
        return ops.cast(codes, "float32"), self.error(images, again)

    def error(self, images, again):
        """The mean squared difference of images and what the autoencoder makes of them, (batch, 1)."""
        return mean_of_pixels(ops.square(difference(images, again)))


def difference(images, again):
    """By pixel, in float32."""
    return ops.cast(images, "float32") - ops.cast(again, "float32")


def mean_of_pixels(errors):
    """One mean a sample, (batch, ...) to (batch, 1)."""
    return ops.mean(ops.reshape(errors, (ops.shape(errors)[0], -1)), axis=1, keepdims=True)


def check_autoencoder(discriminator):
    """Refuse a discriminator that does not give samples back, or does not name its code."""
    given, made = discriminator.input_shape, discriminator.output_shape
    if given != made:
        raise ValueError(
            f"the discriminator must be an autoencoder, but it takes samples of shape {given[1:]} and gives "
            f"{made if isinstance(made, list) else made[1:]}: build it with networks.autoencoder_discriminator, or end "
            "it in the sample's own shape."
        )
    names = [layer.name for layer in discriminator.layers]
    if "features" not in names:
        raise ValueError(
            f"no layer of the discriminator is named 'features', only {names}: name the one that makes the code so."
        )
