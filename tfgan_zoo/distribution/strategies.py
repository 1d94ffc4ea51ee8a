"""The distribution strategies of the flag `--strategy`."""

import functools
import os

from tfgan_zoo.distribution.cluster import read_cluster
from tfgan_zoo.lazy import LazyModule

MULTI_WORKER = "multi-worker"  # the strategy of several processes

tf, workers = LazyModule("tensorflow"), LazyModule("tfgan_zoo.distribution.workers")  # --help works without them


def one_device():
    """TensorFlow's own choice: the first GPU, or else the CPU."""
    return tf.distribute.get_strategy()


@functools.cache  # TensorFlow mixes up the collectives of two such strategies in one process
def local_devices():
    """All GPUs of this machine or, without any, its logical CPUs; a single one is enough."""
    devices = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
    return tf.distribute.MirroredStrategy([device.name for device in devices])


@functools.cache
def all_workers():
    """All GPUs, or else the CPU, of every worker in TF_CONFIG. Waits until all of them are connected.

    Raises:
        ValueError: if TF_CONFIG does not describe the cluster and this worker's place in it.
        WorkerLost: a ConnectionError; if this worker cannot listen at its address, or another did not connect.
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
            "each worker once, on the machine of its address, all at about the same time."
        ) from error


def tpu_cores():
    """All cores of the TPU this machine is attached to, or that TPU_NAME names.

    Raises:
        ValueError: if there is no TPU.
    """
    try:
        resolver = tf.distribute.cluster_resolver.TPUClusterResolver.connect(os.environ.get("TPU_NAME", "local"))
    except (ValueError, tf.errors.OpError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ValueError(
            f"there is no TPU to train on ({reason}): start the run on a machine with one, set TPU_NAME to its name, "
            "or choose another --strategy."
        ) from error
    return tf.distribute.TPUStrategy(resolver)


STRATEGIES = {
    "none": one_device,
    "mirrored": local_devices,
    MULTI_WORKER: all_workers,
    "tpu": tpu_cores,
}


def check_batch_size(strategy, batch_size):
    """Refuse batches that cannot be split equally among the replicas.

    Args:
        strategy: a `tf.distribute.Strategy`.
        batch_size: examples in a batch, over all replicas.

    Raises:
        ValueError: if the batch size is not a multiple of the number of replicas.

    Example:
        >>> check_batch_size(local_devices(), 64)
    """
    count = strategy.num_replicas_in_sync
    if batch_size % count == 0:
        return
    below = batch_size // count * count
    nearest = f"{below} or {below + count}" if below else str(count)
    raise ValueError(
        f"a batch of {batch_size} examples cannot be split equally among {count} replicas: give --batch-size {nearest}."
    )
