"""`tfgan-zoo sample`."""

import argparse
import itertools

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import existing_folder, picture_or_folder
from tfgan_zoo.recipe.flags import add_checkpoint, positive, seed
from tfgan_zoo.runs.places import GENERATORS, check_generator


def add(subparsers):
    parser = subparsers.add_parser(
        "sample", help="draw samples", description="Draw samples as a picture, or write them as files."
    )
    parser.add_argument("sample_source", metavar="SOURCE", help=GENERATORS)
    parser.add_argument("--num", type=positive, default=16, metavar="N", help="how many (default: 16)")
    parser.add_argument(
        "--labels",
        type=class_numbers,
        metavar="N,N",
        help="classes to sample, in turn, such as 3,7 (default: all classes)",
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the noise (default: 0)")
    parser.add_argument(
        "--out",
        type=picture_or_folder,
        default="samples.png",
        metavar="PATH",
        help="a picture, FILE.png; otherwise a folder with one file per sample, such as .wav (default: samples.png)",
    )
    parser.add_argument(
        "--inputs",
        type=existing_folder,
        metavar="FOLDER",
        help="pictures to make samples from, for a model that takes pictures (default: those of the run's data)",
    )
    add_checkpoint(parser)
    parser.set_defaults(command=sample)


def class_numbers(text):
    """Comma-separated integers."""
    try:
        return [int(number) for number in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a comma-separated list of integers, such as 3,7") from None


def sample(flags):
    check_generator(flags.sample_source, flags.checkpoint)
    given = None
    if flags.labels:
        given = {"labels": list(itertools.islice(itertools.cycle(flags.labels), flags.num))}
    loaded("runs").sample(flags.sample_source, flags.out, flags.num, flags.seed, flags.checkpoint, given, flags.inputs)
    print(flags.out)
    return 0
