"""One training of a trial, in its own process: `python -m tfgan_zoo.tuning.trial`.

So a trial releases all its memory, a crash ends only that trial, and its results are bitwise those of a separate run.
It saves and ends when the search that started it ends for any reason: the search holds the other end of its stdin.
"""

import json
import os
import signal
import sys
import threading

from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import FAILURE, flags_of

DIVERGED = 3
ERROR = "tfgan-zoo: error: "
GRACE = 60.0  # seconds allowed for saving


def main(argv):
    """Train, or describe the metrics and the data.

    Args:
        argv: JSON of the recipe, the split to evaluate on, the fraction to hold out and whether to only describe;
            then the arguments of a `tfgan-zoo train RECIPE ...`.

    Returns:
        exit code: 0, 2 after an error, 3 if training diverged, 143 if it was stopped.
    """
    threading.Thread(target=end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    given = json.loads(argv[0])
    source = recipe_source.find(given["recipe"])
    flags = {**flags_of(source, argv[1:]), "evaluated_on": given["evaluated_on"], "held_out": given["held_out"]}
    out = flags.pop("out")
    from tfgan_zoo import callbacks, training

    try:
        if given["describe"]:
            print(json.dumps(description(source, flags)), flush=True)
        else:
            training.train(source, flags, out)
    except callbacks.Interrupted as stop:
        print(f"tfgan-zoo: {stop}", flush=True)
        return 128 + stop.signal
    except callbacks.NotFinite as error:
        print(f"{ERROR}{error}", flush=True)
        return DIVERGED
    except (ValueError, OSError) as error:
        print(f"{ERROR}{' '.join(str(error).split())}", flush=True)
        return FAILURE
    return 0


def end_with_parent(pipe):
    """Wait for the end of a pipe, then signal this process to save and exit, and kill it after a while.

    Args:
        pipe: its file descriptor; a file object would be locked when Python closes it.
    """
    while os.read(pipe, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os._exit(128 + signal.SIGTERM)


def description(source, flags):
    """The metrics and the data of a run with these flags."""
    from tfgan_zoo.distribution import strategies
    from tfgan_zoo.preferences import preference_of
    from tfgan_zoo.runs import setup

    prepared = setup.prepare(source, flags, strategies.STRATEGIES[flags["strategy"]]())
    return {
        "metrics": {metric.name: preference_of(metric) for metric in prepared.game.evaluation_metrics},
        "data": prepared.train_data.name,
        "trained_on": [prepared.train_data.split, prepared.train_data.num_examples],
        "evaluated_on": [prepared.real_data.split, prepared.real_data.num_examples],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
