"""A training step of games of pictures: this zoo and the same networks in PyTorch.

    pip install -e ".[benchmark]" && python benchmarks/picture_step.py | tee benchmarks/results/picture_step.txt

As `train_step.py`, which has the smaller games: a process of its own for each contestant, which takes turns with the
others over several rounds; blocks of whole cycles of a game's kinds of steps (StyleGAN2's R1 comes every 16th). Both
train as many parameters on one batch of noise; perceptual networks and augmentation are left out.
"""

import argparse
import importlib
import json
import os
import resource
import shlex
import statistics
import subprocess
import sys
import time

from contestants.blocks import timed_blocks
from contestants.picture_rows import ROWS

CONTESTANTS = ("picture_ours", "picture_torch")
BLOCKS = 3
BLOCK_SECONDS = 4.0  # of the processor: on a busy machine the clock's would be a step or two, and the calls around them


def contest(flags):
    """Time one contestant in this process, and print the results as JSON."""
    start = time.perf_counter()
    multiple = ROWS[flags.row].multiple
    train, parameters = importlib.import_module(f"contestants.{flags.contestant}").trainer(flags.row)
    train(multiple)
    ready = time.perf_counter() - start
    start = time.process_time()
    train(multiple)
    steps = multiple * max(1, round(BLOCK_SECONDS / (time.process_time() - start)))
    blocks = timed_blocks(train, steps, BLOCKS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"blocks": blocks, "ready": ready, "memory": memory, "parameters": parameters}))


def run(row, contestant):
    """One process's results.

    Raises:
        RuntimeError: if it failed.
    """
    command = [sys.executable, __file__, "--contestant", contestant, "--row", row]
    done = subprocess.run(command, capture_output=True, text=True, env={"TF_CPP_MIN_LOG_LEVEL": "3", **os.environ})
    if done.returncode:
        raise RuntimeError(f"{row}, {contestant}: {(done.stderr.strip().splitlines() or ['no output'])[-1]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def compare(flags):
    """Run both contestants of every row in turn and print the tables."""
    found = {row: {name: [] for name in CONTESTANTS} for row in flags.rows}
    for number in range(flags.rounds):
        for row, contestants in found.items():
            for name, rounds in contestants.items():
                rounds.append(run(row, name))
                print(f"round {number + 1}: {row} {name} {rounds[-1]}", file=sys.stderr, flush=True)
    print(f"$ {shlex.join(['python', 'benchmarks/picture_step.py', *sys.argv[1:]])}")
    for row, contestants in found.items():
        table(ROWS[row], contestants)


def table(row, contestants):
    """Print one row's table."""
    parameters = {rounds[0]["parameters"] for rounds in contestants.values()}
    if len(parameters) != 1:
        raise RuntimeError(f"{row.title}: the contestants' networks differ, with {parameters} parameters.")
    print(f"\n{row.title}; batch {row.batch_size}, {parameters.pop()} parameters")
    print(f"{'':16}{'fastest ms':>11}{'median ms':>11}{'/ ours':>8}{'CPU ms':>9}{'/ ours':>8}", end="")
    print(f"{'ready s':>9}{'peak MiB':>10}")
    ours = None
    for name, rounds in contestants.items():
        walls, processors = zip(*(block for results in rounds for block in results["blocks"]), strict=True)
        middle, processor = statistics.median(walls), statistics.median(processors)
        ours = ours or (middle, processor)
        ready, memory = (statistics.median(results[key] for results in rounds) for key in ("ready", "memory"))
        print(f"{name:16}{min(walls):11.1f}{middle:11.1f}{middle / ours[0]:8.2f}{processor:9.1f}", end="")
        print(f"{processor / ours[1]:8.2f}{ready:9.1f}{memory:10.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contestant", choices=CONTESTANTS, help="time this one alone, in this process")
    parser.add_argument("--row", choices=ROWS, default="pix2pix_64", help="the row of --contestant")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--rounds", type=int, default=2)
    flags = parser.parse_args()
    (contest if flags.contestant else compare)(flags)


if __name__ == "__main__":
    main()
