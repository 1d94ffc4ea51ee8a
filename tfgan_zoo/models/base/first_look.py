"""What `fit` looks at before it trains: its arguments, its callbacks and the first batch."""

import warnings

import keras
import numpy as np
import tensorflow as tf

ROWS = 1024  # of arrays, that are looked at
TOLERANCE = 0.01  # beyond [-1, 1], for rounding and resizing
OF_LOSS = (keras.callbacks.EarlyStopping, keras.callbacks.ReduceLROnPlateau, keras.callbacks.ModelCheckpoint)


def check_arguments(game, arguments):
    """Refuse arguments of `fit` that would end a training, or be ignored, after an epoch.

    Args:
        game: `models.Game`, compiled.
        arguments: dict of the arguments that `fit` was given, by name.

    Raises:
        ValueError: if there is validation data and no metric, or a callback looks at a loss that a game does not have.
    """
    validated = [name for name in ("validation_data", "validation_split") if not is_none(arguments.get(name))]
    if validated and not game.evaluation_metrics:
        raise ValueError(
            f"{validated[0]} is measured by metrics, and there are none: compile(..., metrics=[...]) from "
            f"tfgan_zoo.metrics, or leave {validated[0]} out. A game's losses say little about its samples."
        )
    callbacks = arguments.get("callbacks") or []
    for callback in keras.tree.flatten(getattr(callbacks, "callbacks", callbacks)):
        check_callback(game, callback)


def is_none(value):
    """Whether an argument stands for nothing: None, or 0."""
    return value is None or (isinstance(value, (int, float)) and value == 0)


def check_callback(game, callback):
    """Refuse a callback of Keras' that looks at `logs["loss"]`, which a game does not have."""
    if isinstance(callback, keras.callbacks.TerminateOnNaN):
        raise ValueError(
            "TerminateOnNaN looks at a loss named 'loss', which a game does not have, so it would never stop: use "
            "tfgan_zoo.callbacks.StopOnNaN()."
        )
    watches = isinstance(callback, OF_LOSS) and getattr(callback, "save_best_only", True)
    if watches and callback.monitor in ("loss", "val_loss"):
        terms = [tracker.name for tracker in game.metrics]
        measured = "with validation_data the results as val_<metric>"
        raise ValueError(
            f"{type(callback).__name__} has monitor={callback.monitor!r}, which a game does not have; its logs have "
            f"{', '.join(terms)}, and {measured}: give one of them as monitor=, and mode='min' or 'max'."
        )


def look_at_data(game, x, y=None):
    """Check the first batch of real samples, eagerly: what is wrong with it is said before a step is traced.

    Args:
        game: `models.Game`.
        x, y: as `fit` takes them; data that can be read only once are not looked at.

    Raises:
        ValueError: if the batch is not what the game takes, or its samples lie outside [-1, 1] and should not.
    """
    batch = first_batch(x, y)
    if batch is None:
        return
    batch = tf.nest.map_structure(tf.convert_to_tensor, batch)
    real = np.asarray(game.target_of(game.samples(batch)))
    if game.modality.is_bounded and real.size:
        check_scale(real, game.modality.name)


def first_batch(x, y=None):
    """The first batch of data as `fit` takes it, or the first rows of arrays; None where a look would take it away."""
    if isinstance(x, tf.data.Dataset):
        return next(iter(x.take(1)), None)
    if isinstance(x, keras.utils.PyDataset):
        return x[0]
    data = x if y is None else (x, y)
    if all(isinstance(part, (np.ndarray, tf.Tensor)) for part in tf.nest.flatten(data)):
        return tf.nest.map_structure(lambda part: part[:ROWS], data)
    return None


def check_scale(real, kind):
    """Refuse samples outside [-1, 1], and warn of those that only use its upper half."""
    low, high = float(np.nanmin(real)), float(np.nanmax(real))
    if low < -1 - TOLERANCE or high > 1 + TOLERANCE:
        raise ValueError(
            f"real samples ({kind}) lie between {low:.3g} and {high:.3g}; expected floats in [-1, 1]: take them from "
            "tfgan_zoo.data, or scale with images / 127.5 - 1."
        )
    if 0 <= low < high <= 1:
        warnings.warn(
            f"real samples ({kind}) lie between {low:.3g} and {high:.3g}, as if scaled to [0, 1]; expected floats in "
            "[-1, 1]: take them from tfgan_zoo.data, or scale with 2 * images - 1.",
            stacklevel=4,
        )
