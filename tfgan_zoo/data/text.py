"""Texts from a file, a line each, as sequences of tokens."""

import collections
import pathlib
import warnings

import numpy as np

from tfgan_zoo.checks import COUNT
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities.text import PADDING, Text

UNKNOWN = "<unknown>"
SEPARATORS = {"word": " ", "character": ""}  # what stands between two tokens of either kind
TEST_EVERY = 10  # the last of so many lines is of the split "test"
SHOWN = 5  # unknown tokens that a message names


def text(file, split="train", length=20, unit="word", vocabulary=None, min_count=1):
    """Lines of a UTF-8 file as sequences of tokens of one length.

    Token 0 is padding, which fills shorter lines; longer ones are truncated, with a warning. Both splits have one
    vocabulary, that of the whole file: padding, then "<unknown>" if rare tokens were left out, then the others from
    the most frequent on.

    Args:
        file: path of the file.
        split: "train", or "test" for the last of every ten lines.
        length: tokens of every sequence.
        unit: "word" (separated by spaces) or "character".
        vocabulary: tokens to use instead of the file's, padding (an empty string) first, such as another file's
            `modality.vocabulary`. What is not among them becomes "<unknown>", which a warning counts.
        min_count: minimum frequency in the file for a token to be in the vocabulary.

    Returns:
        `Examples` of int32 (length,), whose modality is `Text`.

    Raises:
        ValueError: for an empty file or line, bytes that are not UTF-8, another split or unit, a number that is not an
            integer of at least 1, or unknown tokens where the vocabulary has no "<unknown>".
        FileNotFoundError: if there is no such file.

    Example:
        >>> import pathlib
        >>> _ = pathlib.Path("dogs.txt").write_text("a dog runs\\n" * 10)
        >>> text("dogs.txt", length=4).modality.vocabulary
        ['', 'a', 'dog', 'runs']
    """
    check_split(file, split, ("train", "test"))
    if unit not in SEPARATORS:
        raise ValueError(f"unit={unit!r}; expected one of {', '.join(map(repr, SEPARATORS))}.")
    for name, value in (("length", length), ("min_count", min_count)):
        if value not in COUNT:
            raise ValueError(f"{name}={value!r}; expected an integer of at least 1.")
    lines = [line.split() if unit == "word" else list(line) for line in read_lines(file)]
    vocabulary = vocabulary_of(lines, min_count) if vocabulary is None else checked_vocabulary(vocabulary)
    # Both splits are turned into tokens, so that what is said of the file does not depend on which is asked for.
    tokens = as_tokens(lines, vocabulary, length, file)
    is_test = np.arange(len(tokens)) % TEST_EVERY == TEST_EVERY - 1
    if split == "test" and not is_test.any():
        raise ValueError(f"{file} has {len(lines)} lines; expected {TEST_EVERY} or more to take test data from.")
    chosen = tokens[is_test if split == "test" else ~is_test]
    return Examples(pathlib.Path(file).name, split, chosen, modality=Text(vocabulary, separator=SEPARATORS[unit]))


def read_lines(file):
    """The lines of a UTF-8 file without blanks at their ends."""
    path = pathlib.Path(file).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"there is no file {path}; expected one with a text in every line.")
    content = path.read_bytes()
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        number = content[: error.start].count(b"\n") + 1
        raise ValueError(
            f"line {number} of {file} has the byte 0x{content[error.start]:02x}, which is not UTF-8; expected text in "
            "UTF-8: convert the file, as with `iconv -f latin1 -t utf-8`."
        ) from error
    lines = [line.strip() for line in lines]
    if lines[-1] == "":  # after the last line's end
        lines.pop()
    if not lines:
        raise ValueError(f"{file} is empty; expected a text in every line.")
    if "" in lines:
        raise ValueError(f"line {lines.index('') + 1} of {file} is empty; expected a text in every line: remove it.")
    return lines


def vocabulary_of(lines, min_count):
    """Padding and the tokens that lines have often enough, from the most frequent on."""
    counts = collections.Counter(token for line in lines for token in line)
    kept = sorted((token for token in counts if counts[token] >= min_count), key=lambda token: (-counts[token], token))
    return [PADDING, *([UNKNOWN] if len(kept) < len(counts) else []), *kept]


def checked_vocabulary(vocabulary):
    """The vocabulary as a list, padding first and no token twice."""
    vocabulary = list(vocabulary)
    if vocabulary[:1] != [PADDING] or len(set(vocabulary)) != len(vocabulary):
        raise ValueError(
            f"the vocabulary begins with {vocabulary[:1]} and has {len(set(vocabulary))} different tokens among its "
            f"{len(vocabulary)}; expected padding, an empty string, first, and no token twice."
        )
    return vocabulary


def as_tokens(lines, vocabulary, length, name):
    """Lines of words as int32 (lines, length), with warnings of what was cut or unknown."""
    numbers = {token: number for number, token in enumerate(vocabulary)}
    unknown = collections.Counter(token for line in lines for token in line if token not in numbers)
    if unknown:
        say_unknown(unknown, sum(map(len, lines)), UNKNOWN in numbers, name)
    num_cut = sum(len(line) > length for line in lines)
    if num_cut:
        warnings.warn(
            f"{num_cut} of the {len(lines)} lines of {name} have more than {length} tokens (up to "
            f"{max(map(len, lines))}) and were truncated; use a greater length to keep them whole.",
            stacklevel=3,
        )
    tokens = np.zeros((len(lines), length), np.int32)
    for row, line in zip(tokens, lines, strict=True):
        kept = line[:length]
        row[: len(kept)] = [numbers.get(token, numbers.get(UNKNOWN)) for token in kept]
    return tokens


def say_unknown(unknown, total, can_replace, name):
    """Warn of unknown tokens, or refuse them if the vocabulary has no token for them."""
    shown = ", ".join(repr(token) for token, _ in unknown.most_common(SHOWN)) + ", ..." * (len(unknown) > SHOWN)
    found = f"{unknown.total()} of the {total} tokens of {name} are not in the vocabulary ({shown})"
    if not can_replace:
        raise ValueError(f"{found}; expected known ones: add them, or {UNKNOWN!r}, which then stands for them.")
    warnings.warn(f"{found}; {UNKNOWN!r} stands for them.", stacklevel=4)
