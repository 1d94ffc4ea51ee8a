"""`tfgan-zoo tune`."""

from tfgan_zoo.checks import PROBABILITY
from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import number_in, positive, recipe_parser, seed
from tfgan_zoo.tuning.plan import HELD_OUT, TRIALS, Plan
from tfgan_zoo.tuning.pruners import PRUNERS
from tfgan_zoo.tuning.samplers import SAMPLERS
from tfgan_zoo.tuning.space import read_space


def add(subparsers):
    """Only for the help: the flags depend on the recipe."""
    tuning = subparsers.add_parser(
        "tune",
        help="search for a recipe's best settings",
        description="Search for a recipe's best settings, or resume a search. `tfgan-zoo tune RECIPE --help` shows "
        "all flags.",
    )
    tuning.add_argument("recipe", metavar="RECIPE", help="a name from `tfgan-zoo list`, or my/recipe.py")


def tune(source, argv, program):
    flags = flags_of_search(source, argv, program)
    own = {name: flags.pop(name) for name in ("search", "trials", "sampler", "pruner", "seeds", "metric")}
    part = {name: flags.pop(name) for name in ("evaluated_on", "held_out")}
    space = read_space(own["search"], source)
    check(flags, own, part, space)
    loaded("tuning")
    plan = Plan(
        space=space,
        trials=own["trials"] or (None if own["sampler"] == "grid" else TRIALS),
        sampler=SAMPLERS[own["sampler"]],
        pruner=PRUNERS[own["pruner"]],
        seeds=tuple(own["seeds"] or [flags["seed"]]),
        metric=own["metric"],
        evaluated_on=part["evaluated_on"] or "held-out",
        held_out=None if part["evaluated_on"] else (part["held_out"] or HELD_OUT),
    )
    out = flags.pop("out")
    best = search().tune(source, flags, plan, out)
    print(f"See {out}/report.md" if best else f"No trial is complete: see {out}/trials.csv")
    return 0


def flags_of_search(source, argv, program):
    """The values of all flags: those of the runs, and those of the search."""
    names = ("search", "trials", "sampler", "pruner", "seeds", "metric", "evaluated_on", "held_out")
    if taken := [flag.name for flag in source.flags if flag.name in names]:
        raise ValueError(f"{source.name} has a constant {taken[0]!r}, which is a flag of tune: rename it.")
    parser = recipe_parser(source, program)
    add_flags(parser.add_argument_group("the search"))
    parser.set_defaults(out=f"searches/{source.path.stem}", **(source.constants["PAPER"] if "--paper" in argv else {}))
    flags = vars(parser.parse_args(argv))
    del flags["paper"]
    return flags


def add_flags(group):
    """The flags of the search."""
    group.add_argument(
        "--search",
        action="append",
        default=[],
        metavar="CONSTANT=VALUES",
        help="a constant to search (repeat the flag for more): LOW:HIGH, LOW:HIGH:log, or a,b,c; for a grid of N "
        "values LOW:HIGH:N or LOW:HIGH:log:N",
    )
    group.add_argument(
        "--sampler", choices=SAMPLERS, default="bayesian", help="which settings to try (default: bayesian)"
    )
    trials = f"trials in all (default: {TRIALS}; of a grid all); a larger number continues a search"
    group.add_argument("--trials", type=positive, metavar="N", help=trials)
    group.add_argument(
        "--pruner",
        choices=PRUNERS,
        default="median",
        help="which trials to prune, by their metric after an epoch: those worse than the median, all but the "
        "better half at an eighth, a quarter and half of the training, or none (default: median)",
    )
    group.add_argument(
        "--seeds",
        type=seed,
        nargs="+",
        metavar="N",
        help="train each trial with each of these seeds, and take the mean",
    )
    judge = "the metric to optimize (default: the recipe's first that says what is better)"
    group.add_argument("--metric", metavar="NAME", help=judge)
    group.add_argument(
        "--held-out",
        type=number_in(PROBABILITY),
        metavar="X",
        help=f"fraction of the training data to hold out and evaluate on (default: {HELD_OUT})",
    )
    group.add_argument("--evaluated-on", metavar="SPLIT", help="evaluate on a split of the dataset instead")


def check(flags, own, part, space):
    """Refuse incompatible flags."""
    if flags["strategy"] == "multi-worker":
        raise ValueError("tune runs each trial on this machine only: omit --strategy multi-worker.")
    if part["evaluated_on"] and part["held_out"]:
        raise ValueError("use --held-out or --evaluated-on, not both: the first creates a split, the second names one.")
    if own["seeds"] and len(set(own["seeds"])) < len(own["seeds"]):
        raise ValueError(f"--seeds {' '.join(map(str, own['seeds']))} has duplicates.")
    for name, domain in space.items():
        if own["sampler"] == "grid":
            domain.values  # noqa: B018 refuses a range without steps
        elif getattr(domain, "count", None):
            raise ValueError(f"--search {name}={domain}: {domain.count} values of a range need --sampler grid.")


def search():
    """The module that searches, which needs Optuna.

    Raises:
        ValueError: if Optuna is not installed.
    """
    try:
        from tfgan_zoo.tuning import search
    except ModuleNotFoundError as error:
        if error.name != "optuna":
            raise
        raise ValueError("tune needs Optuna, which is not installed: pip install 'tfgan-zoo[tune]'.") from error
    return search
