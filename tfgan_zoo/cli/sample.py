"""`tfgan-zoo sample`."""

import argparse

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import folder_or_table, picture_table_or_folder
from tfgan_zoo.recipe.flags import add_checkpoint, positive, seed
from tfgan_zoo.runs.places import GENERATORS, check_generator


def add(subparsers):
    parser = subparsers.add_parser(
        "sample", help="draw samples", description="Draw samples as a picture, or write them as files."
    )
    parser.add_argument("sample_source", metavar="SOURCE", help=GENERATORS)
    parser.add_argument(
        "--num",
        type=positive,
        metavar="N",
        help="how many; with --inputs, of the first pictures or rows (default: 16, of a csv file all rows)",
    )
    parser.add_argument(
        "--labels",
        type=class_numbers,
        metavar="N,N",
        help="classes to sample, in turn, such as 3,7 (default: all classes)",
    )
    parser.add_argument(
        "--condition",
        type=named_numbers,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="an input of the model and its numbers, such as attributes=1,0,1, or NAME=FILE.npy of such rows; or a "
        "column of a table and the category asked for, such as color=red; given again, further ones, sampled in turn",
    )
    parser.add_argument(
        "--caption",
        action="append",
        metavar="TEXT",
        help="what to draw, for a model that takes captions; given again, further captions, which are drawn in turn",
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the noise (default: 0)")
    parser.add_argument(
        "--out",
        type=picture_table_or_folder,
        default="samples.png",
        metavar="PATH",
        help="a picture, FILE.png; the rows of a table, FILE.csv; otherwise a folder with one file per sample, such as "
        ".wav (default: samples.png)",
    )
    parser.add_argument(
        "--inputs",
        type=folder_or_table,
        metavar="PATH",
        help="a folder of pictures to make samples from, for a model that takes pictures; or a csv file whose gaps are "
        "filled, for a model that fills them (default: those of the run's data)",
    )
    add_checkpoint(parser)
    parser.set_defaults(command=sample)


def class_numbers(text):
    """Comma-separated integers."""
    try:
        return [int(number) for number in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a comma-separated list of integers, such as 3,7") from None


def named_numbers(text):
    """A name, and the numbers of one row, the path of a file of rows, or a category."""
    name, separator, values = text.partition("=")
    if name and separator and values.endswith(".npy"):
        return name, values
    words = values.split(",")
    if name and separator and values and not any(map(is_number, words)):
        return name, values  # a category
    try:
        if not (name and separator):
            raise ValueError
        return name, [number_of(word) for word in words]
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a name and numbers, such as attributes=1,0,1 or attributes=FILE.npy"
        ) from None


def is_number(word):
    """Whether a word is that of a number."""
    try:
        number_of(word)
    except ValueError:
        return False
    return True


def number_of(word):
    """An integer where it is written as one, else a float."""
    try:
        return int(word)
    except ValueError:
        return float(word)


def sample(flags):
    check_generator(flags.sample_source, flags.checkpoint)
    given = {"labels": flags.labels, "captions": flags.caption}
    given = {name: rows for name, rows in given.items() if rows}
    for name, rows in flags.condition:
        given.setdefault(name, []).append(rows)
    runs = loaded("runs")
    runs.sample(flags.sample_source, flags.out, flags.num, flags.seed, flags.checkpoint, given or None, flags.inputs)
    print(flags.out)
    return 0
