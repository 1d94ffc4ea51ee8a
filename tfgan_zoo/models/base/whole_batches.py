"""The rest of an epoch: a last batch of another size, of which a training step may not be able to use every sample.

A step takes a multiple of some number of samples: whole packs, equal parts for the steps of a player, equal shares for
the replicas. What is left of the last batch is dropped, with a warning; a batch size that does not fit is refused.
"""

import dataclasses
import inspect
import math
import warnings

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo.layers.checks import checked_split
from tfgan_zoo.models.base.inputs import strings_as_tensors

DEFAULT_BATCH_SIZE = 32  # Keras' own, of arrays


def with_whole_batches(game, args, kwargs):
    """The arguments of `fit`, with data of which every batch can be used as a whole.

    Args:
        game: a compiled `models.Game`.
        args, kwargs: those of `keras.Model.fit`. Data are changed if they are a `tf.data.Dataset` or arrays; batches of
            other kinds are refused by the step, where they do not fit.

    Returns:
        dict of arguments by name.

    Raises:
        ValueError: if the batch size does not fit the game, or there are too few samples for a step.
    """
    arguments = dict(inspect.signature(keras.Model.fit).bind(game, *args, **kwargs).arguments)
    arguments.pop("self")
    unit, data = unit_of(game), strings_as_tensors(arguments.get("x"))
    arguments["x"] = data
    if isinstance(data, tf.data.Dataset):
        arguments["x"] = whole_dataset(data, unit)
    elif are_arrays(data):
        arguments |= whole_arrays(arguments, unit)
    if not (are_arrays(data) or isinstance(data, keras.utils.PyDataset)):
        arguments.setdefault("shuffle", False)  # Keras' own default is True, of which it warns where it does nothing
    return arguments


@dataclasses.dataclass(frozen=True)
class Unit:
    """What a batch must be a multiple of.

    Args:
        multiple: the number of samples of which a step takes a multiple.
        group: the same where the batch is large enough for one whole group of each part.
        parts: what a batch is split into, in words.
    """

    multiple: int
    group: int
    parts: str

    def rest_of(self, count):
        """How many samples of so many are left over; `count` is an integer or a scalar tensor."""
        return count % self.multiple if self.group == self.multiple else self.rest_of_groups(count)

    def rest_of_groups(self, count):
        """The same where the discriminator compares groups, of which a small batch is a single one."""
        if isinstance(count, int):
            return count % (self.multiple if count < self.group else self.group)
        return count % tf.where(count < self.group, self.multiple, self.group)

    def check(self, rows):
        """The rows of a batch, after a check that a step can use them."""
        return checked_split(rows, self.multiple, f" cannot be split into {self.parts}")

    def warn(self, rest, count):
        """Say that something is left out."""
        warnings.warn(
            f"the last {rest} of {count} samples are left out of training: they cannot be split into {self.parts}.",
            stacklevel=2,
        )


def unit_of(game):
    """The `Unit` of a game's batches."""
    num_replicas = game.distribute_strategy.num_replicas_in_sync
    multiple = game.batches_per_step * game.samples_per_score * num_replicas
    numbers = {
        "equal parts, one for each step of a player": game.batches_per_step,
        "equal shares for the replicas": num_replicas,
    }
    words = [f"{number} {name}" for name, number in numbers.items() if number > 1]
    sizes = {"packs": game.samples_per_score, "groups": game.scores_per_group}
    words += [f"{name} of {size}" for name, size in sizes.items() if size > 1]
    return Unit(multiple, multiple * game.scores_per_group, " and ".join(words))


def whole_dataset(dataset, unit):
    """A dataset without what is left of its last batch; itself if its batches are all of one size."""
    sizes = [spec.shape[0] for spec in tf.nest.flatten(dataset.element_spec) if spec.shape.rank]
    if unit.group == 1:
        return dataset
    if None not in sizes:
        for size in sizes:
            unit.check(np.empty(size))
        return dataset

    def whole(number, batch):
        return tf.nest.map_structure(lambda rows: without_rest(rows, number, unit), batch)

    def is_not_empty(*batch):
        return tf.reduce_all([tf.shape(rows)[0] > 0 for rows in tf.nest.flatten(batch) if rows.shape.rank])

    return dataset.enumerate().map(whole).filter(is_not_empty)


def without_rest(rows, number, unit):
    """The rows of a dataset's batch of this number, without those that no step could use."""
    if not rows.shape.rank:
        return rows

    def warned(rest):
        tf.numpy_function(lambda *counts: np.bool_(unit.warn(*counts)), [rest, count], tf.bool)
        return rest

    count = tf.shape(rows)[0]
    # The first batch tells the batch size, unless it is the only one.
    rows = tf.cond(number == 0, lambda: unit.check(rows), lambda: rows)
    rest = unit.rest_of(count)
    return rows[: count - tf.cond(rest > 0, lambda: warned(rest), lambda: rest)]


def whole_arrays(arguments, unit):
    """Arrays without what would be left of their last batch; those that `fit` would hold out are split off before."""
    names = [name for name in ("x", "y", "sample_weight") if arguments.get(name) is not None]
    data = {name: arguments[name] for name in names}
    count = len(tf.nest.flatten(data)[0])
    num_train = math.floor(count * (1.0 - (arguments.get("validation_split") or 0.0)))  # as Keras counts
    batch_size = arguments.get("batch_size") or DEFAULT_BATCH_SIZE
    if batch_size < num_train or num_train < unit.multiple:
        unit.check(np.empty(min(batch_size, num_train)))
    rest = unit.rest_of(num_train % batch_size)
    if not rest:
        return {}
    unit.warn(rest, num_train)
    changed = {name: rows_of(value, 0, num_train - rest) for name, value in data.items()}
    if num_train < count:
        changed["validation_data"] = tuple(rows_of(value, num_train, count) for value in data.values())
        changed["validation_split"] = 0.0
    return changed


def rows_of(arrays, start, stop):
    """Some rows of arrays in any structure."""
    return tf.nest.map_structure(lambda array: array[start:stop], arrays)


def are_arrays(data):
    """Whether these are arrays or tensors, in any structure."""
    leaves = tf.nest.flatten(data)
    return bool(leaves) and all(isinstance(leaf, np.ndarray | tf.Tensor) and len(leaf.shape) for leaf in leaves)
