"""Coordination of the workers of one run: check that they agree, let the chief write, detect lost workers."""

import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
import zlib

import tensorflow as tf

from tfgan_zoo.saving.lock import locked

SIGNALS = (signal.SIGTERM, signal.SIGINT)

# The errors that other workers see when one is lost: closed sockets, missed heartbeats, aborted collectives.
LOST_WORKER_ERRORS = (
    tf.errors.UnavailableError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
)


class WorkerLost(ConnectionError):
    """Another worker of the run ended, or cannot be reached. Restart all of them."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h: a temporary failure


def is_single_worker(strategy):
    """Whether this process is the only one of its run."""
    return not isinstance(strategy, tf.distribute.MultiWorkerMirroredStrategy)


def is_chief(strategy):
    """Whether this process writes the run's folder: the only one, the chief, or the first worker."""
    if is_single_worker(strategy):
        return True
    resolver = strategy.cluster_resolver
    return resolver.task_type == "chief" or ("chief" not in resolver.cluster_spec().jobs and resolver.task_id == 0)


def check_agreement(strategy, settings):
    """Wait for all workers, and check that they have the same settings.

    Args:
        strategy: the run's strategy.
        settings: JSON-serializable values that must be equal.

    Raises:
        ValueError: on every worker, if the settings of one differ.
    """
    digest = zlib.crc32(json.dumps(settings, sort_keys=True, default=str).encode())
    if len(set(gathered(strategy, digest))) > 1:
        raise ValueError(
            "the workers have different settings: start all of them with the same flags and the same data, and give an "
            "--out on a file system that they share."
        )


def gathered(strategy, number):
    """An integer of each worker, on all of them, once all have come here."""
    if is_single_worker(strategy):
        return [number]
    number = tf.constant(number, tf.int64)
    return strategy.gather(strategy.run(lambda: number[None]), axis=0).numpy().tolist()


@contextlib.contextmanager
def locked_by_chief(strategy, path):
    """The run's folder, held by the process that writes it for as long as the context lasts.

    Args:
        strategy: the run's strategy.
        path: the folder.

    Raises:
        ValueError: on every worker, if another process writes there.
        OSError: if the folder cannot be written; a ValueError on the other workers.
    """
    refusal = None
    with contextlib.ExitStack() as held:
        try:
            if is_chief(strategy):
                held.enter_context(locked(path))
        except (ValueError, OSError) as error:
            refusal = error
        refused = any(gathered(strategy, int(refusal is not None)))
        if refusal is not None:
            raise refusal
        if refused:
            raise ValueError(f"the chief cannot write {path}; its own output says why.")
        yield


@contextlib.contextmanager
def written_by_chief(strategy, folder):
    """The folder that this process writes to: the run's for the chief, a temporary one for the others.

    Writing may need all workers (some variables are read collectively), so all of them write.

    Args:
        strategy: the run's strategy.
        folder: the run's `Folder`.
    """
    if is_chief(strategy):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="tfgan-zoo-", ignore_cleanup_errors=True) as temporary:
        yield type(folder)(temporary)


@contextlib.contextmanager
def coordinated(strategy):
    """Run as one of several workers: only the chief prints, a lost worker is reported, a signal exits at once.

    Raises:
        WorkerLost: if another worker is lost.
    """
    if is_single_worker(strategy):
        yield
        return
    with open(os.devnull, "w") as null, exiting_on_signals():
        silence = contextlib.nullcontext() if is_chief(strategy) else contextlib.redirect_stdout(null)
        try:
            with silence:
                yield
        except LOST_WORKER_ERRORS as error:
            raise WorkerLost(
                f"another worker of this run is lost ({type(error).__name__}; see its own output). Start all workers "
                "again with the same command; the run resumes from its last checkpoint."
            ) from error


@contextlib.contextmanager
def exiting_on_signals():
    """Exit on SIGTERM and Ctrl-C; only the main thread can set signal handlers."""
    main = threading.current_thread() is threading.main_thread()
    previous = {number: signal.signal(number, exit_on_signal) for number in SIGNALS} if main else {}
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler or signal.SIG_DFL)


def exit_on_signal(number, frame):
    """Exit on a signal. The other workers cannot continue without this one, which can save nothing by itself."""
    print(
        "\ntfgan-zoo: stopped, and with it all workers; the same command on all resumes from the last checkpoint.",
        file=sys.stderr,
        flush=True,
    )
    os._exit(128 + number)
