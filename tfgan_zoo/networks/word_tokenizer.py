"""The words of captions as tokens, inside a network: from strings in training and in a server alike."""

import difflib

import keras
import numpy as np
import tensorflow as tf

PADDING = 0  # token of the places after a shorter caption's last word
UNKNOWN = 1  # token of no word, which no caption may have
NUM_RESERVED = 2  # tokens before those of the vocabulary
SHOWN = 5  # unknown words that a message names
UNREADABLE = "captions with unknown words, or without a word"


@keras.saving.register_keras_serializable("tfgan_zoo")
class WordTokenizer(keras.layers.Layer):
    """Captions as the tokens of their words. Captions with an unknown word are refused, and so are those without one.

    A word is a run of letters and digits, in any case: "A red 3!" has the words "a", "red" and "3". No caption is
    truncated. Eagerly, the error names the unknown words with the nearest known ones; in a graph, and so in a server,
    an assertion fails that names them.

    Args:
        vocabulary: the known words, in lower case, each once.

    Input shape: (batch,), strings.
    Output shape: (batch, number of words of the longest caption), int32: 0 is padding, the vocabulary begins with 2.

    Raises:
        ValueError: if the vocabulary is empty, has a word twice or something that is not a word; eagerly, for captions
            with unknown words or without any.
        tf.errors.InvalidArgumentError: in a graph, for the same captions.

    Example:
        >>> WordTokenizer(["blue", "red", "three"])(tf.constant(["red three", "Blue!"])).numpy().tolist()
        [[3, 4], [2, 0]]
    """

    def __init__(self, vocabulary, **kwargs):
        super().__init__(**kwargs)
        self.vocabulary = checked_vocabulary(vocabulary)
        self.lookup = keras.layers.StringLookup(vocabulary=self.vocabulary, mask_token="", oov_token="<unknown>")

    def build(self, captions_shape):
        self.lookup.build(captions_shape)

    def call(self, captions):
        if tf.executing_eagerly():
            self.check(captions)
        words = words_of(captions)
        padded = words.to_tensor()
        tokens = tf.cast(self.lookup(padded), "int32")
        is_unknown = tokens == UNKNOWN
        num_unreadable = tf.math.count_nonzero(tf.reduce_any(is_unknown, axis=1) | (words.row_lengths() == 0))
        named = tf.strings.reduce_join(tf.boolean_mask(padded, is_unknown)[:SHOWN], separator=", ")
        said = tf.strings.join([UNREADABLE, ": ", named, "; expected those of the vocabulary alone."])
        with tf.control_dependencies([tf.debugging.Assert(num_unreadable == 0, ["received", num_unreadable, said])]):
            return tf.identity(tokens)

    def check(self, captions):
        """Refuse captions with unknown words, each of which is named with the nearest known one.

        Args:
            captions: strings (batch,): a list, an array or an eager tensor.

        Raises:
            ValueError: if a word is unknown, or a caption has none.
        """
        words = [[word.decode() for word in caption] for caption in words_of(captions).to_list()]
        known = set(self.vocabulary)
        unknown = [[word for word in caption if word not in known] for caption in words]
        if named := list(dict.fromkeys(word for caption in unknown for word in caption)):
            more = f" and {len(named) - SHOWN} others" if len(named) > SHOWN else ""
            where = f"{sum(map(bool, unknown))} of {len(words)} captions"
            raise ValueError(
                f"received {sum(map(len, unknown))} unknown words in {where}: "
                f"{', '.join(self.with_nearest(word) for word in named[:SHOWN])}{more}; expected words of the "
                f"vocabulary, which has {len(self.vocabulary)}: {shortened(self.vocabulary)}."
            )
        if without := sum(not caption for caption in words):
            raise ValueError(f"received {without} of {len(words)} captions without a word; expected one at least.")

    def with_nearest(self, word):
        """An unknown word, with the known one that is spelled most like it if there is one."""
        nearest = difflib.get_close_matches(word, self.vocabulary, n=1)
        return f"{word!r} (nearest: {nearest[0]!r})" if nearest else repr(word)

    def compute_output_spec(self, captions):
        return keras.KerasTensor((captions.shape[0], None), dtype="int32")

    def get_config(self):
        return {**super().get_config(), "vocabulary": self.vocabulary}


def words_of(captions):
    """The words of captions: strings (batch,) -> a ragged tensor of lower-case words (batch, None)."""
    lowered = tf.strings.lower(tf.convert_to_tensor(captions), encoding="utf-8")
    return tf.strings.split(tf.strings.regex_replace(lowered, r"[^\pL\pM\pN]+", " "))


def vocabulary_of(captions):
    """The different words of captions in alphabetical order, as `WordTokenizer` takes them.

    Args:
        captions: strings (n,).

    Returns:
        list of words.

    Example:
        >>> vocabulary_of(["A red three.", "a blue three"])
        ['a', 'blue', 'red', 'three']
    """
    return sorted(word.decode() for word in set(words_of(captions).flat_values.numpy().tolist()))


def checked_vocabulary(vocabulary):
    """The vocabulary as a list, after a check that each entry is one word, and is there once."""
    vocabulary = list(vocabulary)
    if not vocabulary:
        raise ValueError("the vocabulary is empty; expected the words of the captions: vocabulary_of(captions).")
    found = [word.decode() for word in words_of(np.array(vocabulary)).flat_values.numpy().tolist()]
    if found != vocabulary or len(set(vocabulary)) < len(vocabulary):
        raise ValueError(
            f"received a vocabulary of {len(vocabulary)} words, {len(set(vocabulary))} different ones: "
            f"{shortened(vocabulary)}; expected single words in lower case, each once: vocabulary_of(captions)."
        )
    return vocabulary


def shortened(words, count=40):
    """Words as a list in prose, without those after the first so many."""
    return ", ".join(words[:count]) + (", ..." if len(words) > count else "")
