"""Phase shuffle: random shifts of sounds between a critic's layers, so that it cannot use the phase."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.layers.checks import check_floating, check_rank


@keras.saving.register_keras_serializable("tfgan_zoo")
class PhaseShuffle(keras.layers.Layer):
    """Shifts sounds by -n to n steps at random in training; the missing end is filled by reflection.

    Transposed convolutions leave a tone at the rate of their strides, always in the same phase. A critic that sees the
    phase rejects it trivially, and the generator learns nothing else. Every call draws one shift for the whole batch,
    as the authors' code does (their text can be read as one for each sound), so that real, generated and mixed sounds
    are shifted independently. In inference nothing is shifted.

    Args:
        max_shift: n, in steps of the layer's input; 0 shifts nothing.
        seed: an integer, or None for a random one.

    Input shape: (batch, length, channels), floating point.
    Output shape: that of the input.

    Raises:
        ValueError: if max_shift is not an integer of at least 0, or is not below the length; if the inputs are integers
            or have another number of axes.

    Example:
        >>> sounds = tf.reshape(tf.range(8.0), (1, 8, 1))
        >>> tfgan_zoo.layers.PhaseShuffle(2)(sounds, training=True).shape
        TensorShape([1, 8, 1])

    Reference:
        Donahue et al. 2019, https://arxiv.org/abs/1802.04208, section 3.3.
    """

    def __init__(self, max_shift=2, seed=None, **kwargs):
        super().__init__(**kwargs)
        check_numbers(self, max_shift=max_shift, seed=seed)
        self.max_shift = max_shift
        self.seed = seed
        self.seed_generator = keras.random.SeedGenerator(seed)

    def build(self, input_shape):
        check_rank(self, input_shape, 3, "give sounds (batch, length, channels)")
        if input_shape[1] is None or input_shape[1] <= self.max_shift:
            raise ValueError(
                f"PhaseShuffle reflects up to {self.max_shift} steps, so it takes sounds of a known length above that,"
                f" not of shape {tuple(input_shape)}: give a longer sound or a smaller max_shift."
            )

    def call(self, inputs, training=False):
        check_floating(self, inputs)
        if not training or not self.max_shift:
            return inputs
        seed, reach = self.seed_generator.next(), self.max_shift
        return shifted(inputs, tf.random.stateless_uniform((), seed, -reach, reach + 1, tf.int32, alg="philox"))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return {**super().get_config(), "max_shift": self.max_shift, "seed": self.seed}


def shifted(sounds, shift):
    """Sounds shifted along their length, later where the shift is positive, the gap filled by reflection.

    The sample at the edge is not repeated.

    Args:
        sounds: tensor (batch, length, channels).
        shift: an integer between -length and length.

    Returns:
        tensor of the sounds' shape.

    Example:
        >>> shifted(tf.constant([[[0], [1], [2], [3]]]), 2)[0, :, 0].numpy().tolist()
        [2, 1, 0, 1]
    """
    last = sounds.shape[1] - 1
    positions = ops.arange(last + 1) - shift
    return tf.gather(sounds, last - ops.abs(last - ops.abs(positions)), axis=1)
