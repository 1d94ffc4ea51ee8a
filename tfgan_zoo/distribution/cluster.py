"""The cluster that TF_CONFIG describes, checked before TensorFlow waits for it."""

import dataclasses
import json

EXAMPLE = '{"cluster": {"worker": ["host-a:2222", "host-b:2222"]}, "task": {"type": "worker", "index": 0}}'
JOBS = ("chief", "worker")


@dataclasses.dataclass(frozen=True)
class Cluster:
    """The workers that train together, and which of them this process is.

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
        raise wrong("it is not set")
    try:
        config = json.loads(text)
    except ValueError as error:
        raise wrong(f"it is not JSON ({error}): {text!r}") from error
    jobs = workers_of(config)
    kind, index = task_of(config)
    if kind not in jobs:
        raise wrong(f"the task's type is {kind!r}, but the cluster has only {' and '.join(jobs)}")
    if not 0 <= index < len(jobs[kind]):
        raise wrong(f"the task's index is {index}, but the cluster has {len(jobs[kind])} of {kind}, counted from 0")
    addresses = tuple(address for job in JOBS for address in jobs.get(job, ()))
    return Cluster(addresses, index if kind == JOBS[0] else index + len(jobs.get(JOBS[0], ())))


def workers_of(config):
    """Job name -> its addresses."""
    jobs = config.get("cluster") if isinstance(config, dict) else None
    if not isinstance(jobs, dict) or not jobs:
        raise wrong('it has no "cluster" with the addresses of the workers')
    if strange := [job for job in jobs if job not in JOBS]:
        raise wrong(f"its cluster has {', '.join(map(repr, strange))}, but only 'worker' and 'chief' take part")
    if lists := [job for job in jobs if not isinstance(jobs[job], list)]:
        raise wrong(f"the addresses of {lists[0]} are {jobs[lists[0]]!r}, which is no list")
    if len(jobs.get("chief", ["only"])) != 1:
        raise wrong("its cluster has several chiefs, but one writes: name the others workers")
    addresses = [address for job in jobs for address in jobs[job]]
    for address in addresses:
        host, _, port = address.rpartition(":") if isinstance(address, str) else ("", "", "")
        if not host or not port.isdigit() or not 0 < int(port) < 2**16:
            raise wrong(f"{address!r} is no address, which is host:port")
    if len(set(addresses)) < len(addresses):
        raise wrong(f"two workers have one address in {addresses}")
    return jobs


def task_of(config):
    """The type and the index of this process."""
    task = config.get("task")
    if not isinstance(task, dict) or "type" not in task or "index" not in task:
        raise wrong('it has no "task" with the type and the index of this process')
    try:
        return str(task["type"]), int(task["index"])
    except (TypeError, ValueError) as error:
        raise wrong(f"the task's index is {task['index']!r}, which is no whole number") from error


def wrong(what):
    """The error that says what is wrong and what is right."""
    return ValueError(
        f"several workers find each other by the environment variable TF_CONFIG, but {what}. Set it for each of them, "
        f"with the index of its own, such as {EXAMPLE}."
    )
