"""A dataset of stored examples, and its batches for a game."""

import dataclasses
import functools

import numpy as np
import tensorflow as tf

from tfgan_zoo.conditions import LABELS, with_conditions
from tfgan_zoo.data import checks
from tfgan_zoo.data.augmentation import Augmentation
from tfgan_zoo.data.autotune import without_autotune
from tfgan_zoo.data.on_demand import OnDemand
from tfgan_zoo.modalities import Image, Modality

ENDLESS = tf.int64.max
TENSOR_LIMIT = 256 * 2**20  # bytes; TensorFlow copies its tensors, so larger datasets are not converted


@dataclasses.dataclass(frozen=True, eq=False)
class Examples:
    """Samples of one split, ready to be batched; create one with `load` or `from_arrays`.

    A batch is a function of (seed, number of the batch) alone: neither threads nor interruptions change it.

    Args:
        name: Where the examples came from; shown in messages and written with every figure.
        split: Which part of the data set this is, such as "train".
        samples: As their modality stores them: uint8 images (num_examples, height, width, channels), float32 points
            (num_examples, 2) ... An array, or `OnDemand`.
        labels: int32 classes (num_examples,), or None. An array, or `OnDemand`.
        num_classes: Number of classes, or None when there are no labels.
        class_names: Name of each class in the order of the labels, or None.
        modality: `tfgan_zoo.modalities` object that says what a sample is.
        worker: (index, number of workers): whose rows of each batch for training are read.
        conditions: What else is known of each example, arrays (num_examples, ...) by name; see `with_conditions`.

    Example:
        >>> images = np.zeros((10, 8, 8, 1), "uint8")
        >>> data.from_arrays(images).batches(5).element_spec.shape
        TensorShape([5, 8, 8, 1])
    """

    name: str
    split: str
    samples: np.ndarray | OnDemand = dataclasses.field(repr=False)
    labels: np.ndarray | OnDemand | None = dataclasses.field(default=None, repr=False)
    num_classes: int | None = None
    class_names: tuple[str, ...] | None = dataclasses.field(default=None, repr=False)
    modality: Modality = Image()
    worker: tuple[int, int] = (0, 1)
    conditions: dict[str, np.ndarray] = dataclasses.field(default_factory=dict, repr=False)

    @property
    def shape(self):
        """Shape of one example, such as (height, width, channels)."""
        return tuple(self.samples.shape[1:])

    @property
    def num_examples(self):
        """Number of examples."""
        return len(self.samples)

    def with_conditions(self, **conditions):
        """The same examples with what else is known of each: attributes, a continuous value, an embedding, a caption.

        A game takes them by the names of its networks' inputs.

        Args:
            **conditions: Arrays (num_examples, ...) by name: numbers, or booleans, which become 0 and 1, or strings.
                Classes are `labels` and not among them.

        Raises:
            ValueError: For another number of them than of examples, other things than numbers and strings, or NaN or
                infinity.

        Example:
            >>> pictures = data.from_arrays(np.zeros((10, 8, 8, 1), "uint8"))
            >>> examples = pictures.with_conditions(angle=np.linspace(0, 1, 10))
            >>> {name: tuple(spec.shape) for name, spec in examples.batches(5).element_spec.items()}
            {'sample': (5, 8, 8, 1), 'angle': (5,)}
        """
        checked = {
            name: checks.checked_condition(name, np.asarray(values), self.num_examples, self.name)
            for name, values in conditions.items()
        }
        return dataclasses.replace(self, conditions={**self.conditions, **checked})

    def batches(self, batch_size, seed=0, labels=False, augment=None, shuffle=True, repeat=True, skip=0):
        """Batches for training, or, with `shuffle=False, repeat=False`, for evaluation.

        Training drops the incomplete batch at the end of an epoch (different examples in every epoch); evaluation keeps
        it.

        Args:
            batch_size: Examples per batch.
            seed: Integer; together with the epoch's number it determines the order of the examples.
            labels: Whether to return (images, labels) instead of images.
            augment: An `Augmentation`, or any function (images, seed) -> images of float32 batches.
            shuffle: Whether every epoch has a new order.
            repeat: Whether to repeat forever (`model.fit` then needs `steps_per_epoch`).
            skip: Batches to skip at the start, at no cost: to resume a run at its step.

        Returns:
            A `tf.data.Dataset` of (batch_size, *shape) in a game's format, images float32 in [-1, 1]; or of those
            with int32 labels. Where there are conditions, of dicts of "sample", "labels" and the conditions by name.

        Raises:
            ValueError: For fewer samples than a batch, labels of an unlabeled dataset, or an invalid argument.
        """
        checks.check_batches(self, batch_size, seed, labels, augment, shuffle or repeat, skip)
        own = self._own_rows(batch_size)

        def read(step, rows):
            stream = tf.stack([tf.constant(seed, tf.int64), step])
            samples = self._augmented(rows, own, augment, stream)
            found = {name: _gathered(source, rows[own]) for name, source in self._conditions_sources.items()}
            if labels:
                found[LABELS] = _gathered(self._labels_source, rows[own])
            return (samples, found[LABELS]) if list(found) == [LABELS] else with_conditions(samples, found)

        options = tf.data.Options()
        options.deterministic = True
        rows = self._rows(batch_size, seed, shuffle, repeat, skip)
        batches = rows.enumerate(start=skip).map(read, num_parallel_calls=tf.data.AUTOTUNE)
        return without_autotune(batches.prefetch(tf.data.AUTOTUNE).with_options(options))

    def for_worker(self, index, count):
        """The same examples, of each batch for training one worker's rows: for the data of one of several processes.

        The rows of all workers together, in order, are the batch of a single one. Nothing but a worker's own rows is
        read (all are, where `augment` is a function of one's own and no `Augmentation`).

        Args:
            index: Number of the worker, from 0.
            count: How many there are; must divide the size of the batches.

        Example:
            >>> data.from_arrays(np.zeros((10, 8, 8, 1), "uint8")).for_worker(1, 2).batches(4).element_spec.shape
            TensorShape([2, 8, 8, 1])
        """
        return dataclasses.replace(self, worker=(index, count))

    def first(self, count):
        """The first examples alone, with their labels and conditions: to learn from few.

        Args:
            count: Number of them.

        Raises:
            ValueError: If there are fewer.

        Example:
            >>> data.from_arrays(np.zeros((10, 8, 8, 1), "uint8")).first(4).num_examples
            4
        """
        checks.check_limit(self, "count", count)
        part = {name: _first(getattr(self, name), count) for name in ("samples", "labels")}
        conditions = {name: _first(values, count) for name, values in self.conditions.items()}
        return dataclasses.replace(self, **part, conditions=conditions)

    def first_samples(self, count):
        """The first samples, at most `count`, in a game's format: a NumPy array."""
        return np.asarray(self.modality.to_model(self.samples[:count]))

    def arrays(self, limit=None):
        """The examples as they are stored, for evaluation and plotting.

        Args:
            limit: Number of first examples to return; None returns all.

        Returns:
            samples, and int32 labels or None.

        Raises:
            ValueError: If there are fewer than `limit` examples.
        """
        if limit is not None:
            checks.check_limit(self, "limit", limit)
        return self.samples[:limit], None if self.labels is None else self.labels[:limit]

    def _own_rows(self, batch_size):
        """Which part of a batch this worker reads."""
        index, count = self.worker
        size = batch_size // count
        return slice(index * size, (index + 1) * size)

    def _augmented(self, rows, own, augment, stream):
        """This worker's samples of a batch, as a game takes them, changed as they are in the whole batch."""
        whole = augment is not None and not isinstance(augment, Augmentation)  # which rows it looks at is not known
        read = rows if whole else rows[own]
        samples = self.modality.to_model(_gathered(self._samples_source, read))
        if augment is None:
            return samples
        if whole:
            return augment(samples, stream)[own]
        return augment(samples, stream, None if self.worker[1] == 1 else (own.start, rows.shape[0]))

    def _rows(self, batch_size, seed, shuffle, repeat, skip):
        """Row numbers of each batch. Shuffling and skipping operate on numbers, without reading images."""
        complete = shuffle or repeat
        per_epoch = self.num_examples // batch_size if complete else -(-self.num_examples // batch_size)
        first_epoch = skip // per_epoch
        epochs = tf.data.Dataset.range(first_epoch, ENDLESS if repeat else max(1, first_epoch))

        def rows_of(epoch):
            rows = tf.range(self.num_examples, dtype=tf.int64)
            if shuffle:
                stream = tf.stack([tf.constant(seed, tf.int64), epoch])
                rows = tf.random.experimental.stateless_shuffle(rows, stream, alg="philox")
            return tf.data.Dataset.from_tensor_slices(rows).batch(batch_size, drop_remainder=complete)

        left = tf.data.INFINITE_CARDINALITY if repeat else max(0, per_epoch - skip)
        rows = epochs.flat_map(rows_of).skip(skip - first_epoch * per_epoch)
        return rows.apply(tf.data.experimental.assert_cardinality(left))

    @functools.cached_property
    def _samples_source(self):
        return _source(self.samples)

    @functools.cached_property
    def _labels_source(self):
        return _source(self.labels)

    @functools.cached_property
    def _conditions_sources(self):
        return {name: _source(values) for name, values in self.conditions.items()}


def _first(source, count):
    """The first rows of an array, of what is decoded on demand without decoding it, or of None."""
    if source is None:
        return None
    return source.view(np.arange(count)) if isinstance(source, OnDemand) else source[:count]


def _source(array):
    """One eager tensor of a small array, so that graphs refer to it and do not each contain a copy; else the array."""
    if isinstance(array, OnDemand) or array.nbytes > TENSOR_LIMIT:
        return array
    with tf.init_scope(), tf.device("CPU:0"):  # an accelerator's memory is for the networks
        return tf.constant(array)


def _gathered(source, rows):
    """Rows of what `_source` gives, inside a `tf.data` graph."""
    if tf.is_tensor(source):
        return tf.gather(source, rows)
    found = tf.numpy_function(lambda chosen: source[chosen], [rows], source.dtype, stateful=False)
    return tf.ensure_shape(found, (rows.shape[0], *source.shape[1:]))
