"""`tfgan-zoo diagnose`."""

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
    newest = history[-1]
    print(
        f"{len(history)} checks, the last at step {newest.steps}: the discriminator scores the real sample higher in "
        f"{100 * newest.separation:.0f} % of all pairs; the samples have {100 * newest.diversity:.0f} % of the data's "
        f"diversity, {100 * newest.coverage:.0f} % of its coverage, and a distance of {newest.distance:.3g} from it "
        "(that of noise is about 1)."
    )
    for finding in findings:
        print(finding)
    if not findings:
        print("No problems were found.")
    return PROBLEMS_FOUND if findings else 0
