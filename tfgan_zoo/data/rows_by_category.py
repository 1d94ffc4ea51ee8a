"""Rows of a table drawn by their categories, so that rare ones are learned too: CTGAN's training by sampling.

Reference: Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.3.
"""

import dataclasses
import functools

import numpy as np
import tensorflow as tf

from tfgan_zoo.data import checks
from tfgan_zoo.data.autotune import without_autotune
from tfgan_zoo.data.examples import ENDLESS, Examples
from tfgan_zoo.data.targets import WithTargets
from tfgan_zoo.latents import ColumnCategories
from tfgan_zoo.modalities import EncodedTable

CONDITION = "condition"  # the category that a row has been drawn for


@dataclasses.dataclass(frozen=True, eq=False)
class RowsByCategory(WithTargets):
    """Encoded rows, each drawn for a category that it has; make one with `rows_by_category`.

    For training a column of categories is drawn, all equally likely, then one of its categories, as likely as the
    logarithm of its count, then one of the rows that have it. A batch is a function of the seed and its number alone.

    Args:
        target: `Examples` of encoded rows.

    Example:
        >>> batch = next(iter(rows_by_category(data.encoded(data.load("mixed_columns"))).batches(10)))
        >>> sorted(batch), batch["condition"].shape
        (['condition', 'sample'], TensorShape([10, 9]))
    """

    target: Examples

    @functools.cached_property
    def index(self):
        """Rows in the order of each column's categories, (columns, rows); and where each category starts in it."""
        places, modality = self.target.modality.category_places, self.target.modality
        one_hot, first = np.asarray(self.target.samples)[:, places], 0
        orders, starts = [], np.zeros((len(modality.counts), max(map(len, modality.counts)) + 1), np.int32)
        for number, counts in enumerate(modality.counts):
            categories = one_hot[:, first : first + len(counts)].argmax(axis=1)
            orders.append(np.argsort(categories, kind="stable"))
            found = np.bincount(categories, minlength=len(counts))
            starts[number, 1 : len(counts) + 1] = np.cumsum(found)
            first += len(counts)
        return np.array(orders, np.int32), starts

    @functools.cached_property
    def categories(self):
        """The distribution of what is asked for in training, by the counts of these rows."""
        _, starts = self.index
        sizes = [len(counts) for counts in self.target.modality.counts]
        counts = [np.diff(of_column)[:size].tolist() for of_column, size in zip(starts, sizes, strict=True)]
        return ColumnCategories(counts, logarithmic=True)

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches {"sample": rows, "condition": the category of each, one-hot}; arguments as of `Examples.batches`.

        In order (`shuffle=False`) each row comes once, with its category of a random column.

        Raises:
            ValueError: As `Examples.batches`.
        """
        if not shuffle:
            rows = self.target.batches(batch_size, seed, False, augment, False, repeat, skip)
            return rows.enumerate(start=skip).map(lambda step, samples: self._with_own_category(samples, seed, step))
        checks.check_batches(self.target, batch_size, seed, labels, augment, True, skip)
        index, count = self.target.worker
        own = slice(index * (batch_size // count), (index + 1) * (batch_size // count))
        samples = tf.constant(self.target.samples)
        order, starts = (tf.constant(part) for part in self.index)

        def draw(step):
            which, row = _split(seed, step)
            columns, categories = self.categories.numbers(batch_size, which)
            first = tf.gather_nd(starts, tf.stack([columns, categories], axis=1))
            size = tf.gather_nd(starts, tf.stack([columns, categories + 1], axis=1)) - first
            uniform = tf.random.stateless_uniform((batch_size,), row, dtype=tf.float64, alg="philox")
            chosen = first + tf.minimum(tf.cast(uniform * tf.cast(size, tf.float64), tf.int32), size - 1)
            rows = tf.gather(samples, tf.gather_nd(order, tf.stack([columns, chosen], axis=1)))
            return {"sample": rows[own], CONDITION: self.categories.one_hot(columns, categories)[own]}

        last = ENDLESS if repeat else self.num_examples // batch_size
        options = tf.data.Options()
        options.deterministic = True
        batches = tf.data.Dataset.range(skip, last).map(draw, num_parallel_calls=tf.data.AUTOTUNE)
        cardinality = tf.data.INFINITE_CARDINALITY if repeat else max(0, last - skip)
        batches = batches.apply(tf.data.experimental.assert_cardinality(cardinality))
        return without_autotune(batches.prefetch(tf.data.AUTOTUNE).with_options(options))

    def for_worker(self, index, count):
        """The same rows, of each batch for training one worker's; as for `Examples`."""
        return dataclasses.replace(self, target=self.target.for_worker(index, count))

    def _with_own_category(self, samples, seed, step):
        """Rows with the category that each has in a column that is drawn for it."""
        columns, _ = self.categories.numbers(tf.shape(samples)[0], _split(seed, step)[0])
        numbers = tf.repeat(tf.range(len(self.categories.sizes)), self.categories.sizes)
        own = tf.gather(samples, self.target.modality.category_places, axis=1)
        return {"sample": samples, CONDITION: own * tf.cast(numbers == columns[:, None], own.dtype)}


def rows_by_category(examples):
    """Encoded rows, drawn for training by their categories.

    Args:
        examples: `Examples` that `encoded` gives.

    Returns:
        `RowsByCategory`.

    Raises:
        ValueError: When they are not encoded, or no column has categories.

    Example:
        >>> rows_by_category(data.encoded(data.load("mixed_columns"))).num_examples
        7000
    """
    if not isinstance(examples, Examples) or not isinstance(examples.modality, EncodedTable):
        raise ValueError("received what is no encoded table; expected Examples from data.encoded(...).")
    if not examples.modality.counts:
        raise ValueError(
            f"{examples.name} has no column of categories, by which rows are drawn; name columns of numbers that are "
            "codes (categories=[...]), or add one, such as whether a number is above its median."
        )
    return RowsByCategory(dataclasses.replace(examples, labels=None, num_classes=None, conditions={}))


def _split(seed, step):
    """Two seeds for a batch: of what is asked for, and of the rows."""
    stream = tf.stack([tf.constant(seed, tf.int64), tf.cast(step, tf.int64)])
    return tf.unstack(tf.random.experimental.stateless_split(stream, 2, alg="philox"))
