"""Sequences that a network writes: data whose true distribution is known."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.checks import check_numbers
from tfgan_zoo.data.checks import check_split
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities import Text
from tfgan_zoo.networks.lstm import language_model, token_sampler

SPLITS = ("train", "test")
BLOCK = 500  # sequences written at once


def oracle_sequences(oracle, num_examples=10_000, split="train", seed=0):
    """Sequences drawn from an oracle, always the same for the same seed.

    Args:
        oracle: network of `networks.lstm_oracle`.
        num_examples: how many; the authors train on 10 000.
        split: "train" or "test", which are drawn independently.
        seed: integer.

    Returns:
        `Examples` of int32 (length,), whose modality is `Text` without words.

    Raises:
        ValueError: for another split, fewer than one example, or a network that has no `LanguageModel`.

    Example:
        >>> oracle_sequences(networks.lstm_oracle(50, 8), 100).shape
        (8,)

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 4.1.
    """
    check_split("the oracle", split, SPLITS)
    check_numbers("oracle_sequences", num_examples=num_examples, seed=seed)
    write = tf.function(token_sampler(oracle), reduce_retracing=True)
    length = oracle.input_shape[1]
    uniforms = tf.random.stateless_uniform((num_examples, length), (seed, SPLITS.index(split)), alg="philox")
    blocks = [write(uniforms[start : start + BLOCK]).numpy() for start in range(0, num_examples, BLOCK)]
    modality = Text(vocabulary_size=language_model(oracle).vocabulary_size)
    return Examples("oracle", split, np.concatenate(blocks), modality=modality)
