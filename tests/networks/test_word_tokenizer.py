"""Words become the same tokens in training and in a server, and unknown ones are named."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import networks

VOCABULARY = ["blue", "red", "three", "übergroß"]


@pytest.fixture(scope="module")
def tokenizer():
    return networks.WordTokenizer(VOCABULARY)


def test_a_word_is_a_run_of_letters_and_digits_in_any_case(tokenizer):
    tokens = tokenizer(tf.constant(["red, THREE!", "(Blue)", "ÜBERGROß red-three"]))
    np.testing.assert_array_equal(tokens, [[3, 4, 0], [2, 0, 0], [5, 3, 4]])


def test_no_caption_is_truncated(tokenizer):
    assert tokenizer(tf.constant(["red " * 50])).shape == (1, 50)


def test_the_vocabulary_is_of_the_words_that_the_tokenizer_finds():
    captions = ["A red three.", "a BLUE three; a red 3"]
    vocabulary = networks.vocabulary_of(captions)
    assert vocabulary == ["3", "a", "blue", "red", "three"]
    assert np.min(networks.WordTokenizer(vocabulary)(tf.constant(captions))[1]) > 1


def test_unknown_words_are_counted_and_named_with_the_nearest_known_ones(tokenizer):
    message = (
        "received 3 unknown words in 2 of 3 captions: 'rde' .nearest: 'red'., 'dragon'; expected words of the "
        "vocabulary, which has 4: blue, red, three"
    )
    with pytest.raises(ValueError, match=message):
        tokenizer(tf.constant(["rde three", "red", "dragon rde"]))


def test_of_many_unknown_words_the_first_few_are_named(tokenizer):
    with pytest.raises(ValueError, match=r"received 7 unknown words in 1 of 1 .*'e' and 2 others; expected"):
        tokenizer(tf.constant(["a b c d e f g"]))


@pytest.mark.parametrize("nothing", ["", "  ", "?!"])
def test_captions_without_a_word_are_counted(tokenizer, nothing):
    with pytest.raises(ValueError, match="received 2 of 3 captions without a word"):
        tokenizer(tf.constant([nothing, "red", nothing]))


@pytest.mark.parametrize(("captions", "count"), [(["red dragon", "red", "gren"], 2), (["red", ""], 1)])
def test_a_graph_refuses_them_too(tokenizer, captions, count):
    message = rf"\[received\] \[{count}\] \[captions with unknown words"
    with pytest.raises(tf.errors.InvalidArgumentError, match=message):
        tf.function(tokenizer)(tf.constant(captions))


def test_a_saved_tokenizer_has_its_vocabulary(tokenizer, tmp_path):
    captions = keras.Input((), dtype="string")
    keras.Model(captions, tokenizer(captions)).save(tmp_path / "tokenizer.keras")
    loaded = keras.saving.load_model(tmp_path / "tokenizer.keras")
    np.testing.assert_array_equal(loaded(tf.constant(["three red"])), [[4, 3]])


@pytest.mark.parametrize("vocabulary", [["red", "red"], ["Red"], ["dark red"], [""]])
def test_a_vocabulary_of_anything_but_single_different_words_is_refused(vocabulary):
    with pytest.raises(ValueError, match="expected single words in lower case, each once"):
        networks.WordTokenizer(vocabulary)


def test_an_empty_vocabulary_is_refused():
    with pytest.raises(ValueError, match="the vocabulary is empty"):
        networks.WordTokenizer([])
