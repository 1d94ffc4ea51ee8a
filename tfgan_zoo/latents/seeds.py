"""The seeds of samples for users, apart from those of training."""

import tensorflow as tf

# The second number of these seeds. In training it is the game's own seed, which is far smaller, so no sample for a user
# is one that the game was trained on.
SAMPLING = 2**62


def sampling_seed(seed, stream=0):
    """The seed of a distribution for samples that users ask for, apart from all that training draws.

    Args:
        seed: an integer, or a scalar integer tensor.
        stream: 0, or another small integer for further, independent latents.

    Returns:
        int64 tensor of shape (2,).

    Example:
        >>> tfgan_zoo.latents.normal((4, 100), sampling_seed(3)).shape
        TensorShape([4, 100])
    """
    return tf.stack([tf.cast(seed, tf.int64), tf.constant(SAMPLING + stream, tf.int64)])
