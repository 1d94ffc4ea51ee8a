"""Sets of TensorFlow Datasets whose files give any example by its number (array_record).

Reference: https://www.tensorflow.org/datasets/data_source
"""

import numpy as np

from tfgan_zoo.data import storage
from tfgan_zoo.data.checks import resolved_shape
from tfgan_zoo.data.damage import DamagedData
from tfgan_zoo.data.on_demand import OnDemand
from tfgan_zoo.data.picture_files import first_shapes, read_all
from tfgan_zoo.data.resize import resized, warn_of_mixed_sizes

FORMAT = "array_record"


def is_indexed(builder):
    """Whether the files of a prepared set are opened by index; TensorFlow Datasets gives them in no other way."""
    return builder.info.file_format.value == FORMAT


def indexed_images(builder, key, split, has_label, image_shape, damage):
    """Images and labels of a split, decoded on demand where they would be larger than memory is given to.

    Args:
        builder: Of the prepared set.
        key: Of its images.
        split: Of the set.
        has_label: Whether each has a class.
        image_shape: As `tfds_images` takes it.
        damage: `Damage`; where some may be skipped, all are decoded, for it takes that to know which.

    Returns:
        samples, and labels or None: arrays, or `OnDemand`.

    Raises:
        DamagedData: For more damage than is skipped.
    """
    source = builder.as_data_source(split)
    count, read = len(source), _reader(source, key, damage.name)
    labels = _labels(builder, key, split, count, damage.name) if has_label else None
    found = first_shapes(lambda row: [(read(row), ())], min(count, damage.limit + 1))
    shape = resolved_shape(image_shape, found[0] if found else (1, 1, 1))
    if not damage.limit and count * np.prod(shape, dtype=np.int64) > storage.MEMORY_LIMIT:
        return OnDemand(lambda row: resized(read(row), shape), count, shape, np.uint8), labels
    (samples,), sizes, _ = read_all(lambda row: [(read(row), ())], count, shape, damage)
    whole = list(sizes)
    damage.warn(len(whole))
    warn_of_mixed_sizes(builder.info.full_name, {size[:2] for (size,) in sizes.values()}, shape)
    return storage.kept(samples, whole), None if labels is None else labels[whole]


def _labels(builder, key, split, count, name):
    """The labels alone: no image is decoded for them."""
    import tensorflow_datasets as tfds

    undecoded = builder.as_data_source(split, decoders={key: tfds.decode.SkipDecoding()})
    return OnDemand(_reader(undecoded, "label", name), count, (), np.int32)


def _reader(source, key, name):
    """Function from the number of an example to its image or label, whose errors say which it was."""

    def read(row):
        try:
            return source[row][key]
        except Exception as error:  # of the file, the protocol buffer or the decoder
            raise DamagedData(f"example {row} of {name} cannot be read ({str(error)[:120]})") from error

    return read
