"""An embedding whose table has spectral norm 1."""

import keras

from tfgan_zoo.layers.spectral_normalization import SpectralNormalization


@keras.saving.register_keras_serializable("tfgan_zoo")
class SpectralEmbedding(SpectralNormalization, keras.layers.Embedding):
    """A `keras.layers.Embedding` that looks up in its table divided by the table's largest singular value.

    The estimate is explained at `SpectralNormalization`.

    Args:
        *args, **kwargs: those of `keras.layers.Embedding`; initial values by `embeddings_initializer`.

    Input shape: integers (batch, ...).
    Output shape: (batch, ..., output_dim).

    Raises:
        ValueError: as the Keras layer; LoRA is refused.

    Example:
        >>> layer = tfgan_zoo.layers.SpectralEmbedding(10, 3)
        >>> layer(keras.ops.array([7, 0])).shape
        TensorShape([2, 3])

    Reference:
        Miyato and Koyama 2018, https://arxiv.org/abs/1802.05637, section 5 (the labels' embedding of SNGAN).
    """

    weight_name = "embeddings"
    embeddings = SpectralNormalization.kernel

    def call(self, inputs):
        return keras.layers.Embedding.call(self, inputs)  # integers, where the other layers refuse them
