"""RCGAN."""

import keras

from tfgan_zoo.models.base.gan import GAN


@keras.saving.register_keras_serializable("tfgan_zoo")
class RCGAN(GAN):
    """A recurrent GAN of series: new latents at every step, and a judgment at every step.

        min_G max_D  mean over t of  E log D_t(x | y) + E log(1 - D_t(G(z_1 ... z_T | y) | y))

    The discriminator says after each step whether the series is real so far, and its cross-entropy is averaged over
    time, so that the generator learns at every step and not from the last alone. The generator learns by the
    non-saturating loss. Conditions y, such as a class, or the past that the series follows, are read by both networks
    at every step; without one it is the paper's RGAN.

    Args:
        generator: functional `keras.Model` from latents (batch, length, latent_size), and any conditions by name, to
            series (batch, length, variables), such as `networks.rcgan_generator`.
        discriminator: functional `keras.Model` from series and the same conditions to raw logits (batch, length, 1),
            such as `networks.rcgan_discriminator`.
        **kwargs: those of `GAN`. The authors train the discriminator by plain gradient descent,
            `keras.optimizers.SGD(0.1)`, five steps to one of the generator's `keras.optimizers.Adam(1e-3)`. With
            `keras.optimizers.Adam(1e-3, beta_1=0.5)` for both, a step each, it learns much sooner (`recipes/rcgan.py`).

    Input shape: series (batch, length, variables) in [-1, 1], or a dict of these as "sample" and the conditions;
        `predict` takes the generator's inputs by name.
    Output shape: series (batch, length, variables), float32.

    Raises:
        ValueError: if the networks do not fit each other, or one of them has no step for each of the series.

    Example:
        >>> waves = tfgan_zoo.data.load("labeled_sines")
        >>> generator = tfgan_zoo.networks.rcgan_generator(waves.shape, width=16, num_classes=3)
        >>> discriminator = tfgan_zoo.networks.rcgan_discriminator(waves.shape, width=16, num_classes=3)
        >>> rcgan = tfgan_zoo.models.RCGAN(generator, discriminator, num_classes=3, modality=waves.modality)
        >>> rcgan.compile(*(keras.optimizers.Adam(1e-3, beta_1=0.5) for _ in range(2)))
        >>> history = rcgan.fit(waves.batches(32, labels=True), steps_per_epoch=10)
        >>> rcgan.sample(labels=[0, 2]).shape
        (2, 30, 1)

    Reference:
        Esteban, Hyland and Rätsch 2017, https://arxiv.org/abs/1706.02633, section 3.1.
    """

    def check_networks(self):
        super().check_networks()
        length = self.generator.output_shape[1]
        for network, shape in (
            (self.generator, self.generator.inputs[0].shape[1:]),
            (self.discriminator, self.discriminator.output_shape[1:]),
        ):
            if len(shape) != 2 or shape[0] != length:
                what = "latents" if network is self.generator else "logits"
                raise ValueError(
                    f"{network.name!r} has {what} of shape {tuple(shape)} for series of {length} steps; expected "
                    f"({length}, size), some at every step: take networks.rcgan_generator and "
                    "networks.rcgan_discriminator."
                )
