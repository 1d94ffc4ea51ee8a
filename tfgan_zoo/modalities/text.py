"""Text and other sequences of tokens."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import plots
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.modalities.modality import Modality

PADDING = ""  # the word of token 0, which pads shorter texts


@keras.saving.register_keras_serializable("tfgan_zoo")
class Text(Modality):
    """Sequences of tokens: int32 (length,), stored unchanged.

    Args:
        vocabulary: the words in the order of their tokens, the integers from 0; an empty word is padding, which is
            not written. None if tokens are numbers only.
        vocabulary_size: number of tokens, if there is no vocabulary.
        separator: separator of words: a space, or an empty string if tokens are characters.

    Raises:
        ValueError: if neither a vocabulary nor its size is given, or they do not match.

    Example:
        >>> Text(["", "a", "dog"]).lines(np.array([[1, 2, 0], [2, 0, 0]]))
        ['a dog', 'dog']
    """

    name = "text"
    output_name = "tokens"
    suffix = ".txt"
    num_shown = 24
    is_integer = True
    draws_real = True
    has_distances = False

    def __init__(self, vocabulary=None, vocabulary_size=None, separator=" "):
        if vocabulary is None and vocabulary_size is None:
            raise ValueError("Text received no vocabulary; pass its words, or vocabulary_size=<number of tokens>.")
        self.vocabulary = None if vocabulary is None else list(vocabulary)
        self.vocabulary_size = len(self.vocabulary) if vocabulary_size is None else vocabulary_size
        check_at_least_one(self, vocabulary_size=self.vocabulary_size)
        if self.vocabulary is not None and len(self.vocabulary) != self.vocabulary_size:
            raise ValueError(
                f"the vocabulary has {len(self.vocabulary)} words, but vocabulary_size is {self.vocabulary_size}: "
                "omit it."
            )
        self.separator = separator

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.integer) or samples.ndim != 2:
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; texts are integer tokens (examples, "
                "length): read a file of lines with data.text."
            )
        self.check_tokens(samples, name)
        return samples.astype(np.int32)

    def check_generated(self, samples, name):
        self.check_tokens(np.asarray(samples), name)

    def check_tokens(self, tokens, name):
        """Refuse tokens that are not in the vocabulary."""
        low, high = tokens.min(), tokens.max()
        if low < 0 or high >= self.vocabulary_size:
            raise ValueError(
                f"{name} has tokens from {low} to {high}; expected 0 to {self.vocabulary_size - 1}: add all "
                f"{max(high + 1, self.vocabulary_size)} tokens of the data to the vocabulary, or replace the unknown "
                "ones."
            )

    def lines(self, samples):
        """One string per sample: its words, or its tokens as numbers if there is no vocabulary."""
        if self.vocabulary is None:
            return [" ".join(map(str, sample)) for sample in np.asarray(samples)]
        words = np.array(self.vocabulary, object)
        return [self.separator.join(filter(None, words[sample])) for sample in np.asarray(samples)]

    def draw(self, path, samples, real=None, given=None, title=""):
        """A page of samples, one per line, below half as many real ones."""
        real = None if real is None else self.lines(real[: (len(samples) + 1) // 2])
        plots.text_page(path, self.lines(samples), real, title)

    def write_file(self, path, sample):
        path.write_text(self.lines(sample[None])[0] + "\n", encoding="utf-8")

    def encoders(self, sample_shape):
        return {} if self.vocabulary is None else {"text": ("text", self.encode)}

    def encode(self, tokens):
        """Tokens (batch, length) -> UTF-8 strings of shape (batch,), in a graph."""
        words = tf.gather(tf.constant(self.vocabulary), tokens)
        is_word = words != PADDING
        is_first = tf.cumsum(tf.cast(is_word, tf.int32), axis=-1) == 1  # or padding after it, which is empty
        words = tf.where(is_word & ~is_first, self.separator + words, words)
        return tf.strings.reduce_join(words, axis=-1)
