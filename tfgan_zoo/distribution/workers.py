"""What several workers of one run do together: agree, leave the writing to the chief, notice who is lost."""

import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
import zlib

import tensorflow as tf

SIGNALS = (signal.SIGTERM, signal.SIGINT)

# How the loss of a worker shows itself in the others: closed sockets, missed heartbeats, collectives given up.
LOST = (
    tf.errors.UnavailableError,
    tf.errors.AbortedError,
    tf.errors.CancelledError,
    tf.errors.DeadlineExceededError,
)


class WorkerLost(ConnectionError):
    """Another worker of the run ended, or cannot be reached. To start all of them again will do."""

    exit_code = 75  # as sysexits.h has it: a failure that passes


def is_alone(strategy):
    """Whether this process is the only one of its run."""
    return not isinstance(strategy, tf.distribute.MultiWorkerMirroredStrategy)


def is_chief(strategy):
    """Whether this process writes the run's folder: the only one, the chief, or the first worker."""
    if is_alone(strategy):
        return True
    resolver = strategy.cluster_resolver
    return resolver.task_type == "chief" or ("chief" not in resolver.cluster_spec().jobs and resolver.task_id == 0)


def agree(strategy, facts):
    """Wait for all workers, and make sure that they are about to do the same.

    Args:
        strategy: the run's strategy.
        facts: what must be equal, as JSON can have it.

    Raises:
        ValueError: on every worker, if the facts of one differ.
    """
    if is_alone(strategy):
        return
    digest = tf.constant(zlib.crc32(json.dumps(facts, sort_keys=True, default=str).encode()), tf.int64)
    digests = strategy.gather(strategy.run(lambda: digest[None]), axis=0).numpy().tolist()
    if len(set(digests)) > 1:
        raise ValueError(
            "the workers do not see the same run: start all of them with the same flags and the same data, and give "
            "an --out on a file system that they share."
        )


@contextlib.contextmanager
def written_by_chief(strategy, folder):
    """The folder that this process writes: the run's, or for all but the chief one that vanishes afterwards.

    What is done for the folder may need all workers (some variables are read together), so all do the same.

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
def together(strategy):
    """Several workers as one: all but the chief are silent, a lost one is named, a signal ends this one at once.

    Raises:
        WorkerLost: if another worker is lost.
    """
    if is_alone(strategy):
        yield
        return
    with open(os.devnull, "w") as nowhere, leaving_at_signals():
        silence = contextlib.nullcontext() if is_chief(strategy) else contextlib.redirect_stdout(nowhere)
        try:
            with silence:
                yield
        except LOST as error:
            raise WorkerLost(
                f"another worker of this run is lost ({type(error).__name__}; its own output says why). Start all "
                "workers again with the same command; the run goes on from its last checkpoint."
            ) from error


@contextlib.contextmanager
def leaving_at_signals():
    """End this worker at SIGTERM and Ctrl-C, where this is the main thread, which alone may say so."""
    main = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, leave) for number in SIGNALS} if main else {}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def leave(number, frame):
    """End this worker at a signal. The others cannot go on without it, and no step can be finished or saved alone."""
    print(
        "\ntfgan-zoo: stopped, and with it all workers; the same command on all goes on from the last checkpoint.",
        file=sys.stderr,
        flush=True,
    )
    os._exit(128 + number)
