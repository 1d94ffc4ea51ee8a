"""The cluster that TF_CONFIG describes, checked before TensorFlow waits for it."""

import dataclasses
import json

EXAMPLE = '{"cluster": {"worker": ["host-a:2222", "host-b:2222"]}, "task": {"type": "worker", "index": 0}}'
JOBS = ("chief", "worker")


@dataclasses.dataclass(frozen=True)
class Cluster:
    """The workers that train together, and this process's place among them.

    Args:
        addresses: host:port of each worker, the chief first.
        index: place of this process among them.
    """

    addresses: tuple[str, ...]
    index: int


def read_cluster(text):
    """The cluster in the text of TF_CONFIG.

    Args:
        text: value of the environment variable; None where it is not set.

    Returns:
        `Cluster`.

    Raises:
        ValueError: if the text does not describe a cluster of workers and this process's place in it.

    Example:
        >>> read_cluster('{"cluster": {"worker": ["a:1", "b:1"]}, "task": {"type": "worker", "index": 1}}').index
        1
    """
    if not text:
        raise config_error("it is not set")
    try:
        config = json.loads(text)
    except ValueError as error:
        raise config_error(f"it is not JSON ({error}): {text!r}") from error
    jobs = workers_of(config)
    kind, index = task_of(config)
    if kind not in jobs:
        raise config_error(f"the task's type is {kind!r}, but the cluster has only {' and '.join(jobs)}")
    if not 0 <= index < len(jobs[kind]):
        raise config_error(f"the task's index is {index}, but the cluster has {len(jobs[kind])} {kind} tasks, from 0")
    addresses = tuple(address for job in JOBS for address in jobs.get(job, ()))
    return Cluster(addresses, index if kind == JOBS[0] else index + len(jobs.get(JOBS[0], ())))


def workers_of(config):
    """Job name -> its addresses."""
    jobs = config.get("cluster") if isinstance(config, dict) else None
    if not isinstance(jobs, dict) or not jobs:
        raise config_error('it has no "cluster" with the addresses of the workers')
    if unknown := [job for job in jobs if job not in JOBS]:
        raise config_error(f"its cluster has {', '.join(map(repr, unknown))}; only 'worker' and 'chief' are supported")
    if not_lists := [job for job in jobs if not isinstance(jobs[job], list)]:
        raise config_error(f"the addresses of {not_lists[0]} are {jobs[not_lists[0]]!r}, which is not a list")
    if len(jobs.get("chief", ["only"])) != 1:
        raise config_error("its cluster has several chiefs, but only one can write: make the others workers")
    addresses = [address for job in jobs for address in jobs[job]]
    for address in addresses:
        host, _, port = address.rpartition(":") if isinstance(address, str) else ("", "", "")
        if not host or not port.isdigit() or not 0 < int(port) < 2**16:
            raise config_error(f"{address!r} is not an address of the form host:port")
    if len(set(addresses)) < len(addresses):
        raise config_error(f"two workers have the same address in {addresses}")
    return jobs


def task_of(config):
    """The type and the index of this process."""
    task = config.get("task")
    if not isinstance(task, dict) or "type" not in task or "index" not in task:
        raise config_error('it has no "task" with the type and the index of this process')
    try:
        return str(task["type"]), int(task["index"])
    except (TypeError, ValueError) as error:
        raise config_error(f"the task's index is {task['index']!r}, which is not an integer") from error


def config_error(reason):
    """The error for a bad TF_CONFIG, with an example of a good one."""
    return ValueError(
        f"several workers find each other through the environment variable TF_CONFIG, but {reason}. Set it for each of "
        f"them, with its own index, such as {EXAMPLE}."
    )
