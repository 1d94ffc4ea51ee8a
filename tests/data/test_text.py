"""Lines of a file as sequences of tokens."""

import re
import warnings

import numpy as np
import pytest

from tfgan_zoo import data


@pytest.fixture
def written(tmp_path):
    def write(content, name="lines.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_words_become_tokens_by_frequency_and_zero_is_padding(written):
    examples = data.text(written("the dog runs\nthe dog\na cat runs far\n"), length=4)
    assert examples.modality.vocabulary == ["", "dog", "runs", "the", "a", "cat", "far"]
    np.testing.assert_array_equal(examples.samples, [[3, 1, 2, 0], [3, 1, 0, 0], [4, 5, 2, 6]])
    assert examples.samples.dtype == np.int32
    assert examples.modality.lines(examples.samples) == ["the dog runs", "the dog", "a cat runs far"]


def test_characters_become_tokens_too(written):
    examples = data.text(written("abba\nb a\n"), length=5, unit="character")
    assert examples.modality.vocabulary == ["", "a", "b", " "]
    np.testing.assert_array_equal(examples.samples, [[1, 2, 2, 1, 0], [2, 3, 1, 0, 0]])
    assert examples.modality.lines(examples.samples) == ["abba", "b a"]


def test_every_tenth_line_is_test_data_and_both_splits_have_one_vocabulary(written):
    path = written("".join(f"w{number}\n" for number in range(25)))
    train, test = data.text(path, "train", 1), data.text(path, "test", 1)
    assert test.modality.lines(test.samples) == ["w9", "w19"]
    assert train.num_examples == 23
    assert train.modality == test.modality
    assert not {*train.modality.lines(train.samples)} & {*test.modality.lines(test.samples)}


def test_batches_are_integers(written):
    batch = next(iter(data.text(written("a b\nb a\n"), length=2).batches(2, shuffle=False)))
    assert batch.dtype == "int32"
    np.testing.assert_array_equal(batch, [[1, 2], [2, 1]])


def test_rare_words_are_unknown_with_a_warning(written):
    path = written("a a b\na b c\n")
    with pytest.warns(
        UserWarning, match=r"1 of the 6 tokens of .* are not in the vocabulary \('c'\); '<unknown>' stands"
    ):
        examples = data.text(path, length=3, min_count=2)
    assert examples.modality.vocabulary == ["", "<unknown>", "a", "b"]
    np.testing.assert_array_equal(examples.samples, [[2, 2, 3], [2, 3, 1]])


def test_words_missing_from_a_given_vocabulary_are_counted_in_a_warning(written):
    path = written("a x y\ny a z\n")
    with pytest.warns(UserWarning, match=re.escape("4 of the 6 tokens of")) as found:
        examples = data.text(path, length=3, vocabulary=["", "a", "<unknown>"])
    assert "'y', 'x', 'z'" in str(found[0].message)
    np.testing.assert_array_equal(examples.samples, [[1, 2, 2], [2, 1, 2]])
    with pytest.raises(ValueError, match="4 of the 6 tokens .* add them, or '<unknown>'"):
        data.text(path, length=3, vocabulary=["", "a"])


def test_longer_lines_are_truncated_with_a_warning(written):
    path = written("a b c\na b\na b c d\n")
    with pytest.warns(UserWarning, match="2 of the 3 lines .* have more than 2 tokens .up to 4. and were truncated"):
        examples = data.text(path, length=2)
    np.testing.assert_array_equal(examples.samples, [[1, 2]] * 3)


def test_trailing_blanks_a_byte_order_mark_and_windows_line_ends_do_not_matter(written):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        examples = data.text(written("\ufeff a  b \r\nb a\r\n"), length=2)
    assert examples.modality.lines(examples.samples) == ["a b", "b a"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty; expected a text in every line"),
        ("\n", r"line 1 of .* is empty"),
        ("a\n\nb\n", r"line 2 of .* is empty; expected a text in every line: remove it"),
        ("a\nb\n  \nc", r"line 3 of .* is empty"),
        (b"a\ncaf\xe9\n", r"line 2 of .* has the byte 0xe9, which is not UTF-8; .*iconv"),
    ],
)
def test_a_file_that_is_not_text_is_refused_with_the_line(written, content, message):
    with pytest.raises(ValueError, match=message):
        data.text(written(content))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "dev"}, "has no split 'dev'; choose one of 'train', 'test'"),
        ({"split": "test"}, "has 2 lines; expected 10 or more"),
        ({"unit": "syllable"}, "unit='syllable'; expected one of 'word', 'character'"),
        ({"length": 0}, "length=0; expected an integer of at least 1"),
        ({"min_count": 1.5}, "min_count=1.5; expected an integer of at least 1"),
        ({"vocabulary": ["a", "b"]}, "expected padding, an empty string, first"),
        ({"vocabulary": ["", "a", "b", "a"]}, "3 different tokens among its 4"),
    ],
)
def test_wrong_arguments_are_refused(written, options, message):
    with pytest.raises(ValueError, match=message):
        data.text(written("a b\nb a\n"), **options)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        data.text(tmp_path / "missing.txt")
