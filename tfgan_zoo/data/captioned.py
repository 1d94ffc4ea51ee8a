"""Digits in colors with captions from a small grammar: a set whose unseen combinations of words are known."""

import itertools
import re

import numpy as np

from tfgan_zoo.data.examples import Examples

COLORS = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "magenta": (255, 0, 255),
    "cyan": (0, 255, 255),
}
SYNONYMS = {
    "red": "crimson",
    "green": "emerald",
    "blue": "azure",
    "yellow": "golden",
    "magenta": "purple",
    "cyan": "turquoise",
}
DIGIT_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEMPLATES = (
    "a {color} {digit}",
    "the {digit} is {color}",
    "a {digit} in {color}",
    "the digit {digit}, painted {color}",
)
BEFORE_VOWEL = re.compile(r"\ba (?=[aei])")  # "a one" stays
PERIOD = 5  # a digit and a color are held out together if their numbers are the same modulo this


def captioned(examples, held_out=False, seed=0):
    """Gray digits, each in a random color, with a caption such as "the seven is azure".

    Twelve of the sixty pairs of a color and a digit are held out: each word of their captions occurs in others, so a
    model that understands captions can also draw these pairs, of which it has seen none.

    Args:
        examples: `Examples` of one channel with ten classes: `load("mnist")`, or `load("digits")`, which needs no
            network.
        held_out: Whether the pairs are those that are held out; else they are the others.
        seed: Integer; determines colors and captions.

    Returns:
        `Examples` (height, width, 3) with the condition `captions`, strings. Captions of the same meaning have the same
        label: 10 times the number of the color, plus the digit.

    Raises:
        ValueError: When the examples are not gray images with ten classes.

    Example:
        >>> captioned(data.load("digits", "test")).conditions["captions"].shape
        (300,)
    """
    gray = examples.modality.name == "image" and examples.shape[-1] == 1
    if not gray or examples.num_classes != len(DIGIT_WORDS):
        raise ValueError(
            f"{examples.name} ({examples.split}) has shape {examples.shape} and num_classes={examples.num_classes}; "
            "expected gray images of the ten digits: load('mnist') or load('digits')."
        )
    digits = np.asarray(examples.labels)
    draws = np.random.default_rng(seed)
    colors = draws.random((len(digits), len(COLORS)))
    colors[is_held_out(np.arange(len(COLORS)), digits[:, None]) != held_out] = -1  # never the greatest
    colors = colors.argmax(axis=1)
    rgb = np.array(list(COLORS.values()), np.uint16)[colors][:, None, None]
    images = (np.asarray(examples.samples[:]) * rgb // 255).astype(np.uint8)
    colored = Examples(
        f"captioned_{examples.name}",
        examples.split,
        images,
        (10 * colors + digits).astype(np.int32),
        num_classes=10 * len(COLORS),
        class_names=tuple(f"{color} {digit}" for color, digit in itertools.product(COLORS, DIGIT_WORDS)),
    )
    return colored.with_conditions(captions=[caption_of(*pair, draws) for pair in zip(colors, digits, strict=True)])


def is_held_out(color, digit):
    """Whether pairs of a color's number and a digit are held out: two digits of each color."""
    return color % PERIOD == digit % PERIOD


def caption_of(color, digit, draws):
    """A caption of a pair, in words drawn by a NumPy generator."""
    name = list(COLORS)[color]
    template, word = TEMPLATES[draws.integers(len(TEMPLATES))], (name, SYNONYMS[name])[draws.integers(2)]
    return BEFORE_VOWEL.sub("an ", template.format(color=word, digit=DIGIT_WORDS[digit]))
