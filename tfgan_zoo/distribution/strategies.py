"""Over which devices a run trains, by the flag `--strategy`."""

import functools
import os

from tfgan_zoo.distribution.cluster import read_cluster
from tfgan_zoo.lazy import LazyModule

tf, workers = LazyModule("tensorflow"), LazyModule("tfgan_zoo.distribution.workers")  # no flag's help needs them


def one_device():
    """TensorFlow's own choice: the first GPU, or else the CPU."""
    return tf.distribute.get_strategy()


@functools.cache  # TensorFlow confuses the exchanges of two such strategies in one process
def every_local_device():
    """All GPUs of this machine, or, without any, its logical CPUs; a single one will do."""
    devices = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
    return tf.distribute.MirroredStrategy([device.name for device in devices])


@functools.cache
def every_worker():
    """All GPUs, or else the CPU, of every worker in TF_CONFIG. Waits until all of them are there.

    Raises:
        ValueError: if TF_CONFIG does not say which workers there are, and which of them this is.
        WorkerLost: a ConnectionError; if this worker cannot listen at its address, or not all came.
    """
    cluster = read_cluster(os.environ.get("TF_CONFIG"))
    count = len(cluster.addresses)
    print(f"Worker {cluster.index} of {count}, waiting for all at {', '.join(cluster.addresses)}", flush=True)
    try:
        return tf.distribute.MultiWorkerMirroredStrategy()
    except tf.errors.OpError as error:
        reason = str(error).strip().partition("\n")[0]
        raise workers.WorkerLost(
            f"worker {cluster.index} could not join the others at {cluster.addresses[cluster.index]} ({reason}): start "
            "each worker once, on the machine of its own address, all at about the same time."
        ) from error


def every_tpu_core():
    """All cores of the TPU this machine is attached to, or that TPU_NAME names.

    Raises:
        ValueError: if there is none.
    """
    try:
        resolver = tf.distribute.cluster_resolver.TPUClusterResolver.connect(os.environ.get("TPU_NAME", "local"))
    except (ValueError, tf.errors.OpError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ValueError(
            f"there is no TPU to train on ({reason}): start the run on a machine with one, set TPU_NAME to the name "
            "of one, or give another --strategy."
        ) from error
    return tf.distribute.TPUStrategy(resolver)


STRATEGIES = {
    "none": one_device,
    "mirrored": every_local_device,
    "multi-worker": every_worker,
    "tpu": every_tpu_core,
}


def check_batch_size(strategy, batch_size):
    """Refuse batches that the replicas cannot share equally.

    Args:
        strategy: a `tf.distribute.Strategy`.
        batch_size: examples in a batch of all replicas together.

    Raises:
        ValueError: if the batch size is not a multiple of the number of replicas.

    Example:
        >>> check_batch_size(every_local_device(), 64)
    """
    count = strategy.num_replicas_in_sync
    if batch_size % count == 0:
        return
    below = batch_size // count * count
    nearest = f"{below} or {below + count}" if below else str(count)
    raise ValueError(
        f"a batch of {batch_size} examples cannot be shared equally by {count} replicas: give --batch-size {nearest}."
    )
