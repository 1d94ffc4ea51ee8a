"""Functions called in processes that end after a few calls.

TensorFlow never frees what XLA compiled, and little of what replicas ran: a process that tests every recipe so would
grow to many gigabytes.
"""

import concurrent.futures
import contextlib
import functools
import multiprocessing

CALLS = 12


@contextlib.contextmanager
def processes():
    """A function (function, *args) that calls it in another process, and returns its result or raises its error."""
    executor = concurrent.futures.ProcessPoolExecutor(
        max_workers=1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=two_logical_cpus,
        max_tasks_per_child=CALLS,
    )
    with executor:
        yield lambda function, *args: executor.submit(seeded, functools.partial(function, *args)).result()


def seeded(function):
    """What a function returns, called with the random weights of any test."""
    import keras

    keras.utils.set_random_seed(0)
    return function()


def two_logical_cpus():
    """Initialize TensorFlow with two logical devices. Operations without a device still run on the first."""
    import tensorflow as tf

    (cpu,) = tf.config.list_physical_devices("CPU")
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
