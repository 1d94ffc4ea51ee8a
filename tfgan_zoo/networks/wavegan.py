"""The networks of WaveGAN (Donahue et al. 2019, arXiv:1802.04208, tables 3 and 4): DCGAN's, along time alone."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import ClipInInference, PhaseShuffle
from tfgan_zoo.networks.conditional import join_labels, join_vector

KERNEL = 25
STRIDE = 4
SHORTEST = 16  # least length where the generator starts and the critic ends; it is below four times that


@checked_arguments
def wavegan_generator(shape, width=64, latent_size=100, num_classes=None, num_speakers=0, filter_size=0):
    """Latents projected to a short sound of many channels, four times as long after each transposed convolution.

    ReLU after each but the last, which ends in tanh; no normalization, as the authors train it. A post filter may
    follow: one linear convolution, learned with the rest, which can remove a tone that all sounds share. What it makes
    louder than 1 is clipped in inference.

    Args:
        shape: (length, channels); the length is 16 to 63, quadrupled once or several times: 4096, 8192, 16384, ...
        width: d, channels of the last hidden layer; each shorter one has twice as many.
        latent_size: size of z.
        num_classes: number of classes, whose embedding is joined to z; None for a network without labels.
        num_speakers: size of the one-hot condition "speakers", joined to z too; 0 for none.
        filter_size: length of the post filter, 512 in the paper; 0 for none, as in most of its experiments.

    Returns:
        `keras.Model` from "latents" (batch, latent_size), and "labels" (batch,) and "speakers" (batch, num_speakers)
        where it takes them, to (batch, *shape), float32, in [-1, 1] in inference.

    Raises:
        ValueError: if the length cannot be divided by four down to less than 64.

    Example:
        >>> tfgan_zoo.networks.wavegan_generator((16384, 1), width=4).output_shape
        (None, 16384, 1)
    """
    base, levels = quarterings(shape)
    channels = width * 2 ** (levels - 1)
    latents = keras.Input((latent_size,), name="latents")
    inputs, hidden = with_conditions(latents, latents, num_classes, num_speakers)
    hidden = layers.Dense(base * channels, activation="relu")(hidden)
    hidden = layers.Reshape((base, channels))(hidden)
    for level in reversed(range(levels - 1)):
        hidden = layers.Conv1DTranspose(width * 2**level, KERNEL, STRIDE, "same", activation="relu")(hidden)
    waveforms = layers.Conv1DTranspose(shape[-1], KERNEL, STRIDE, "same")(hidden)
    waveforms = layers.Activation("tanh", dtype="float32")(waveforms)
    if filter_size:
        waveforms = layers.Conv1D(shape[-1], filter_size, padding="same", use_bias=False, dtype="float32")(waveforms)
        waveforms = ClipInInference(dtype="float32")(waveforms)
    return keras.Model(inputs, waveforms, name="wavegan_generator")


@checked_arguments
def wavegan_discriminator(shape, width=64, max_shift=2, num_classes=None, num_speakers=0):
    """Strided convolutions down to a short sound, then one raw logit.

    Leaky ReLU after each convolution, and a phase shuffle after each but the last. Conditions are joined to the input
    of the last convolution, as to DCGAN's critic by Reed et al. 2016 (arXiv:1605.05396): beside the waveform itself,
    which is mostly near 0, they would drown it.

    Args:
        shape: as for the generator.
        width: d, channels of the first convolution; each further one has twice as many.
        max_shift: n, how far a phase shuffle shifts; 0 for none.
        num_classes, num_speakers: as for the generator.

    Returns:
        `keras.Model` from "waveforms" (batch, *shape), and the generator's conditions, to (batch, 1), float32.

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
        if level == levels - 1:
            inputs, hidden = with_conditions(waveforms, hidden, num_classes, num_speakers)
        hidden = layers.Conv1D(width * 2**level, KERNEL, STRIDE, "same")(hidden)
        hidden = layers.LeakyReLU(0.2)(hidden)
        if level < levels - 1:
            hidden = PhaseShuffle(max_shift)(hidden)
    features = layers.Flatten(name="features")(hidden)
    logits = layers.Dense(1, dtype="float32")(features)
    return keras.Model(inputs, logits, name="wavegan_discriminator")


def with_conditions(first, hidden, num_classes, num_speakers):
    """A network's inputs with those of its conditions, and a tensor with the conditions joined to it.

    Args:
        first: the network's first `keras.Input`.
        hidden: latents (batch, size) or a sound (batch, length, channels), Keras tensors.
        num_classes, num_speakers: as for the networks.

    Returns:
        list of `keras.Input`, or `first` where there are no conditions; and a tensor like `hidden` with more channels.
    """
    conditions = []
    if num_classes is not None:
        (_, labels), hidden = join_labels(hidden, num_classes)
        conditions.append(labels)
    if num_speakers:
        speakers = keras.Input((num_speakers,), name="speakers")
        hidden = join_vector(hidden, speakers, "with_speakers")
        conditions.append(speakers)
    return [first, *conditions] if conditions else first, hidden


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
