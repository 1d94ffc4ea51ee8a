"""Checks of arrays and arguments, with explanatory errors."""

import numpy as np

from tfgan_zoo.checks import COUNT, LARGEST_INTEGER, NOT_NEGATIVE_INTEGER, SEED, check_range
from tfgan_zoo.conditions import LABELS, SAMPLE


def checked_samples(samples, name, modality):
    """Samples as they are stored, after all checks."""
    if samples.size == 0:
        raise ValueError(f"{name} is empty (shape {samples.shape}); expected at least one example.")
    return modality.checked(samples, name)


def checked_labels(labels, num_examples, name):
    """Labels as int32, after all checks."""
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"The labels of {name} have type {labels.dtype}; expected integers: labels.astype('int32').")
    if labels.shape != (num_examples,):
        hint = "; for one-hot rows use labels.argmax(-1)" if labels.ndim == 2 else ""
        raise ValueError(
            f"The labels of {name} have shape {labels.shape}; expected ({num_examples},), one per example{hint}."
        )
    if labels.min() < 0:
        raise ValueError(f"The labels of {name} go down to {labels.min()}; expected classes from 0.")
    return labels.astype(np.int32)


def checked_condition(name, values, num_examples, where):
    """A condition as float32, int32 or strings, after all checks."""
    if name in (SAMPLE, LABELS):
        raise ValueError(f"A condition of {where} is named {name!r}, which is taken: give samples and classes as such.")
    if values.dtype == bool:
        values = values.astype(np.float32)
    is_text = np.issubdtype(values.dtype, np.str_)
    if not (is_text or np.issubdtype(values.dtype, np.integer) or np.issubdtype(values.dtype, np.floating)):
        raise ValueError(
            f"The {name} of {where} have type {values.dtype}; expected numbers, or strings: encode them as such."
        )
    if values.shape[:1] != (num_examples,):
        raise ValueError(
            f"The {name} of {where} have shape {values.shape}; expected ({num_examples}, ...), one per example."
        )
    if is_text:
        return values
    if bad := int(np.sum(~np.isfinite(values).reshape(num_examples, -1).all(axis=1))):
        raise ValueError(f"The {name} of {where} are NaN or infinite in {bad} examples: leave those out, or mend them.")
    return values.astype(np.int32 if np.issubdtype(values.dtype, np.integer) else np.float32)


def checked_classes(num_classes, labels, name):
    """The number of classes, which the labels must not exceed; that of the highest label when None."""
    highest = int(labels.max())
    if num_classes is not None and num_classes <= highest:
        raise ValueError(
            f"The labels of {name} go up to {highest}, but num_classes={num_classes} counts them from 0; "
            f"use num_classes={highest + 1}."
        )
    return num_classes or highest + 1


def check_limit(examples, name, count):
    """Refuse a number of examples that is not from 1 to all there are."""
    if not 0 < count <= examples.num_examples:
        raise ValueError(
            f"{examples.name} ({examples.split}) has {examples.num_examples} examples, but {name}={count}; "
            f"use 1 to {examples.num_examples}, or None for all."
        )


def check_batches(examples, batch_size, seed, labels, augment, complete, skip):
    """Refuse invalid arguments of `Examples.batches`."""
    check_range("batches", COUNT, batch_size=batch_size)
    check_range("batches", NOT_NEGATIVE_INTEGER, skip=skip)
    check_range("batches", SEED, seed=seed)
    where = f"{examples.name} ({examples.split})"
    if complete and examples.num_examples < batch_size:
        raise ValueError(
            f"{where} has {examples.num_examples} examples, fewer than one batch of {batch_size}; "
            f"use batch_size={examples.num_examples} or less, or more data."
        )
    index, count = examples.worker
    if not 0 <= index < count or (count > 1 and (batch_size % count or not complete)):
        raise ValueError(
            f"worker {index} of {count} was asked for {'batches' if complete else 'all examples in order, in batches'} "
            f"of {batch_size}; expected an index below {count}, and batches for training of a multiple of {count}."
        )
    if labels and examples.labels is None:
        raise ValueError(f"{where} has no labels; use labels=False or a labeled dataset.")
    if augment is not None and examples.modality.name != "image":
        raise ValueError(f"{where} holds {examples.modality.name}; augmentation is for images: augment=None.")


def other_seed(seed):
    """Another seed than this one, of the same range: that of the second of two sets, or both had the same order."""
    return (seed + 1) % (LARGEST_INTEGER + 1)


def check_image_shape(image_shape):
    """Refuse anything but (height, width, 1 or 3 or None)."""
    sizes = image_shape[:2] if isinstance(image_shape, (tuple, list)) else ()
    whole = all(isinstance(size, (int, np.integer)) and size > 0 for size in sizes)
    if not whole or len(sizes) != 2 or len(image_shape) != 3 or image_shape[2] not in (1, 3, None):
        raise ValueError(
            f"image_shape={image_shape!r}; expected (height, width, 1 or 3), such as (64, 64, 3), or None for the "
            "channels to keep those of the images."
        )


def resolved_shape(image_shape, own):
    """The requested image shape, with missing values filled from an image's `own` shape."""
    if image_shape is None:
        return tuple(own)
    return (*image_shape[:2], image_shape[2] or own[2])


def check_split(name, split, splits):
    """Refuse a split that is not in `splits`, and name the existing ones."""
    if split not in splits:
        raise ValueError(f"{name} has no split {split!r}; choose one of {', '.join(map(repr, splits))}.")
