"""A recurrent cell that gives the next token's distribution: for whole sequences, for one token, and for sampling."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, check_not_negative, check_positive
from tfgan_zoo.networks.categorical import categorical

NAME = "language_model"  # of the layer within a network


@keras.saving.register_keras_serializable("tfgan_zoo")
class LanguageModel(keras.layers.Layer):
    """An embedding, a recurrent cell and a linear layer: p(token | all tokens before it).

    The same weights are used in three ways: on whole sequences at once, as in likelihood training (`call`,
    "teacher forcing"); on one token (`step`); and in a loop that continues sequences with sampled tokens (`complete`).

    Args:
        vocabulary_size: V, number of different tokens, the integers from 0 to V - 1.
        cell: a Keras cell, such as `keras.layers.LSTMCell(32)`.
        embedding_size: size of a token's embedding.
        start_token: the token before the first; it may also be an ordinary one.
        stddev: standard deviation of the initial embeddings and of the initial linear layer, bias included.

    Input shape: tokens (batch, length), int32.
    Output shape: logits (batch, length, V), float32; those at position t depend on the tokens before t alone.

    Raises:
        ValueError: if a count is not an integer of at least 1, the start token is not in the vocabulary, or `stddev`
            is negative.

    Example:
        >>> LanguageModel(10, keras.layers.LSTMCell(4), 4)(np.zeros((2, 7), "int32")).shape
        TensorShape([2, 7, 10])
    """

    def __init__(self, vocabulary_size, cell, embedding_size, start_token=0, stddev=0.1, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, vocabulary_size=vocabulary_size, embedding_size=embedding_size)
        check_not_negative(self, stddev=stddev)
        if start_token not in range(vocabulary_size):
            raise ValueError(
                f"the start token {start_token!r} is not in the vocabulary; expected an integer from 0 to "
                f"{vocabulary_size - 1}."
            )
        self.vocabulary_size = vocabulary_size
        self.cell = cell
        self.embedding_size = embedding_size
        self.start_token = start_token
        self.stddev = stddev
        self.recurrence = keras.layers.RNN(cell, return_sequences=True)

    def build(self, input_shape):
        def weight(name, shape):
            initializer = keras.initializers.RandomNormal(stddev=self.stddev)
            return self.add_weight(name=name, shape=shape, initializer=initializer)

        self.recurrence.build((None, input_shape[1], self.embedding_size))
        hidden_size = self.recurrence.compute_output_shape((None, input_shape[1], self.embedding_size))[-1]
        self.embeddings = weight("embeddings", (self.vocabulary_size, self.embedding_size))
        self.kernel = weight("kernel", (hidden_size, self.vocabulary_size))
        self.bias = weight("bias", (self.vocabulary_size,))

    def call(self, tokens):
        start = ops.full_like(tokens[:, :1], self.start_token)
        return self.logits(self.recurrence(self.embed(ops.concatenate([start, tokens[:, :-1]], axis=1))))

    def step(self, token, state):
        """The logits of the next token.

        Args:
            token: the newest token, int32 (batch,); the start token at first.
            state: the cell's state after those before it; `cell.get_initial_state(batch_size)` at first.

        Returns:
            logits (batch, V) and the new state.
        """
        hidden, state = self.cell(self.embed(token), state)
        return self.logits(hidden), state

    def complete(self, tokens, num_kept, uniforms, temperature=1.0):
        """Continue sequences after their first tokens with tokens that the model draws.

        Args:
            tokens: int32 (batch, length); those after the first `num_kept` are ignored.
            num_kept: integer or scalar tensor, from 0 to the length.
            uniforms: in [0, 1), (batch, length); a token is a function of the one at its position, so the
                sequences are a function of their first tokens and of these numbers alone.
            temperature: what the logits of drawn tokens are divided by; below 1, likely tokens come more often.

        Returns:
            int32 (batch, length).
        """
        length = tokens.shape[1]
        positions = tf.range(length + 1)
        # One column more than the sequence: the start token comes first, so the token before position t is column t.
        columns = tf.pad(tokens, [[0, 0], [1, 0]], constant_values=self.start_token)

        def read(position, state):
            _, state = self.cell(self.embed(tf.gather(columns, position, axis=1)), state)
            return position + 1, state

        def draw(position, columns, state):
            logits, state = self.step(tf.gather(columns, position, axis=1), state)
            token = categorical(logits / temperature, tf.gather(uniforms, position, axis=1))
            return position + 1, tf.where(positions == position + 1, token[:, None], columns), state

        state = self.cell.get_initial_state(batch_size=tf.shape(tokens)[0])
        position, state = tf.while_loop(lambda position, _: position < num_kept, read, (tf.constant(0), state))
        _, columns, _ = tf.while_loop(lambda position, *_: position < length, draw, (position, columns, state))
        return tf.stop_gradient(columns[:, 1:])

    def embed(self, tokens):
        """The tokens' embeddings, (..., embedding_size)."""
        return ops.cast(rows_of(tf.identity(self.embeddings.value), tokens), self.compute_dtype)

    def logits(self, hidden):
        """The logits that belong to the cell's outputs, float32."""
        logits = ops.matmul(hidden, ops.cast(self.kernel, hidden.dtype))
        return ops.cast(logits, "float32") + ops.cast(self.bias, "float32")

    def compute_output_spec(self, tokens):
        return keras.KerasTensor((*tokens.shape, self.vocabulary_size), dtype="float32")

    def get_config(self):
        config = {name: getattr(self, name) for name in ("vocabulary_size", "embedding_size", "start_token", "stddev")}
        return {**super().get_config(), **config, "cell": keras.saving.serialize_keras_object(self.cell)}

    @classmethod
    def from_config(cls, config):
        return cls(**{**config, "cell": keras.saving.deserialize_keras_object(config["cell"])})


@keras.saving.register_keras_serializable("tfgan_zoo")
class TokenSampler(keras.layers.Layer):
    """Sequences that a language model draws, as a function of uniform numbers.

    Args:
        language_model: a `LanguageModel`, whose weights it shares.
        temperature: what its logits are divided by.

    Input shape: uniforms (batch, length), float32 in [0, 1).
    Output shape: tokens (batch, length), int32.

    Raises:
        ValueError: if the temperature is not above 0.
    """

    def __init__(self, language_model, temperature=1.0, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})  # half precision has too few uniform numbers
        check_positive(self, temperature=temperature)
        self.language_model = language_model
        self.temperature = temperature

    def build(self, input_shape):
        if not self.language_model.built:
            self.language_model.build(input_shape)

    def call(self, uniforms):
        return self.language_model.complete(tf.zeros_like(uniforms, tf.int32), 0, uniforms, self.temperature)

    def compute_output_spec(self, uniforms):
        return keras.KerasTensor(uniforms.shape, dtype="int32")

    def get_config(self):
        model = keras.saving.serialize_keras_object(self.language_model)
        return {**super().get_config(), "language_model": model, "temperature": self.temperature}

    @classmethod
    def from_config(cls, config):
        model = keras.saving.deserialize_keras_object(config["language_model"])
        return cls(**{**config, "language_model": model})


@tf.custom_gradient
def rows_of(table, indices):
    """Rows of a table, with a dense gradient.

    The gradient of `tf.gather` lists a row once for each time it was taken; the norm of that list, by which Keras
    clips, is not that of the gradient.
    """

    def gradient(upstream):
        flat = tf.reshape(upstream, (-1, table.shape[-1]))
        return tf.math.unsorted_segment_sum(flat, tf.reshape(indices, (-1,)), table.shape[0]), None

    return tf.gather(table, indices), gradient
