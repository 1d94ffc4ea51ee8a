"""Whether a saved game's weights are plain numeric arrays, stored in the file and no larger than it."""

import contextlib
import io
import math

import h5py
import tensorflow as tf

SLACK = 16 * 2**20  # bytes of variables that are not saved: metrics of the epoch, seeds of initializers


def check_weights(data):
    """Refuse HDF5 that refers to other files, or claims more data than it holds.

    Args:
        data: contents of a `model.weights.h5`.

    Raises:
        ValueError: if it does either.
        OSError, RuntimeError, KeyError: from HDF5, if it cannot be read.
    """
    with h5py.File(io.BytesIO(data), "r") as file:
        file.visititems_links(check_link)
        datasets = {}
        file.visititems(lambda name, entry: datasets.setdefault(name, entry) and None)
        sizes = [stored_size(name, entry) for name, entry in datasets.items() if isinstance(entry, h5py.Dataset)]
    if sum(sizes) > len(data):
        raise ValueError(f"its weights claim {sum(sizes)} bytes, more than the file has")


def check_link(name, link):
    """Refuse a link out of the file."""
    if not isinstance(link, h5py.HardLink):
        raise ValueError(f"its weight {name!r} is a link")


def stored_size(name, dataset):
    """Bytes of a plain numeric array, refused unless it is stored in this file in full."""
    if dataset.external or dataset.is_virtual:
        raise ValueError(f"its weight {name!r} is stored in another file")
    if dataset.shape is None or dataset.dtype.kind not in "biufV" or dataset.dtype.hasobject or dataset.dtype.fields:
        raise ValueError(f"its weight {name!r} is {dataset.dtype}, expected numbers")
    size = math.prod(dataset.shape) * dataset.dtype.itemsize
    if size > dataset.id.get_storage_size() or dataset.id.get_create_plist().get_nfilters():
        raise ValueError(f"its weight {name!r} claims {size} bytes, but is not stored in full as Keras does it")
    return size


@contextlib.contextmanager
def bounded_variables(limit):
    """Refuse to create more variables than a file of weights can fill, before memory is allocated for them.

    Args:
        limit: bytes.

    Raises:
        ValueError: inside the context, if variables need more.
    """
    with variables_within(
        2 * limit + SLACK, f"its layers need more variables than its weights of {limit} bytes can fill"
    ):
        yield


@contextlib.contextmanager
def variables_within(most, message, copies=0):
    """Refuse to create more variables than so many bytes hold, before memory is allocated for them.

    Args:
        most: bytes.
        message: what the error says.
        copies: how many times a variable's size has to be left beside it while its initial value is computed.

    Raises:
        ValueError: inside the context, if variables need more.
    """
    remaining = most

    def create(next_creator, **arguments):
        nonlocal remaining
        size = size_of(arguments["initial_value"])
        remaining -= size
        if remaining < copies * size:
            raise ValueError(message)
        return next_creator(**arguments)

    with tf.variable_creator_scope(create):
        yield


def size_of(value):
    """Bytes of a variable's initial value, inferred from its graph without computing it."""
    if not callable(value):
        return 0  # it exists already, and came from the configuration, whose size is bounded
    tensor = tf.function(value, autograph=False).get_concrete_function().outputs[0]
    return tensor.shape.num_elements() * tensor.dtype.size
