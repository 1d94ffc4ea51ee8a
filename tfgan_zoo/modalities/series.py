"""Series of several variables over time."""

import keras
import numpy as np
import tensorflow as tf

from tfgan_zoo import plots
from tfgan_zoo.modalities.modality import Modality

SERIES_RANK = 3  # (examples, length, variables)


@keras.saving.register_keras_serializable("tfgan_zoo")
class Series(Modality):
    """Windows of a series: stored in units of their own, float32 (length, variables), in [-1, 1] in a game.

    Each variable is scaled by its own range, which is that of the data to train on; others may lie outside of it.

    Args:
        variables: name of each variable.
        low, high: least and greatest value of each variable, which become -1 and 1.

    Raises:
        ValueError: if there is no variable, or their ranges are not as many, or empty.

    Example:
        >>> series = Series(["price", "volume"], low=[10, 0], high=[20, 4000])
        >>> series.to_model(np.array([[[10, 3000]]])).numpy().tolist()
        [[[-1.0, 0.5]]]
    """

    name = "series"
    output_name = "series"
    suffix = ".csv"
    num_shown = 12
    num_files = 4
    draws_real = True

    def __init__(self, variables, low, high):
        self.variables = [str(name) for name in variables]
        self.low, self.high = ([float(value) for value in ends] for ends in (low, high))
        if not len(self.variables) == len(self.low) == len(self.high) or not self.variables:
            raise ValueError(
                f"received {len(self.variables)} variables, {len(self.low)} lows and {len(self.high)} highs; expected "
                "one of each for every variable."
            )
        for variable, low, high in zip(self.variables, self.low, self.high, strict=True):
            if not (np.isfinite([low, high]).all() and low < high):
                raise ValueError(
                    f"the variable {variable!r} goes from {low:g} to {high:g}; expected a finite range: leave out a "
                    "variable that is constant."
                )

    def to_model(self, stored):
        low, high = (tf.constant(ends, tf.float64) for ends in (self.low, self.high))
        return tf.cast(2 * (tf.cast(stored, tf.float64) - low) / (high - low) - 1, tf.float32)

    def to_stored(self, samples):
        low, high = np.array(self.low), np.array(self.high)
        return (low + (np.asarray(samples, np.float64) + 1) / 2 * (high - low)).astype(np.float32)

    def checked(self, samples, name):
        if not np.issubdtype(samples.dtype, np.floating) or samples.ndim != SERIES_RANK:
            raise ValueError(
                f"{name} has type {samples.dtype} and shape {samples.shape}; series are floats (examples, length, "
                "variables): read a csv with data.series."
            )
        if samples.shape[-1] != len(self.variables):
            raise ValueError(
                f"{name} has {samples.shape[-1]} variables; expected {len(self.variables)}: "
                f"{', '.join(self.variables)}."
            )
        if not np.isfinite(samples).all():
            count = int((~np.isfinite(samples)).sum())
            raise ValueError(f"{name} has {count} values that are NaN or infinite; remove or replace them.")
        return samples.astype(np.float32)

    def draw(self, path, samples, real=None, given=None, title=""):
        """Curves in [-1, 1]; a given series of the same variables, such as the past, is drawn before what follows."""
        shape = (len(samples), len(self.variables))
        pasts = [value for value in (given or {}).values() if np.ndim(value) == SERIES_RANK]
        pasts = [value for value in pasts if (len(value), np.shape(value)[-1]) == shape]
        plots.series(path, samples, self.variables, real, np.asarray(pasts[0]) if pasts else None, title)

    def write_file(self, path, sample):
        """A csv: a line of names, then one for each step, in the variables' own units."""
        lines = [",".join(map(quoted, self.variables)), *(",".join(map(str, row)) for row in sample)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def encoders(self, sample_shape):
        return {"csv": ("csv", self.encode)}

    def encode(self, samples):
        """Windows in [-1, 1], (batch, length, variables) -> csv files, strings of shape (batch,), in a graph."""
        low, high = (tf.constant(ends, tf.float64) for ends in (self.low, self.high))
        values = tf.cast(low + (tf.cast(samples, tf.float64) + 1) / 2 * (high - low), tf.float32)
        lines = tf.strings.reduce_join(tf.strings.as_string(values, shortest=True), axis=-1, separator=",")
        header = ",".join(map(quoted, self.variables))
        return header + "\n" + tf.strings.reduce_join(lines, axis=-1, separator="\n") + "\n"


def quoted(name):
    """A name as csv has it."""
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',"\n') else name
