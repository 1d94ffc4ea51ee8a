"""The base class of games with an autoencoder as discriminator, whose reconstruction error is a sample's energy."""

from keras import Model, ops

from tfgan_zoo.models.base.gan import GAN
from tfgan_zoo.networks.layer_search import features_output


class AutoencoderGAN(GAN):
    """A game whose discriminator encodes and decodes samples; subclasses define the losses.

    Args: those of `GAN`; the discriminator is a functional `keras.Model` from samples to samples of the same shape,
        with a layer `features` whose output is the code.

    Raises:
        ValueError: if the discriminator's output shape is not its input shape, or no layer is named `features`.
    """

    cross_entropy = False
    scores_logits = False
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
            samples: images in [-1, 1], with their conditions if there are any.
            training: whether the discriminator's layers run as in training.

        Returns:
            float32 (batch, 1).
        """
        return self.error(self.discriminator_inputs(samples), self.discriminate(samples, training))

    def codes_and_energies(self, samples):
        """The codes (batch, ...) and the energies (batch, 1) of samples, from one forward pass in training mode."""
        images = self.discriminator_inputs(samples)
        outputs = [features_output(self.discriminator), self.discriminator.output]
        codes, reconstructions = self.forward_pass(Model(self.discriminator.input, outputs), images)
        return ops.cast(codes, "float32"), self.error(images, reconstructions)

    def error(self, images, reconstructions):
        """The mean squared difference of images and their reconstructions, (batch, 1)."""
        return mean_per_sample(ops.square(difference(images, reconstructions)))


def difference(images, reconstructions):
    """Difference of pixels, in float32."""
    return ops.cast(images, "float32") - ops.cast(reconstructions, "float32")


def mean_per_sample(errors):
    """The mean of each sample, (batch, ...) to (batch, 1)."""
    return ops.mean(ops.reshape(errors, (ops.shape(errors)[0], -1)), axis=1, keepdims=True)


def check_autoencoder(discriminator):
    """Refuse a discriminator that does not reconstruct samples, or has no layer named `features`."""
    input_shape, output_shape = discriminator.input_shape, discriminator.output_shape
    if input_shape != output_shape:
        raise ValueError(
            f"the discriminator must be an autoencoder, but it takes samples of shape {input_shape[1:]} and returns "
            f"{output_shape if isinstance(output_shape, list) else output_shape[1:]}: build it with "
            "networks.autoencoder_discriminator, or with the sample's shape as its output shape."
        )
    features_output(discriminator)  # refuses a discriminator without features
