"""A training step of several games: this zoo, a textbook Keras `train_step`, a raw `tf.function`, and PyTorch.

    pip install -e ".[benchmark]" && python benchmarks/train_step.py | tee benchmarks/results/train_step.txt

Every contestant trains the same networks on the same batch, in a process of its own; processes take turns over several
rounds, so that a machine that is busy for a while is busy for all. A process times blocks of about a second. The table
has the fastest and the median block, wall and processor time (all threads), their ratio to ours; the time until the
first steps are done, with building and compiling; and the whole process's peak memory. "of peak" is the step's least
floating-point work (`contestants/work.py`) in the fastest block, against the fastest matrix product of the run.
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
import tempfile
import time

from contestants.blocks import timed_blocks
from contestants.rows import ROWS

CONTESTANTS = ("ours", "ours_stepwise", "textbook", "raw", "pytorch", "pytorch_compiled")
BLOCKS = 4
BLOCK_SECONDS = 1.0
MULTIPLE = 50  # steps of a block: no contestant's execution is cut


def contest(flags):
    """Time one contestant in this process, and print the results as JSON."""
    start = time.perf_counter()
    row = ROWS[flags.row]
    train, parameters = importlib.import_module(f"contestants.{flags.contestant}").trainer(row)
    train(1)
    ready = time.perf_counter() - start
    start = time.perf_counter()
    train(MULTIPLE)
    pace = (time.perf_counter() - start) / MULTIPLE
    steps = MULTIPLE * max(1, round(BLOCK_SECONDS / pace / MULTIPLE))
    blocks = timed_blocks(train, steps, BLOCKS)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"blocks": blocks, "ready": ready, "memory": memory, "parameters": parameters}))


def measure_work(flags):
    """Print the row's work and the machine's rates as JSON."""
    from contestants import players, work

    row = ROWS[flags.row]
    print(json.dumps({"work": work.step_work(row, players.build(row)), "rates": work.matrix_peak()}))


def run(row, contestant, cache):
    """One process's results, or the last line of its error."""
    command = [sys.executable, __file__, "--contestant", contestant, "--row", row]
    environment = {"TF_CPP_MIN_LOG_LEVEL": "2", **os.environ, "TORCHINDUCTOR_CACHE_DIR": cache}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        return {"error": (done.stderr.strip().splitlines() or ["no output"])[-1]}
    return json.loads(done.stdout.strip().splitlines()[-1])


def compare(flags):
    """Run all contestants of every row in turn and print the tables."""
    found = {row: {name: [] for name in ("work", *flags.contestants)} for row in flags.rows}
    for number in range(flags.rounds):
        for row, contestants in found.items():
            with tempfile.TemporaryDirectory() as cache:  # so that every compilation is a first one
                for name, rounds in contestants.items():
                    if not any("error" in results for results in rounds):
                        rounds.append(run(row, name, cache))
                        print(f"round {number + 1}: {row} {name} {rounds[-1]}", file=sys.stderr, flush=True)
    broken = [f"{row}: {each['error']}" for row, tables in found.items() for each in tables["work"] if "error" in each]
    if broken:
        raise RuntimeError(f"the machine's rates could not be measured: {broken[0]}")
    measured = [results for contestants in found.values() for results in contestants["work"]]
    tensorflow, torch = (max(results["rates"][index] for results in measured) for index in range(2))
    print(f"$ {shlex.join(['python', 'benchmarks/train_step.py', *sys.argv[1:]])}")
    print(f"{len(os.sched_getaffinity(0))} CPU cores; fastest float32 matrix product, GFLOP/s: ", end="")
    print(f"TensorFlow {tensorflow / 1e9:.0f}, PyTorch {torch / 1e9:.0f}")
    for row, contestants in found.items():
        work = contestants.pop("work")[0]["work"]
        table(ROWS[row], contestants, work, max(tensorflow, torch))


def table(row, contestants, work, peak):
    """Print one row's table."""
    done = {name: rounds for name, rounds in contestants.items() if "error" not in rounds[-1]}
    parameters = {rounds[0]["parameters"] for rounds in done.values()}
    if len(parameters) != 1:
        raise RuntimeError(f"{row.title}: the contestants' networks differ, with {parameters} parameters.")
    print(f"\n{row.title}; batch {row.batch_size}, {parameters.pop()} parameters, {work / 1e9:.3f} GFLOP a step")
    print(f"{'':18}{'fastest ms':>11}{'median ms':>11}{'/ ours':>8}{'slowest ms':>12}", end="")
    print(f"{'CPU ms':>9}{'/ ours':>8}{'of peak':>9}{'ready s':>9}{'peak MiB':>10}")
    ours = None
    for name, rounds in contestants.items():
        if name not in done:
            print(f"{name:18}{rounds[-1]['error'][:100]}")
            continue
        walls, processors = zip(*(block for results in rounds for block in results["blocks"]), strict=True)
        middle, processor = statistics.median(walls), statistics.median(processors)
        ours = ours or (middle, processor)
        ready, memory = (statistics.median(results[key] for results in rounds) for key in ("ready", "memory"))
        print(f"{name:18}{min(walls):11.2f}{middle:11.2f}{middle / ours[0]:8.2f}{max(walls):12.2f}", end="")
        print(f"{processor:9.2f}{processor / ours[1]:8.2f}{work / min(walls) * 1e3 / peak:9.1%}", end="")
        print(f"{ready:9.1f}{memory:10.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contestant", choices=(*CONTESTANTS, "work"), help="time this one alone, in this process")
    parser.add_argument("--row", choices=ROWS, default="dcgan_28", help="the row of --contestant")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--contestants", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--rounds", type=int, default=3)
    flags = parser.parse_args()
    if flags.contestant == "work":
        measure_work(flags)
    elif flags.contestant:
        contest(flags)
    else:
        compare(flags)


if __name__ == "__main__":
    main()
