"""Two real workers of one run, as processes on this machine."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent.parent
LIMIT = 480  # seconds; a worker that takes longer fails the test


class Pair:
    """Two running workers; a context manager that kills them on exit.

    Args:
        out: the run's folder.
        folder: where their output and their temporary files go.
        flags: flags of both workers.
        own_flags: further flags of each.
    """

    def __init__(self, out, folder, *flags, recipe="tiny_recipe.py", own_flags=((), ())):
        self.folder = pathlib.Path(folder)
        (self.folder / "temporary").mkdir(parents=True, exist_ok=True)
        words = [str(ROOT / "tests" / "helpers" / recipe), "--strategy", "multi-worker", "--out", str(out), *flags]
        addresses = free_addresses(2)
        self.processes = [self.start(index, addresses, [*words, *own]) for index, own in enumerate(own_flags)]

    def start(self, index, addresses, words):
        config = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}
        environment = os.environ | {
            "TF_CONFIG": json.dumps(config),
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.folder / "temporary"),
        }
        command = [sys.executable, "-m", "tfgan_zoo.cli", "train", *words]
        with self.log(index).open("w") as log:
            return subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)

    def log(self, index):
        return self.folder / f"worker-{index}.log"

    def output(self, index):
        """What a worker printed, without TensorFlow's logs."""
        lines = self.log(index).read_text().splitlines()
        return "\n".join(line for line in lines if not line.startswith(("I0000", "W0000", "E0000", "WARNING")))

    def codes(self):
        """Exit codes of both, once they have exited."""
        return [process.wait(LIMIT) for process in self.processes]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in self.processes:
            process.kill()
            process.wait()


def free_addresses(count):
    """Addresses on this machine with free ports."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [f"127.0.0.1:{each.getsockname()[1]}" for each in sockets]
