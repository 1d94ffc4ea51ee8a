"""`tfgan-zoo plot`: every kind of picture of `tfgan_zoo.pictures.kinds`."""

import pathlib

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import check_output
from tfgan_zoo.pictures.kinds import KINDS
from tfgan_zoo.runs.places import check_generator, check_run


def add(subparsers):
    parser = subparsers.add_parser(
        "plot",
        help="draw a picture of a run or a generator",
        description="Draw a picture of a run or a generator. `tfgan-zoo plot KIND --help` shows the flags of a kind.",
    )
    kinds = parser.add_subparsers(metavar="KIND", required=True)
    for kind in KINDS:
        text = kind.HELP
        of_kind = kinds.add_parser(kind.NAME, help=text, description=f"{text[0].upper()}{text[1:]}.")
        kind.add_flags(of_kind)
        of_kind.add_argument(
            "--out",
            default=kind.FILE,
            metavar="FILE",
            help="where to write the picture (default: %(default)s)",
        )
        of_kind.set_defaults(command=plot, draw=kind.draw, suffix=pathlib.PurePath(kind.FILE).suffix)


def plot(flags):
    if "checkpoint" in flags:
        check_generator(flags.sample_source, flags.checkpoint)
    else:
        check_run(flags.sample_source)
    check_output(flags.out, flags.suffix)
    loaded("pictures")
    from tfgan_zoo.pictures.requested_subject import split_options

    given = vars(flags)
    draw, path, *_ = (given.pop(name) for name in ("draw", "out", "command", "suffix"))
    subject, options = split_options(given)
    remark = draw(path, subject, **options)
    print(path if remark is None else f"{path}: {remark}")
    return 0
