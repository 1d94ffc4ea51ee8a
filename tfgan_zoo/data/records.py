"""Examples of TensorFlow Datasets read into one array, damaged ones named or skipped."""

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.autotune import without_autotune
from tfgan_zoo.data.resize import resize
from tfgan_zoo.data.storage import allocate

CHUNK = 256


def fill(images, num_examples, image_shape, damage):
    """Read every example.

    A damaged picture costs itself; a damaged record costs the rest of its file as well, for nothing tells where the
    next one begins.

    Args:
        images: `tf.data.Dataset` of (uint8 image, label), in a fixed order.
        num_examples: How many there should be.
        image_shape: (height, width, channels) to bring them to.
        damage: `Damage`, to which what is damaged or missing is added.

    Returns:
        uint8 images, int64 labels, and the set of all (height, width) that occurred.

    Raises:
        ValueError: For more damage than is skipped, or more examples than there should be.
    """

    def read(image, label):
        return resize(image, image_shape), label, tf.shape(image)[:2]

    read_images = without_autotune(images.map(read, num_parallel_calls=tf.data.AUTOTUNE).take(num_examples + 1))
    samples, labels, sizes = allocate(num_examples, image_shape), np.empty(num_examples, np.int64), set()
    filled = 0
    for chunk, classes, shapes in _undamaged(read_images, damage):
        if filled + len(chunk) > num_examples:
            raise ValueError(f"{damage.name} has more than the {num_examples} examples it declares; prepare it again.")
        rows = slice(filled, filled + len(chunk))
        samples[rows], labels[rows] = chunk, classes
        sizes.update(map(tuple, np.unique(shapes, axis=0).tolist()))
        filled += len(chunk)
    if lost := num_examples - filled - damage.count:
        damage.add(f"{lost} of {num_examples} examples of {damage.name} are missing", lost)
    return samples[:filled], labels[:filled], sizes


def _undamaged(images, damage):
    """The images in chunks; from the first damaged chunk on one by one."""
    given = 0
    try:
        for chunk in images.batch(CHUNK).prefetch(2):
            yield tuple(part.numpy() for part in chunk)
            given += len(chunk[0])
        return
    except tf.errors.OpError:
        pass  # somewhere in the chunk that follows: below it shows where
    one_by_one, number = iter(images.skip(given).prefetch(CHUNK)), given
    while True:
        try:
            yield tuple(part.numpy()[None] for part in next(one_by_one))
        except StopIteration:
            return
        except tf.errors.OpError as error:
            damage.add(f"example {number} of {damage.name} cannot be read ({_first_line(error)})")
        number += 1


def _first_line(error):
    words = str(error).partition("\n")[0].partition("}} ")[2] or str(error).partition("\n")[0]
    return words.removesuffix(" name: ").removesuffix(" [Op:IteratorGetNext]")[-120:]
