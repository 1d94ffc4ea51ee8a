"""The networks of WaveGAN (Donahue et al. 2019, arXiv:1802.04208, tables 3 and 4): DCGAN's, along time alone."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import PhaseShuffle

KERNEL = 25
STRIDE = 4
SHORTEST = 16  # least length where the generator starts and the critic ends; it is below four times that


@checked_arguments
def wavegan_generator(shape, width=64, latent_size=100):
    """Latents projected to a short sound of many channels, four times as long after each transposed convolution.

    ReLU after each but the last, which ends in tanh; no normalization, as the authors train it.

    Args:
        shape: (length, channels); the length is 16 to 63, quadrupled once or several times: 4096, 8192, 16384, ...
        width: d, channels of the last hidden layer; each shorter one has twice as many.
        latent_size: size of z.

    Returns:
        `keras.Model` from (batch, latent_size) to (batch, *shape), float32 in [-1, 1].

    Raises:
        ValueError: if the length cannot be divided by four down to less than 64.

    Example:
        >>> tfgan_zoo.networks.wavegan_generator((16384, 1), width=4).output_shape
        (None, 16384, 1)
    """
    base, levels = quarterings(shape)
    channels = width * 2 ** (levels - 1)
    latents = keras.Input((latent_size,), name="latents")
    hidden = layers.Dense(base * channels, activation="relu")(latents)
    hidden = layers.Reshape((base, channels))(hidden)
    for level in reversed(range(levels - 1)):
        hidden = layers.Conv1DTranspose(width * 2**level, KERNEL, STRIDE, "same", activation="relu")(hidden)
    waveforms = layers.Conv1DTranspose(shape[-1], KERNEL, STRIDE, "same")(hidden)
    waveforms = layers.Activation("tanh", dtype="float32")(waveforms)
    return keras.Model(latents, waveforms, name="wavegan_generator")


@checked_arguments
def wavegan_discriminator(shape, width=64, max_shift=2):
    """Strided convolutions down to a short sound, then one raw logit.

    Leaky ReLU after each convolution, and a phase shuffle after each but the last.

    Args:
        shape: as for the generator.
        width: d, channels of the first convolution; each further one has twice as many.
        max_shift: n, how far a phase shuffle shifts; 0 for none.

    Returns:
        `keras.Model` from (batch, *shape) to (batch, 1), float32.

    Raises:
        ValueError: as for the generator, or if the shift is negative or not shorter than a layer.

    Example:
        >>> tfgan_zoo.networks.wavegan_discriminator((4096, 1), width=4).output_shape
        (None, 1)
    """
    _, levels = quarterings(shape)
    waveforms = keras.Input(shape, name="waveforms")
    hidden = waveforms
    for level in range(levels):
        hidden = layers.Conv1D(width * 2**level, KERNEL, STRIDE, "same")(hidden)
        hidden = layers.LeakyReLU(0.2)(hidden)
        if level < levels - 1:
            hidden = PhaseShuffle(max_shift)(hidden)
    features = layers.Flatten(name="features")(hidden)
    logits = layers.Dense(1, dtype="float32")(features)
    return keras.Model(waveforms, logits, name="wavegan_discriminator")


def quarterings(shape):
    """The shortest length, and the number of divisions by four down to it."""
    length, _ = shape
    levels = 0
    while length % STRIDE == 0 and length // STRIDE >= SHORTEST:
        length, levels = length // STRIDE, levels + 1
    if not levels or length >= STRIDE * SHORTEST:
        raise ValueError(
            f"a sound of {shape[0]} samples cannot be divided by {STRIDE} down to {SHORTEST} to "
            f"{STRIDE * SHORTEST - 1} samples: crop or pad sounds to 4096, 8192, 16384, 32768 or 65536 samples."
        )
    return length, levels
