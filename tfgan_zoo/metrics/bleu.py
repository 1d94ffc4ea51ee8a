"""BLEU of generated texts against real ones, and of each against the other generated ones."""

import collections
import math

import numpy as np

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer

ORDERS = (2, 3, 4, 5)
UNSEEN = 0.1  # how many n-grams count as found where none is: "method 1" of Chen and Cherry 2014


class BLEU:
    """Whether generated texts have the word order of real ones, and how alike they are among themselves.

    BLEU-n of a text is the geometric mean of the shares of its 1- to n-grams that come in a reference, relative to
    which too short texts lose. Its references are all real texts (`bleu_2` to `bleu_5`), or all other generated texts
    (`self_bleu_2` to `self_bleu_5`); both are averaged over the generated texts. Neither says much alone: one good
    sentence, repeated, has the best BLEU, and noise has the lowest self-BLEU. So neither chooses a checkpoint.

    Results depend on the number of references, which grows what is found, and can be compared with equal numbers only.

    Args:
        length: tokens of a sequence.
        padding: the token to leave out of every text; None if all are words.
        split: name of the real texts' split, which the generator must not have learned from.
        max_samples: the largest number of texts of each kind to keep; later ones are ignored.

    Raises:
        ValueError: if a number is not an integer of at least 1; from `result`, with fewer than one real or two
            generated texts.

    Example:
        >>> metric = BLEU(length=3)
        >>> metric.update(np.array([[1, 2, 3], [3, 1, 2]]), np.array([[1, 2, 3], [1, 2, 3]]))

    Reference:
        Papineni et al. 2002, "BLEU", section 2; Zhu et al. 2018 (Texygen), https://arxiv.org/abs/1802.01886, section
        2.2, for self-BLEU. As there, BLEU is that of a sentence, smoothed.
    """

    name = "bleu_2"
    higher_is_better = None

    def __init__(self, length, padding=0, split="test", max_samples=1000):
        check_at_least_one(self, length=length, max_samples=max_samples)
        self.padding, self.split = padding, split
        self._real, self._fake = (RowBuffer(max_samples, length, np.int32) for _ in range(2))

    def reset(self):
        """Discard all texts."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real and one of generated sequences, int32 (batch, length)."""
        self._real.add(sample_of(real))
        self._fake.add(sample_of(fake))

    def result(self):
        """A `Result` for each order, BLEU first."""
        real, fake = (self.texts(buffer.rows()) for buffer in (self._real, self._fake))
        if len(real) < 1 or len(fake) < 2:
            raise ValueError(
                f"received {len(real)} real and {len(fake)} generated texts; expected at least 1 and 2: update with "
                "more."
            )
        values = {"bleu": bleu(fake, real), "self_bleu": self_bleu(fake)}
        return tuple(
            Result(f"{name}_{order}", value, "none", len(real), len(fake), self.split)
            for name, by_order in values.items()
            for order, value in zip(ORDERS, by_order, strict=True)
        )

    def texts(self, rows):
        """Rows of tokens as lists without padding."""
        return [[token for token in row if token != self.padding] for row in rows.tolist()]


def bleu(texts, references):
    """The mean BLEU-2 to BLEU-5 of texts, each against all references.

    Args:
        texts: lists of tokens.
        references: lists of tokens.

    Returns:
        four floats in [0, 1].

    Example:
        >>> bleu([["a", "dog", "sat"]], [["a", "dog", "sat"]])[0]
        1.0
    """
    known = References(references)
    return mean_scores([scores(text, known) for text in texts])


def self_bleu(texts):
    """The mean BLEU-2 to BLEU-5 of texts, each against all others: how alike they are.

    Args:
        texts: at least two lists of tokens.

    Returns:
        four floats in [0, 1].
    """
    known = References(texts)
    return mean_scores([scores(text, known, is_reference=True) for text in texts])


def mean_scores(rows):
    return np.mean(rows, axis=0).tolist()


class References:
    """How often each n-gram comes at most in one of several texts, with any one of them left out.

    Args:
        texts: lists of tokens.
    """

    def __init__(self, texts):
        self.lengths = collections.Counter(map(len, texts))
        self.largest = {}  # by n-gram, the two largest counts
        for text in texts:
            for ngram, count in ngrams_of(text).items():
                first, second = self.largest.get(ngram, (0, 0))
                self.largest[ngram] = (max(first, count), max(second, min(first, count)))

    def count(self, ngram, left_out=0):
        """The largest count of an n-gram, but for a text that has it `left_out` times."""
        first, second = self.largest.get(ngram, (0, 0))
        return second if left_out == first else first

    def nearest_length(self, length, is_reference=False):
        """The reference's length that is nearest to a text's, the shorter of two; without the text itself."""
        others = [
            known for known in self.lengths if not (is_reference and known == length and self.lengths[known] == 1)
        ]
        return min(others, key=lambda known: (abs(known - length), known))


def scores(text, references, is_reference=False):
    """BLEU-2 to BLEU-5 of a text; 0 without a known word.

    Args:
        text: a list of tokens.
        references: `References`.
        is_reference: whether the text is one of them, which is then left out.
    """
    found, total = collections.Counter(), collections.Counter()
    for ngram, count in ngrams_of(text).items():
        total[len(ngram)] += count
        found[len(ngram)] += min(count, references.count(ngram, left_out=count if is_reference else 0))
    if not found[1]:
        return [0.0] * len(ORDERS)
    shares = [(found[order] or UNSEEN) / max(total[order], 1) for order in range(1, ORDERS[-1] + 1)]
    brevity = min(0.0, 1 - references.nearest_length(len(text), is_reference) / len(text))
    return [math.exp(brevity + sum(map(math.log, shares[:order])) / order) for order in ORDERS]


def ngrams_of(text):
    """How often each 1- to 5-gram comes in a text."""
    orders = range(1, ORDERS[-1] + 1)
    return collections.Counter(
        tuple(text[start : start + order]) for order in orders for start in range(len(text) - order + 1)
    )
