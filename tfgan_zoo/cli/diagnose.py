"""`tfgan-zoo diagnose`."""

import math

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import add_checkpoint
from tfgan_zoo.runs.places import check_run

PROBLEMS_FOUND = 1  # exit code, for scripts


def add(subparsers):
    parser = subparsers.add_parser(
        "diagnose",
        help="explain what is wrong with a run",
        description="Explain in plain words what is wrong with a run, since when, on what evidence, and what to try. "
        "The exit code is 0 if there are no problems, 1 if there are.",
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder; the run may still be training")
    add_checkpoint(parser)
    parser.set_defaults(command=diagnose)


def diagnose(flags):
    check_run(flags.run)
    history, findings = loaded("evaluation").diagnose(flags.run, flags.checkpoint)
    print(seen(history))
    for sentence in loaded("monitor").in_words(history, findings):
        print(sentence)
    return PROBLEMS_FOUND if findings else 0


def seen(history):
    """What the newest check saw, in a sentence."""
    newest = history[-1]
    checks = "1 check" if len(history) == 1 else f"{len(history)} checks"
    scores = f"the discriminator scores the real sample higher in {100 * newest.separation:.0f} % of all pairs; "
    return (
        f"{checks}, the last at step {newest.steps}: {'' if math.isnan(newest.separation) else scores}the samples have "
        f"{100 * newest.diversity:.0f} % of the data's diversity, {100 * newest.coverage:.0f} % of its coverage, and a "
        f"distance of {newest.distance:.3g} from it (that of noise is about 1)."
    )
