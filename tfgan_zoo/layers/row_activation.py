"""The output of a generator of encoded rows."""

import keras
from keras import ops

from tfgan_zoo.checks import check_positive

PLACE, ONE_HOT = "place", "one_hot"


@keras.saving.register_keras_serializable("tfgan_zoo")
class RowActivation(keras.layers.Layer):
    """tanh of a number's place in its mode, and Gumbel softmax of modes and categories.

        one-hot:  softmax((logits + noise) / temperature)

    With noise from a Gumbel distribution its greatest value is a draw from softmax(logits), and it has a gradient.

    Args:
        blocks: the parts of a row in their order: ("place" or "one_hot", its size).
        temperature: tau, above 0; the smaller, the nearer to one-hot.

    Called with logits (batch, size), and noise of the same shape.
    Output shape: (batch, size).

    Raises:
        ValueError: if a block is of another kind, the temperature is not above 0, or the sizes do not add up to that of
            the inputs.

    Example:
        >>> logits, noise = tf.constant([[0.0, 5.0, 0.0]]), tf.zeros((1, 3))
        >>> RowActivation([("place", 1), ("one_hot", 2)])(logits, noise).numpy().round(2).tolist()
        [[0.0, 1.0, 0.0]]

    Reference:
        Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.4; Jang et al. 2017, https://arxiv.org/abs/1611.01144.
    """

    def __init__(self, blocks, temperature=0.2, **kwargs):
        super().__init__(**kwargs)
        check_positive(self, temperature=temperature)
        if unknown := [kind for kind, _ in blocks if kind not in (PLACE, ONE_HOT)]:
            raise ValueError(f"RowActivation takes blocks of kind {PLACE!r} and {ONE_HOT!r}, not {unknown[0]!r}.")
        self.blocks = [(kind, int(size)) for kind, size in blocks]
        self.temperature = temperature

    def build(self, logits_shape, noise_shape):
        size, shapes = sum(size for _, size in self.blocks), (tuple(logits_shape), tuple(noise_shape))
        if any(shape[1:] != (size,) for shape in shapes):
            raise ValueError(f"RowActivation takes logits and noise (batch, {size}), not inputs of shapes {shapes}.")

    def call(self, logits, noise):
        logits, noise = ops.cast(logits, "float32"), ops.cast(noise, "float32")
        parts, start = [], 0
        for kind, size in self.blocks:
            part = logits[:, start : start + size]
            if kind == PLACE:
                parts.append(ops.tanh(part))
            else:
                parts.append(ops.softmax((part + noise[:, start : start + size]) / self.temperature, axis=-1))
            start += size
        return ops.cast(ops.concatenate(parts, axis=-1), self.compute_dtype)

    def compute_output_shape(self, logits_shape, noise_shape):
        return tuple(logits_shape)

    def get_config(self):
        return {**super().get_config(), "blocks": self.blocks, "temperature": self.temperature}
