"""BigGAN."""

import keras

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo import losses
from tfgan_zoo.checks import check_not_negative, check_numbers
from tfgan_zoo.models.base.inputs import arrange_inputs
from tfgan_zoo.models.conditional.projection_gan import ProjectionGAN
from tfgan_zoo.networks import set_standing_statistics
from tfgan_zoo.networks.spectral_kernels import innermost_layers


@keras.saving.register_keras_serializable("tfgan_zoo")
class BigGAN(ProjectionGAN):
    """A GAN with projection whose generator is regularized so that its latents can be truncated.

    Samples of latents near 0 are more typical and less diverse than others. A generator was only trained on latents of
    all sizes, and may fail on small ones; one with nearly orthogonal filters does so less often:

        beta * ||W^T W o (1 - I)||_F^2

    for each kernel of the generator but the embeddings. `truncated` gives the game that samples with truncation.

    Args:
        generator: functional `keras.Model` from latents and integers named `labels` to samples in [-1, 1], such as
            `tfgan_zoo.networks.biggan_generator(shape, num_classes=10)`.
        discriminator: as in `ProjectionGAN`, such as `tfgan_zoo.networks.resnet_discriminator(shape, num_classes=10)`.
        num_classes: number of labels, which count from 0.
        orthogonal_weight: beta; 1e-4 in the paper, whose code adds half the gradient and so has 5e-5.
        **kwargs: those of `GAN`; the authors take 2 steps of the discriminator, and sample from a moving average.

    Input shape: real samples (batch, ...) with labels (batch,).

    Raises:
        ValueError: as `ProjectionGAN`, or if the weight is negative.

    Example:
        >>> generator = tfgan_zoo.networks.biggan_generator((32, 32, 3), num_classes=10, width=16)
        >>> discriminator = tfgan_zoo.networks.resnet_discriminator((32, 32, 3), width=16, num_classes=10)
        >>> biggan = tfgan_zoo.models.BigGAN(generator, discriminator, num_classes=10)
        >>> biggan.truncated(0.5).sample(labels=[3, 3]).shape
        (2, 32, 32, 3)

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, section 3.1 and eq. 3.
    """

    terms = ("discriminator", "generator", "orthogonal")
    truncation_levels = (4.0, 2.0, 1.0, 0.5, 0.25)

    def __init__(self, generator, discriminator, num_classes, orthogonal_weight=1e-4, **kwargs):
        super().__init__(generator, discriminator, num_classes=num_classes, **kwargs)
        check_not_negative(self, orthogonal_weight=orthogonal_weight)
        self.orthogonal_weight = orthogonal_weight

    def generator_loss(self, real, fake):
        penalty = sum(losses.orthogonality(kernel) for kernel in regularized_kernels(self.generator))
        return {**super().generator_loss(real, fake), "orthogonal": self.orthogonal_weight * penalty}

    def truncated_sampler(self):
        """None: each threshold has standing statistics of its own. Export the game that `truncated` gives."""

    def truncated(self, threshold, num_batches=16, batch_size=64, seed=0):
        """A copy of the game that samples with truncation: values of z beyond the threshold are drawn again.

        The batch normalizations of its sampler have standing statistics: the averages over batches of such samples,
        of all classes alike. (TF-Hub's BigGAN has another truncation, t times a normal truncated at 2.)

        Args:
            threshold: t, the largest magnitude of a number of z, positive.
            num_batches: batches that the statistics are averaged over; 16 in the authors' code.
            batch_size: samples in each.
            seed: an integer, of those samples.

        Returns:
            a game of the same class, which can be sampled, evaluated, saved and exported; not compiled.

        Raises:
            ValueError: if the threshold is not positive, a number is out of range, or the latents are not normal.
        """
        check_numbers(self, num_batches=num_batches, batch_size=batch_size, seed=seed)
        if self.latents is not latent_distributions.normal:
            raise ValueError(
                f"{type(self).__name__} draws its latents from {self.latents!r}; expected the standard normal "
                "distribution, which is truncated: use a game with latents=tfgan_zoo.latents.normal."
            )
        truncated_normal = latent_distributions.TruncatedNormal(threshold)
        copy = type(self).from_config(self.get_config())
        copy.set_weights(self.get_weights())
        copy.latents = truncated_normal
        batches = (copy.sampler_inputs(batch_size, seed + number) for number in range(num_batches))
        set_standing_statistics(copy.sampler, (arrange_inputs(copy.sampler, inputs) for inputs in batches))
        return copy


def regularized_kernels(generator):
    """The kernels of a generator, without its embeddings."""
    layers = [layer for layer in innermost_layers(generator) if not isinstance(layer, keras.layers.Embedding)]
    return [weight for layer in layers for weight in layer.trainable_variables if len(weight.shape) > 1]
