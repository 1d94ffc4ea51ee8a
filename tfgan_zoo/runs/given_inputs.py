"""What a folder of pictures, a csv file or a run's data gives to a generator, and how many samples that makes."""

from tfgan_zoo.dataset_names import is_table
from tfgan_zoo.runs.given_pictures import given_pictures
from tfgan_zoo.runs.given_table import given_table

NUM_SAMPLES = 16  # where no number is asked for


def given_inputs(source, path, num):
    """The first pictures of a folder, or the first rows of a csv file, as the inputs of a source.

    Args:
        source: a source of `runs.sources` that generates.
        path: folder of pictures, or csv file.
        num: how many; None takes all rows of a file, which are one table again, and at most 16 pictures.

    Returns:
        dict of arrays with one row per sample.

    Raises:
        ValueError: if there are fewer than `num`, or the source does not take such inputs.
        FileNotFoundError: if there is no such folder or file, or it has no pictures.
    """
    is_file = is_table(str(path))
    read = given_table(source, path) if is_file else given_pictures(source, path, num or NUM_SAMPLES)
    found = len(next(iter(read.values())))
    num = number_of_samples(num, found, f"{'rows' if is_file else 'pictures'} in {path}", default=found)
    return {name: rows[:num] for name, rows in read.items()}


def number_of_samples(num, found, what, default=NUM_SAMPLES):
    """How many samples are made where each needs an input of its own.

    Args:
        num: how many are asked for; None for as many as there are, up to `default`.
        found: number of inputs.
        what: what they are, for the error.

    Raises:
        ValueError: if there are fewer inputs than samples are asked for.
    """
    if num is None:
        return min(default, found)
    if found < num:
        raise ValueError(
            f"received {num} as the number of samples, but each needs one of the {found} {what}: give at most {found} "
            "(--num), or more of them (--inputs)."
        )
    return num
