"""`tfgan-zoo check`."""

import pathlib

from tfgan_zoo.checks import Range
from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.evaluation.record_file import DRAWS, FALSE_ALARMS, RECORD, check_new, read_record
from tfgan_zoo.recipe.flags import add_checkpoint, number_in, positive
from tfgan_zoo.runs.places import check_generator, check_run

WORSE = 1
PROBABILITY = Range(0, 0.5, has_low=False, has_high=False)
SEVERAL = Range(2, is_integer=True)  # draws, without which noise does not show


def add(subparsers):
    parser = subparsers.add_parser(
        "check",
        help="compare a generator's result with a recorded one",
        description="Compare a generator's result with a recorded one. The exit code is 0 if it is as good or "
        "better, 1 if it is worse by more than noise, 2 if the two cannot be compared.",
    )
    parser.add_argument("sample_source", metavar="SOURCE", help="a run's folder, or a version of a SavedModel")
    parser.add_argument("--against", metavar="FILE", help=f"the record (default: {RECORD} in the run's folder)")
    parser.add_argument("--record", action="store_true", help="evaluate a run, and write the record")
    compared = "the metric to compare (default: the first that says what is better)"
    parser.add_argument("--metric", metavar="NAME", help=compared)
    alarms = f"how often a generator as good is called worse (default: {FALSE_ALARMS})"
    parser.add_argument("--false-alarms", type=number_in(PROBABILITY), default=FALSE_ALARMS, metavar="P", help=alarms)
    recording = parser.add_argument_group("with --record; a comparison takes them from the record")
    recording.add_argument(
        "--draws", type=number_in(SEVERAL), metavar="N", help=f"measurements with other noise each (default: {DRAWS})"
    )
    recording.add_argument("--split", metavar="NAME", help="split to evaluate on (default: that of the run)")
    recording.add_argument("--num", type=positive, metavar="N", help="real and generated samples (default: all)")
    add_checkpoint(parser)
    parser.set_defaults(command=check)


def check(flags):
    path = flags.against or str(pathlib.Path(flags.sample_source) / RECORD)
    if flags.record:
        check_run(flags.sample_source, flags.checkpoint)
        check_new(path)
        return record(flags, path)
    given = [name for name in ("draws", "split", "num") if getattr(flags, name) is not None]
    if given:
        raise ValueError(f"--{given[0]} goes with --record; a comparison takes it from the record.")
    check_generator(flags.sample_source, flags.checkpoint)
    read_record(path)
    result, found = loaded("evaluation").check(
        flags.sample_source, path, flags.metric, flags.false_alarms, flags.checkpoint
    )
    print(f"recorded {described(result, found.recorded)}")
    print(f"now      {described(result, found.now)}")
    change = f"{abs(found.loss):.4g} {'worse' if found.loss > 0 else 'better'}" if found.loss else "the same"
    print(
        f"{'WORSE' if found.is_worse else 'as good'}: {change}; up to {found.margin:.4g} worse is noise "
        f"(false alarms {flags.false_alarms:g})"
    )
    if found.sees_little:
        print(f"Warning: {blindness(found)}")
    return WORSE if found.is_worse else 0


def blindness(found):
    """Why a comparison says little, and what would say more."""
    return (
        f"the margin of {found.margin:.4g} exceeds the recorded result itself, {abs(found.recorded):.4g}, so that "
        "hardly anything would be called worse: record more --draws, more examples, or a metric with less noise."
    )


def record(flags, path):
    """Write a record, and print it."""
    found = loaded("evaluation").record(
        flags.sample_source, path, flags.draws or DRAWS, flags.split, flags.num, flags.checkpoint
    )
    for result in found["results"]:
        print(f"{described(result, result['mean'])}, standard deviation {result['spread']:.2g}")
    for name, itself in loaded("evaluation").margins(found["results"], flags.false_alarms):
        if itself.sees_little:
            print(f"Warning: of {name}, {blindness(itself)}")
    print(path)
    return 0


def described(result, mean):
    """A mean with its network, sample sizes and split."""
    made = f"network {result['network']}, n_real {result['n_real']}, n_fake {result['n_fake']}, split {result['split']}"
    return f"{result['metric']} {mean:.4g}, mean of {len(result['values'])} draws ({made})"
