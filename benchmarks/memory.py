"""Memory of a long run: resident set after every epoch of a small DCGAN, with all that a run does besides training.

Run: python benchmarks/memory.py

Each epoch ends in a metric, tables and curves, a picture, TensorBoard events, a checkpoint and the report, as in every
`tfgan-zoo train`. Growth is the slope of a straight line through the second half, when caches and the
allocator have settled. Reads /proc, so it needs Linux.

Steps keep nothing; each save of a game does: Keras 3.15.1 makes two throw-away optimizers at every `save` (it looks for
them in its cache under another name than it keeps them), which leaves about 0.06 MiB each. So many epochs grow slowly.
"""

import argparse
import contextlib
import io
import os
import pathlib
import tempfile
import threading
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np

from tfgan_zoo import training
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of

PAGE = os.sysconf("SC_PAGE_SIZE")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--epochs", type=int, default=25)
    arguments = parser.parse_args()
    source = recipe_source.find("dcgan")
    size = ["--width", "4", "--batch-size", "16"]
    with tempfile.TemporaryDirectory() as folder:
        flags = flags_of(source, [*size, "--steps", str(arguments.steps), "--epochs", str(arguments.epochs)])
        out = pathlib.Path(flags.pop("out")).name
        report = pathlib.Path(folder) / out / "report.md"
        with watched(report) as memory, contextlib.redirect_stdout(io.StringIO()):
            training.train(source, flags, pathlib.Path(folder) / out)
    memory = np.array(memory[: arguments.epochs])
    steps = np.linspace(arguments.steps / len(memory), arguments.steps, len(memory))
    for step, size in list(zip(steps, memory, strict=True))[:: max(1, len(memory) // 10)]:
        print(f"{step:8.0f} steps  {size:8.1f} MiB")
    settled = slice(len(memory) // 2, None)
    slope = np.polyfit(steps[settled], memory[settled], 1)[0]
    print(
        f"growth {1000 * slope:+.2f} MiB in 1000 steps, after step {steps[settled][0]:.0f}; peak {memory.max():.1f} MiB"
    )


@contextlib.contextmanager
def watched(report):
    """A list that gets the resident set in MiB whenever the report is rewritten, at the end of each epoch."""
    memory, done = [], threading.Event()

    def watch():
        written = None
        while not done.wait(0.05):
            now = report.stat().st_mtime_ns if report.exists() else None
            if now != written:
                written = now
                memory.append(resident())

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield memory
    time.sleep(0.2)
    done.set()
    thread.join()


def resident():
    """MiB of this process in memory now."""
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * PAGE / 2**20


if __name__ == "__main__":
    main()
