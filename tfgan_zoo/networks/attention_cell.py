"""A recurrent cell that looks back at all of its outputs so far."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_not_negative

UNSEEN = -1e4  # score of a later step, whose weight is then 0 in every precision


@keras.saving.register_keras_serializable("tfgan_zoo")
class AttentionCell(keras.layers.Layer):
    """A cell whose output is joined with a weighted mean of its outputs so far, that of this step included:

        a_s = softmax over s <= t of (h_t W_a h_s),    out_t = tanh([sum over s of a_s h_s; h_t] W_c + b)

    What it looks at is part of its state, so that a language model reads and draws a token at a time as with any cell,
    and no token can look at a later one.

    Args:
        cell: a Keras cell, such as `keras.layers.LSTMCell(32)`.
        length: steps of a sequence, T, the size of the memory.
        stddev: standard deviation of the initial W_a, W_c and b.

    Input shape: (batch, features) and the state, a list of the cell's tensors, of the outputs so far
        (batch, length, units), and of the step's number as a one-hot row (batch, length).
    Output shape: (batch, units) and the new state.

    Raises:
        ValueError: if the length is not an integer of at least 1, or `stddev` is negative.

    Example:
        >>> cell = AttentionCell(keras.layers.LSTMCell(4), length=7)
        >>> keras.layers.RNN(cell, return_sequences=True)(np.zeros((2, 7, 3), "float32")).shape
        TensorShape([2, 7, 4])

    Reference:
        Luong, Pham and Manning 2015, https://arxiv.org/abs/1508.04025, eq. 5, 7 and 8 ("general"), here over the
        sequence itself. Yu et al. 2017 (SeqGAN), section 3.3, name attention as a possible generator.
    """

    def __init__(self, cell, length, stddev=0.1, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, length=length)
        check_not_negative(self, stddev=stddev)
        self.cell = cell
        self.length = length
        self.stddev = stddev

    @property
    def output_size(self):
        return self.cell.output_size

    @property
    def state_size(self):
        return [*as_list(self.cell.state_size), (self.length, self.output_size), self.length]

    def build(self, input_shape):
        def weight(name, shape):
            initializer = keras.initializers.RandomNormal(stddev=self.stddev)
            return self.add_weight(name=name, shape=shape, initializer=initializer)

        if not self.cell.built:
            self.cell.build(input_shape)
        units = self.output_size
        self.score_kernel = weight("score_kernel", (units, units))
        self.kernel = weight("kernel", (2 * units, units))
        self.bias = weight("bias", (units,))

    def get_initial_state(self, batch_size=None):
        dtype = self.compute_dtype
        memory = ops.zeros((batch_size, self.length, self.output_size), dtype)
        first = ops.broadcast_to(ops.one_hot(0, self.length, dtype=dtype), (batch_size, self.length))
        return [*as_list(self.cell.get_initial_state(batch_size=batch_size)), memory, first]

    def call(self, inputs, states, training=False):
        *states, memory, now = states
        hidden, states = self.cell(inputs, states, training=training)
        memory = memory + now[:, :, None] * hidden[:, None, :]
        seen = ops.flip(ops.cumsum(ops.flip(now, axis=1), axis=1), axis=1)  # 1 up to this step
        scores = ops.einsum("bu,btu->bt", ops.matmul(hidden, self.score_kernel), memory)
        scores = ops.where(seen > 0.5, scores, ops.cast(UNSEEN, scores.dtype))
        context = ops.einsum("bt,btu->bu", ops.softmax(scores), memory)
        joined = ops.concatenate([context, hidden], axis=1)
        following = ops.pad(now[:, :-1], [[0, 0], [1, 0]])
        return ops.tanh(ops.matmul(joined, self.kernel) + self.bias), [*as_list(states), memory, following]

    def get_config(self):
        cell = keras.saving.serialize_keras_object(self.cell)
        return {**super().get_config(), "cell": cell, "length": self.length, "stddev": self.stddev}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "cell": keras.saving.deserialize_keras_object(config["cell"])})


def as_list(states):
    """The state of a cell, or its sizes, as a list: some cells have one tensor and no list."""
    return list(states) if isinstance(states, (list, tuple)) else [states]
