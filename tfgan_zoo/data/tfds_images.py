"""Any image set of TensorFlow Datasets, by name, with a quick answer where it cannot be had.

Reference: https://www.tensorflow.org/datasets
"""

import difflib
import re
import socket
import threading
import urllib.parse
import urllib.request

import numpy as np
import tensorflow as tf

from tfgan_zoo.data.checks import check_image_shape, resolved_shape
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.examples import Examples
from tfgan_zoo.data.indexed_tfds import indexed_images, is_indexed
from tfgan_zoo.data.records import fill
from tfgan_zoo.data.resize import warn_of_mixed_sizes
from tfgan_zoo.quiet import import_tensorflow_datasets

HOST = ("storage.googleapis.com", 443)


def tfds_images(name, split="train", image_shape=None, data_dir=None, others=(), skip_bad=None):
    """Images of a TFDS dataset, prepared (downloaded) first if they are not yet.

    A set in array_record files of which more than 2 GiB would be decoded is opened by index instead: nothing is decoded
    but what a batch holds, when it is wanted.

    Args:
        name: Name in TFDS, with its configuration if it has several: "mnist", "cycle_gan/horse2zebra".
        split: One of its splits, or a part of one in TFDS's notation: "train[:5000]".
        image_shape: (height, width, 1 or 3); that of the first image when None. Others are cropped centrally to these
            proportions and resized.
        data_dir: Where TFDS keeps its data; its own default when None.
        others: Names to offer besides those of TFDS when `name` is unknown.
        skip_bad: Damaged or lost examples to skip, named in a warning; None takes that of `skipping_bad`, which is 0.

    Returns:
        `Examples`, labeled when the set has a class for each image.

    Raises:
        ValueError: For an unknown name, a missing split, a set without uint8 images, or more damaged examples than are
            skipped.
        ConnectionError: When the set must be downloaded and the network cannot be reached.
        OSError: When downloading or preparing it fails.

    Example:
        tfds_images("fashion_mnist", "test").arrays(limit=100)
    """
    if image_shape is not None:
        check_image_shape(image_shape)
    builder = _builder(name, data_dir, others)
    key, has_label = _features(builder, name)
    _prepare(builder, name, data_dir)
    num_examples = _num_examples(builder, name, split)
    damage = Damage(f"{name} ({split}) in {builder.data_dir}", checked_limit(skip_bad))
    if is_indexed(builder):
        samples, labels = indexed_images(builder, key, split, has_label, image_shape, damage)
    else:
        samples, labels = _decoded(builder, key, split, has_label, image_shape, num_examples, damage)
    if not has_label:
        return Examples(name, split, samples)
    classes = builder.info.features["label"]
    return Examples(name, split, samples, labels, classes.num_classes, tuple(classes.names))


def _decoded(builder, key, split, has_label, image_shape, num_examples, damage):
    """All images and labels of a split."""
    images = _images(builder, key, split, has_label)
    image_shape = resolved_shape(image_shape, _first_shape(images, damage.limit))
    samples, labels, sizes = fill(images, num_examples, image_shape, damage)
    damage.warn(len(samples))
    warn_of_mixed_sizes(builder.info.full_name, sizes, image_shape)
    return samples, labels


def _builder(name, data_dir, others):
    tfds = import_tensorflow_datasets()  # heavy, and only sets by name need it

    try:
        return tfds.builder(name, data_dir=data_dir)
    except tfds.core.DatasetNotFoundError as error:
        near = difflib.get_close_matches(name, [*others, *tfds.list_builders(with_community_datasets=False)])
        raise ValueError(
            f"{name!r} is neither a dataset of this package ({', '.join(others)}), nor an existing folder, nor a name "
            f"in TensorFlow Datasets{'; close to it: ' + ', '.join(near) if near else ''}."
        ) from error
    except (ValueError, AssertionError) as error:  # the set is known, its configuration or version is not
        known = tfds.builder_cls(re.split("[/:]", name)[0]).builder_configs
        raise ValueError(
            f"{name!r} asks for a configuration or version that does not exist; configurations: "
            f"{', '.join(known) or 'none'}; in the words of TensorFlow Datasets: {error}"
        ) from error


def _features(builder, name):
    """Key of the images, and whether there is a class for each."""
    import tensorflow_datasets as tfds

    features = dict(builder.info.features.items())
    found = [key for key, feature in features.items() if isinstance(feature, tfds.features.Image)]
    if not found:
        raise ValueError(f"{name!r} has no images, only {', '.join(features)}; choose an image dataset.")
    key = "image" if "image" in found else found[0]
    kind, shape = np.dtype(features[key].np_dtype), features[key].shape
    if kind != np.uint8 or shape[-1] not in (1, 3):
        raise ValueError(
            f"The images of {name!r} are {kind} {shape}; expected uint8, gray or RGB: convert them and use from_arrays."
        )
    return key, isinstance(features.get("label"), tfds.features.ClassLabel)


def _prepare(builder, name, data_dir):
    if builder.is_prepared():
        return
    where = data_dir or builder.data_dir
    remedy = f"prepare it elsewhere with `tfds build {name} --data_dir DIR` and pass data_dir=DIR, or use 'digits'"
    if not network_reachable():
        # TFDS itself would try for minutes.
        raise ConnectionError(f"{name} is not prepared in {where} and the network cannot be reached; {remedy}.")
    try:
        builder.download_and_prepare()
    except Exception as error:  # TFDS raises a dozen kinds, from bare Exceptions to those of requests
        raise OSError(f"{name} could not be prepared in {where} ({error}); {remedy}.") from error


def network_reachable(timeout=3.0):
    """Whether TFDS's server, or the proxy in the environment, takes a connection within `timeout` seconds."""
    proxy = urllib.parse.urlsplit(urllib.request.getproxies().get("https", ""))
    address = (proxy.hostname, proxy.port or 80) if proxy.hostname else HOST
    answers = []

    def connect():
        try:
            socket.create_connection(address, timeout).close()
            answers.append(True)
        except OSError:
            answers.append(False)

    attempt = threading.Thread(target=connect, daemon=True)  # looking up a host's name knows no timeout
    attempt.start()
    attempt.join(timeout)
    return answers == [True]


def _num_examples(builder, name, split):
    splits = builder.info.splits
    try:
        num_examples = splits[split].num_examples
    except (ValueError, KeyError) as error:
        hint = "; load_pair gives both domains" if f"{split}A" in splits else ""
        raise ValueError(
            f"{name} has no split {split!r}; choose one of {', '.join(map(repr, splits))}{hint}."
        ) from error
    if not num_examples:
        raise ValueError(f"The split {split!r} of {name} is empty; choose one of {', '.join(map(repr, splits))}.")
    return num_examples


def _images(builder, key, split, has_label):
    """A dataset of (uint8 image, label), always in the same order; the label is 0 where there is none."""
    import tensorflow_datasets as tfds

    wanted = {key: True, "label": True} if has_label else {key: True}
    examples = builder.as_dataset(
        split=split,
        decoders=tfds.decode.PartialDecoding(wanted),
        read_config=tfds.ReadConfig(interleave_cycle_length=1, try_autocache=False, assert_cardinality=False),
    )
    return examples.map(lambda example: (example[key], example["label"] if has_label else tf.zeros((), tf.int64)))


def _first_shape(images, limit):
    """Shape of the first image that can be read; where none can, the damage is reported later."""
    examples = iter(images)
    for _ in range(limit + 1):
        try:
            return next(examples)[0].shape
        except tf.errors.OpError:
            continue
        except StopIteration:
            break
    return (1, 1, 1)
