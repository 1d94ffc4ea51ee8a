"""`tfgan-zoo translate`."""

import argparse
import os
import pathlib

from tfgan_zoo.checks import COUNT, NOT_NEGATIVE_INTEGER, POSITIVE
from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import add_checkpoint, number_in, seed
from tfgan_zoo.runs.places import GENERATORS, check_generator


def add(subparsers):
    parser = subparsers.add_parser(
        "translate",
        help="translate pictures",
        description="Translate a folder of pictures, or a large one in tiles; the same command goes on where it "
        "stopped.",
    )
    parser.add_argument("source", metavar="SOURCE", help=GENERATORS)
    parser.add_argument("pictures", metavar="PICTURES", help="a folder of pictures, or one picture")
    parser.add_argument(
        "--out", required=True, type=named, metavar="PATH", help="the folder to write to; for one picture also FILE.png"
    )
    parser.add_argument(
        "--direction",
        metavar="NAME",
        help="first_to_second or second_to_first, of a game between two domains (default: the first)",
    )
    parser.add_argument("--label", type=number_in(NOT_NEGATIVE_INTEGER), metavar="N", help="the class to translate to")
    parser.add_argument(
        "--seed",
        type=seed,
        default=0,
        metavar="N",
        help="of what the network draws beside a picture, such as a style (default: 0)",
    )
    parser.add_argument(
        "--masks",
        type=existing,
        metavar="PATH",
        help="a folder of masks with the names of their pictures, or one mask: white where a hole is to be filled "
        "(default: transparent pixels)",
    )
    parser.add_argument(
        "--scale", type=number_in(COUNT), metavar="N", help="refuse a network that does not enlarge by this"
    )
    parser.add_argument(
        "--memory",
        type=number_in(POSITIVE),
        default=1.0,
        metavar="GIB",
        help="memory that a pass of the network may take: sets the size of tiles (default: 1)",
    )
    parser.add_argument(
        "--skip-bad",
        type=number_in(NOT_NEGATIVE_INTEGER),
        default=0,
        metavar="N",
        help="pictures to skip at most that cannot be read or translated, each named (default: 0)",
    )
    parser.add_argument("--overwrite", action="store_true", help="make pictures anew that are there already")
    add_checkpoint(parser)
    parser.set_defaults(command=translate)


def existing(text):
    """A path where something is."""
    if not os.path.exists(text):
        raise argparse.ArgumentTypeError(f"there is no {text!r}")
    return text


def named(text):
    """A folder, or the name of a PNG."""
    suffix = pathlib.Path(text).suffix.lower()
    if not text or (os.path.exists(text) and not os.path.isdir(text) and suffix != ".png"):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a folder nor the name of a .png file")
    return text


def translate(flags):
    check_generator(flags.source, flags.checkpoint)
    if not os.path.exists(flags.pictures):
        raise FileNotFoundError(f"there is no {flags.pictures}: give a folder of pictures, or one picture.")
    translation = loaded("runs.translation")
    names = ("direction", "label", "seed", "masks", "scale", "memory", "skip_bad", "overwrite")
    options = translation.Options(**{name: getattr(flags, name) for name in names})
    try:
        done = translation.translate(flags.source, flags.pictures, flags.out, options, flags.checkpoint)
    except KeyboardInterrupt:
        raise KeyboardInterrupt("stopped; the same command goes on with the next picture.") from None
    words = {"translated": "translated", "there": "already there", "skipped": "skipped"}
    said = [f"{done[name]} {word}" for name, word in words.items() if done[name] or name == "translated"]
    print(f"{flags.out}: {', '.join(said)}")
    return 0
