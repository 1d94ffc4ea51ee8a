"""`tfgan-zoo diagnose`."""

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import add_checkpoint
from tfgan_zoo.runs.places import check_run

ILL = 1  # exit code, so that a script can ask


def add(subparsers):
    parser = subparsers.add_parser(
        "diagnose",
        help="what is wrong with a run",
        description="Say in plain words what is wrong with a run, since when, on what evidence, and what to try. "
        "The exit code is 0 where nothing is, 1 where something is.",
    )
    parser.add_argument("run", metavar="RUN", help="a run's folder; one under way will do")
    add_checkpoint(parser)
    parser.set_defaults(command=diagnose)


def diagnose(flags):
    check_run(flags.run)
    history, findings = loaded("evaluation").diagnose(flags.run, flags.checkpoint)
    newest = history[-1]
    print(
        f"{len(history)} examinations, the last at step {newest.steps}: the discriminator prefers the real one of "
        f"{100 * newest.separation:.0f} % of all pairs; the samples have {100 * newest.diversity:.0f} % of the data's "
        f"diversity, reach {100 * newest.coverage:.0f} % of what real ones do, and lie at a distance of "
        f"{newest.distance:.3g} (0 is the data, 1 about noise)."
    )
    for finding in findings:
        print(finding)
    if not findings:
        print("Nothing wrong was found.")
    return ILL if findings else 0
