"""Runs killed by SIGKILL at random moments and started again until they end, compared bit by bit with runs that never
were: every variable, both optimizers, moving averages, pools, random state, logged losses, measures and pictures.

    python -m benchmarks.kills | tee benchmarks/results/kills.txt

A run is killed after a time drawn between its start and its end, or, one time in four each, a moment after it began to
save or to measure. `--kills 6` is a quick look.
"""

import argparse
import collections
import contextlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

from tqdm import tqdm

from tests.helpers.announcing_metric import DONE, STARTED
from tests.helpers.run_bits import differences

ROOT = pathlib.Path(__file__).resolve().parent.parent
GAMES = ("gan", "wgan_gp", "cyclegan")
FLAGS = ("--steps", "60", "--epochs", "6")
PHASES = ("starting", "a step", "evaluation", "the end of an epoch", "saving", "exporting")
KILLS_PER_RUN = 4


class Run:
    """A process that trains, and where it is by what it says and by the files that are there."""

    def __init__(self, game, out):
        self.out = out
        self.phase = "starting"
        self.said = collections.deque(maxlen=30)
        self.began = time.time()
        command = [sys.executable, "-m", "tfgan_zoo.cli", "train", f"tests/tiny_{game}.py", *FLAGS, "--out", str(out)]
        quiet = {"TF_CPP_MIN_LOG_LEVEL": "2", "CUDA_VISIBLE_DEVICES": "-1", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **quiet},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self.listen)
        self.reader.start()

    def listen(self):
        """Follow what the process says."""
        phases = {"Epoch": "a step", STARTED: "evaluation", DONE: "the end of an epoch", "Exporting": "exporting"}
        for line in self.process.stdout:
            self.said.append(line)
            self.phase = phases.get(line.split()[0] if line.split() else "", self.phase)

    @property
    def saves(self):
        """Whether a checkpoint is being written; what an earlier process left half written does not count."""
        for path in (self.out / "checkpoints").glob(".*.keras"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime > self.began:
                    return True
        return False

    def wait(self, until=lambda: False, seconds=float("inf")):
        """Wait for a condition, for a time or for the end; return whether the process still runs."""
        end = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < end and not until():
            time.sleep(0.001)
        return self.process.poll() is None

    def kill(self):
        """Kill the process; return what it was doing."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        return "saving" if self.saves else self.phase

    def finish(self):
        """Wait for the end."""
        self.process.wait()
        self.reader.join()
        if self.process.returncode:
            raise RuntimeError(f"the run ended with exit code {self.process.returncode}:\n{''.join(self.said)}")


def killed(game, out, duration, draw):
    """Start a run and kill it; return what it was doing, None where it had already ended."""
    run = Run(game, out)
    if (aim := draw.choice(("time", "time", "saving", "evaluation"))) == "time":
        alive = run.wait(seconds=draw.uniform(0, duration))
    else:
        reached = (lambda: run.saves) if aim == "saving" else (lambda: run.phase == "evaluation")
        alive = run.wait(lambda: run.phase != "starting") and run.wait(seconds=draw.uniform(0, 3))
        alive = alive and run.wait(reached) and run.wait(seconds=draw.uniform(0, 0.05))
    phase = run.kill()
    return phase if alive else None


def uninterrupted(game, out):
    """A whole run; return how many seconds it took."""
    began = time.monotonic()
    Run(game, out).finish()
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    flags = parser.parse_args()
    draw, hit, equal, made = random.Random(flags.seed), collections.Counter(), collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder, tqdm(total=flags.kills, unit="kill") as progress:
        folder = pathlib.Path(folder)
        durations = {game: uninterrupted(game, folder / game) for game in GAMES}
        while progress.n < flags.kills:
            game = GAMES[len(made) % len(GAMES)]
            out = folder / f"{game}-{len(made)}"
            for _ in range(min(KILLS_PER_RUN, flags.kills - progress.n)):
                if phase := killed(game, out, durations[game], draw):
                    hit[game, phase] += 1
                    progress.update()
            Run(game, out).finish()
            different = differences(out, folder / game)
            made.append(game)
            equal[game] += not different
            if different:
                progress.write(f"{out.name} differs in {', '.join(different[:5])}")
    show(flags, hit, equal, made)


def show(flags, hit, equal, made):
    """Print the table."""
    print(f"$ python -m benchmarks.kills --kills {flags.kills} --seed {flags.seed}")
    print(f"{'killed while':22}" + "".join(f"{game:>10}" for game in GAMES) + f"{'all':>10}")
    for phase in (*PHASES, None):
        counts = [sum(n for (g, p), n in hit.items() if g == game and phase in (p, None)) for game in GAMES]
        print(f"{phase or 'kills':22}" + "".join(f"{n:10}" for n in (*counts, sum(counts))))
    equals = [f"{equal[game]}/{made.count(game)}" for game in GAMES] + [f"{equal.total()}/{len(made)}"]
    print(f"{'runs equal to the bit':22}" + "".join(f"{n:>10}" for n in equals))


if __name__ == "__main__":
    main()
