"""Sequences of tokens as samples."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_zoo.modalities import Text

WORDS = ["", "a", "dog", "runs"]
TOKENS = np.array([[1, 2, 3, 0], [2, 0, 0, 0], [0, 0, 0, 0], [1, 0, 2, 0], [0, 3, 0, 1]], "int32")
LINES = ["a dog runs", "dog", "", "a dog", "runs a"]


def test_lines_are_the_words_without_padding():
    assert Text(WORDS).lines(TOKENS) == LINES
    assert Text(WORDS, separator="").lines(TOKENS) == [line.replace(" ", "") for line in LINES]
    assert Text(vocabulary_size=4).lines(TOKENS[:1]) == ["1 2 3 0"]


@pytest.mark.parametrize("separator", [" ", "", "-", "$"])
def test_a_graph_writes_the_same_lines(separator):
    modality = Text([*WORDS[:3], "läuft"], separator=separator)
    (name, encode) = modality.encoders((4,))["text"]
    assert name == "text"
    strings = tf.function(encode, input_signature=[tf.TensorSpec((None, 4), tf.int32)])(TOKENS)
    assert [string.decode() for string in strings.numpy()] == modality.lines(TOKENS)


def test_numbers_have_no_text():
    assert Text(vocabulary_size=4).encoders((4,)) == {}


def test_a_file_a_sample(tmp_path):
    paths = Text(WORDS).write(tmp_path, TOKENS, first=7)
    assert [path.name for path in paths] == ["0007.txt", "0008.txt", "0009.txt", "0010.txt", "0011.txt"]
    assert [path.read_text() for path in paths] == [line + "\n" for line in LINES]


def test_samples_are_stored_as_they_are():
    checked = Text(WORDS).checked(TOKENS.astype("int64"), "mine")
    assert checked.dtype == np.int32
    np.testing.assert_array_equal(Text(WORDS).to_model(checked), TOKENS)
    np.testing.assert_array_equal(Text(WORDS).to_stored(tf.constant(TOKENS)), TOKENS)


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        ([[0, 4]], "mine has tokens from 0 to 4; expected 0 to 3: add all 5 tokens"),
        ([[-1, 2]], "mine has tokens from -1 to 2; expected 0 to 3"),
        ([[0.0, 1.0]], "mine has type float64 and shape .1, 2.; texts are integer tokens"),
        ([0, 1], r"shape \(2,\); texts are integer tokens \(examples, length\): read a file of lines with data.text"),
    ],
)
def test_what_are_no_tokens_of_the_vocabulary_is_refused(samples, message):
    with pytest.raises(ValueError, match=message):
        Text(WORDS).checked(np.array(samples), "mine")


def test_generated_tokens_out_of_the_vocabulary_are_refused():
    Text(WORDS).check_generated(TOKENS, "mine")
    with pytest.raises(ValueError, match="expected 0 to 3"):
        Text(WORDS).check_generated(TOKENS + 1, "mine")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "received no vocabulary"),
        ({"vocabulary": WORDS, "vocabulary_size": 5}, "has 4 words, but vocabulary_size is 5"),
        ({"vocabulary_size": 0}, "vocabulary_size as an integer of at least 1"),
    ],
)
def test_a_vocabulary_that_is_none_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        Text(**options)


@pytest.mark.parametrize("modality", [Text(WORDS, separator="-"), Text(vocabulary_size=9)])
def test_it_is_saved_and_compared_by_its_arguments(modality):
    again = keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(modality))
    assert again == modality
    assert again != Text(vocabulary_size=8)


def test_a_page_is_drawn_with_real_lines_and_is_of_one_size_whatever_they_say(tmp_path):
    modality = Text(WORDS)
    modality.draw(tmp_path / "few.png", np.zeros((4, 3), "int32"), title="step 3")
    modality.draw(tmp_path / "many.png", np.full((4, 60), 3), title="step 4")
    modality.draw(tmp_path / "real.png", TOKENS, real=TOKENS)
    sizes = {name: Image.open(tmp_path / f"{name}.png").size for name in ("few", "many", "real")}
    assert sizes["few"] == sizes["many"]
    gray = np.asarray(Image.open(tmp_path / "real.png").convert("L"))
    darkest = gray.min(axis=1)
    assert (darkest == 0).any() and (darkest == 128).any()  # generated lines are black, real ones gray
    assert np.argmax(darkest == 128) < np.argmax(darkest == 0)
