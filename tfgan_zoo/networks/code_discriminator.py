"""The discriminator of codes of an adversarial autoencoder (Makhzani et al. 2016, arXiv:1511.05644, appendix A)."""

import keras
from keras import layers

from tfgan_zoo.checks import checked_arguments
from tfgan_zoo.layers import GaussianNoise
from tfgan_zoo.networks.conditional import join_labels


@checked_arguments
def code_discriminator(latent_size, width=400, depth=2, noise_stddev=0.3, num_classes=None):
    """Dense layers with ReLU from codes to one raw logit, without batch normalization.

    Args:
        latent_size: size of the code.
        width: units of each hidden layer; 1,000 in the paper.
        depth: number of hidden layers, at least one; the last is `features`.
        noise_stddev: standard deviation of the noise that is added to the codes in training.
        num_classes: number of classes of a conditional discriminator: `join_labels` concatenates the label's embedding
            to the code; None for an unconditional one.

    Returns:
        `keras.Model` from (batch, latent_size), and labels (batch,) if conditional, to (batch, 1), float32.

    Example:
        >>> tfgan_zoo.networks.code_discriminator(8).output_shape
        (None, 1)
    """
    codes = keras.Input((latent_size,), name="codes")
    inputs, hidden = join_labels(codes, num_classes)
    hidden = GaussianNoise(noise_stddev)(hidden)
    for level in range(depth):
        name = "features" if level == depth - 1 else None
        hidden = layers.Dense(width, activation="relu", name=name)(hidden)
    logits = layers.Dense(1, dtype="float32")(hidden)
    return keras.Model(inputs, logits, name="code_discriminator")
