"""WaveGAN: sound without a score or a spectrogram in between."""

import keras

from tfgan_zoo import latents as latent_distributions
from tfgan_zoo.models.objectives.wgan_gp import WGANGP


@keras.saving.register_keras_serializable("tfgan_zoo")
class WaveGAN(WGANGP):
    """WGAN-GP on raw waveforms, with latents that are uniform.

    What makes it a game of sound lies in its networks: long kernels with strides of four along time, and a critic that
    shuffles the phase between its layers, so that the tone that such strides leave gives nothing away. Networks that
    take "labels", such as digits, or "speakers" make sounds by them.

    Args:
        generator: such as `networks.wavegan_generator`, with the authors' post filter or without.
        discriminator: such as `networks.wavegan_discriminator`, whose layers hold `layers.PhaseShuffle`.
        latents: distribution of z.
        **kwargs: those of `WGANGP`, of which the authors keep lambda = 10 and five critic steps. They train both
            players by `keras.optimizers.Adam(1e-4, beta_1=0.5, beta_2=0.9)`.

    Input shape: waveforms (batch, length, channels), float in [-1, 1]; `predict` takes latents (batch, latent_size).
    Output shape: waveforms (batch, length, channels), float32.

    Example:
        >>> shape = (4096, 1)
        >>> players = networks.wavegan_generator(shape, width=16), networks.wavegan_discriminator(shape, width=16)
        >>> wavegan = tfgan_zoo.models.WaveGAN(*players, modality=tfgan_zoo.modalities.Sound(rate=8000))

    Reference:
        Donahue et al. 2019, https://arxiv.org/abs/1802.04208.
    """

    def __init__(self, generator, discriminator, latents=latent_distributions.uniform, **kwargs):
        super().__init__(generator, discriminator, latents=latents, **kwargs)
