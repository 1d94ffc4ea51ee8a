"""What arrays and arguments must be, said in full when they are not."""

import warnings

import numpy as np


def checked_samples(samples, name):
    """Images as uint8 or points as float32, after every check that can be made of them."""
    if samples.size == 0:
        raise ValueError(f"{name} is empty (shape {samples.shape}); give at least one example.")
    if samples.dtype != np.uint8 and not np.issubdtype(samples.dtype, np.floating):
        raise ValueError(
            f"{name} has type {samples.dtype}; images are uint8 in 0..255 or floats in [-1, 1]. "
            "For whole numbers in 0..255 use images.astype('uint8')."
        )
    if samples.dtype != np.uint8 and not np.isfinite(samples).all():
        count = int((~np.isfinite(samples)).sum())
        raise ValueError(f"{name} holds {count} values that are NaN or infinite; remove or replace them.")
    if samples.ndim == 2 and samples.shape[1] == 2 and samples.dtype != np.uint8:
        return samples.astype(np.float32)
    _check_image_shape_of(samples, name)
    _check_range(samples, name)
    return samples if samples.dtype == np.uint8 else np.rint((samples + 1.0) * 127.5).astype(np.uint8)


def _check_image_shape_of(samples, name):
    if samples.ndim != 4:
        hint = "add the channel with images[..., None]" if samples.ndim == 3 else "reshape it"
        raise ValueError(
            f"{name} has shape {samples.shape}; expected images (examples, height, width, channels) "
            f"or float points (examples, 2); {hint}."
        )
    if samples.shape[-1] not in (1, 3):
        hint = "drop the transparency with images[..., :3]" if samples.shape[-1] == 4 else "give gray or RGB"
        if samples.shape[1] in (1, 3):
            hint = "channels come last: use images.transpose(0, 2, 3, 1)"
        raise ValueError(f"{name} has shape {samples.shape}; the last axis must be 1 or 3 channels; {hint}.")


def _check_range(images, name):
    low, high = images.min(), images.max()
    if images.dtype != np.uint8 and (low < -1 or high > 1):
        raise ValueError(
            f"{name} holds floats from {low:g} to {high:g}; expected [-1, 1]. "
            "For 0..255 use images.astype('uint8') or images / 127.5 - 1."
        )
    if 0 <= low < high <= 1:
        remedy = "images * 255" if images.dtype == np.uint8 else "images * 2 - 1"
        warnings.warn(
            f"{name} holds only values from {low:g} to {high:g}; if they are meant as 0..1, use {remedy}.", stacklevel=4
        )


def checked_labels(labels, num_examples, name):
    """Labels as int32, after every check that can be made of them."""
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"The labels of {name} have type {labels.dtype}; expected integers: labels.astype('int32').")
    if labels.shape != (num_examples,):
        hint = "; for one-hot rows use labels.argmax(-1)" if labels.ndim == 2 else ""
        raise ValueError(
            f"The labels of {name} have shape {labels.shape}; expected ({num_examples},), one for each example{hint}."
        )
    if labels.min() < 0:
        raise ValueError(f"The labels of {name} go down to {labels.min()}; expected classes counted from 0.")
    return labels.astype(np.int32)


def check_batches(examples, batch_size, seed, labels, augment, complete, skip):
    """Refuse arguments of `Examples.batches` that cannot be met."""
    for argument, value, least in (("batch_size", batch_size, 1), ("skip", skip, 0)):
        if not isinstance(value, (int, np.integer)) or value < least:
            raise ValueError(f"{argument}={value!r}; expected a whole number of at least {least}.")
    if not isinstance(seed, (int, np.integer)):
        raise ValueError(f"seed={seed!r}; expected an integer: the order of the examples is a function of it.")
    where = f"{examples.name} ({examples.split})"
    if complete and examples.num_examples < batch_size:
        raise ValueError(
            f"{where} has {examples.num_examples} examples, fewer than one batch of {batch_size}; "
            f"use batch_size={examples.num_examples} or less, or more data."
        )
    if labels and examples.labels is None:
        raise ValueError(f"{where} has no labels; use labels=False or a labeled set.")
    if augment is not None and len(examples.shape) != 3:
        raise ValueError(f"{where} holds points of shape {examples.shape}; augmentation is for images: augment=None.")


def check_image_shape(image_shape):
    """Refuse what is not (height, width, 1 or 3 or None)."""
    sizes = image_shape[:2] if isinstance(image_shape, (tuple, list)) else ()
    whole = all(isinstance(size, (int, np.integer)) and size > 0 for size in sizes)
    if not whole or len(sizes) != 2 or len(image_shape) != 3 or image_shape[2] not in (1, 3, None):
        raise ValueError(
            f"image_shape={image_shape!r}; expected (height, width, 1 or 3), such as (64, 64, 3), or None in place of "
            "the channels to keep those there are."
        )


def settled_shape(image_shape, own):
    """The wanted image shape, with its gaps filled from an image's `own` shape."""
    if image_shape is None:
        return tuple(own)
    return (*image_shape[:2], image_shape[2] or own[2])


def check_split(name, split, splits):
    """Refuse a split that is not among `splits`, naming those there are."""
    if split not in splits:
        raise ValueError(f"{name} has no split {split!r}; choose one of {', '.join(map(repr, splits))}.")
