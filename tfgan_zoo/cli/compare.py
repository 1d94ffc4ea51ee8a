"""`tfgan-zoo compare`."""

import argparse
import difflib
import sys

from tfgan_zoo.checks import INCEPTION_FEATURES
from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import check_source, output_file
from tfgan_zoo.evaluation.metric_names import METRICS, MOST
from tfgan_zoo.recipe.flags import add_checkpoint, existing_file, positive, seed
from tfgan_zoo.saving.lock import locked

PATIENCE = 60.0  # seconds to wait for another process that adds to the same table
ALSO = {"fid": "frechet", "kid": "kernel_distance"}  # what they are called where the network is the Inception
DESCRIPTION = """\
Compare two sets of samples, each from any source: a run's folder, a .keras file, a version of a SavedModel, the name of
a dataset or a folder of images, with its split after a colon (digits:test). Each result is printed with its network,
the numbers of samples and the split.

The network: the Inception with --inception (the literature's FID and KID), a classifier with --classifier, otherwise
one trained on the labels of REAL."""


def add(subparsers):
    parser = subparsers.add_parser(
        "compare",
        help="compare any two sets of samples",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("real", metavar="REAL", help="source of the real samples")
    parser.add_argument("fake", metavar="FAKE", help="source of the generated samples")
    text = f"comma-separated metrics: {', '.join(METRICS)} (default: all applicable ones)"
    parser.add_argument("--metrics", type=words, metavar="NAMES", help=text)
    parser.add_argument("--num", type=positive, metavar="N", help=f"samples of each (default: all, {MOST} at most)")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of every draw (default: 0)")
    add_checkpoint(parser)
    add_network(parser)
    parser.add_argument("--data-dir", metavar="FOLDER", help="data folder of TensorFlow Datasets")
    text = "resize datasets and folders to this shape, such as 32x32x3 (default: their own)"
    parser.add_argument("--image-shape", type=image_shape, metavar="HxWxC", help=text)
    parser.add_argument("--out", type=output_file(".csv"), metavar="FILE.csv", help="add the results to this table")
    parser.set_defaults(command=compare)


def add_network(parser):
    """Flags of the network whose features are used."""
    parser.add_argument(
        "--inception",
        type=weights,
        metavar="FILE",
        help="weights of FID's Inception, .pb or .npz; `fetch` fetches them (95 MB)",
    )
    parser.add_argument(
        "--features",
        type=int,
        choices=INCEPTION_FEATURES,
        default=INCEPTION_FEATURES[-1],
        help="of the Inception (default: %(default)s)",
    )
    parser.add_argument(
        "--classifier",
        type=classifier,
        metavar="FILE",
        help="a .keras classifier with a layer `features`; if the file does not exist, one is trained on the labels of "
        "REAL and saved there",
    )


def weights(text):
    """A file of the Inception's weights, or the word that fetches it."""
    return text if text == "fetch" else existing_file(text)


def classifier(text):
    """A classifier's file, which there is, or can be."""
    if not text.endswith(".keras"):
        raise argparse.ArgumentTypeError(f"{text} is not the name of a .keras file, as a classifier is kept in")
    return text


def words(text):
    """Comma-separated names of metrics."""
    found = [ALSO.get(word.strip(), word.strip()) for word in text.split(",") if word.strip()]
    for word in found:
        if word not in METRICS:
            close = difflib.get_close_matches(word, METRICS, n=1)
            meant = f"did you mean {close[0]}?" if close else f"the metrics are {', '.join(METRICS)}"
            raise argparse.ArgumentTypeError(f"there is no metric {word!r}; {meant}")
    if not found:
        raise argparse.ArgumentTypeError("no metric is named")
    return found


def image_shape(text):
    """A shape such as 32x32x3."""
    sizes = text.lower().split("x")
    if len(sizes) != 3 or not all(size.isdecimal() and int(size) > 0 for size in sizes) or sizes[2] not in ("1", "3"):
        raise argparse.ArgumentTypeError(f"{text} is not height x width x channels, such as 32x32x3 or 28x28x1")
    return tuple(map(int, sizes))


def compare(flags):
    if flags.inception and flags.classifier:
        raise ValueError("give --inception or --classifier, not both: results of two networks cannot be compared.")
    for sample_source in (flags.real, flags.fake):
        check_source(sample_source, flags.checkpoint)
    evaluation = loaded("evaluation")
    from tfgan_zoo.callbacks import Table, columns_of
    from tfgan_zoo.runs import sources

    table = flags.out and Table(flags.out)
    if table:
        table.rows()  # one that cannot be read is refused before anything takes long
    real, fake = (
        sources.find(sample_source, flags.checkpoint, flags.image_shape, flags.data_dir)
        for sample_source in (flags.real, flags.fake)
    )
    num = evaluation.common_number(real, fake, flags.num)
    network = evaluation.feature_network(real, vars(flags), flags.data_dir)
    results = evaluation.compare(real, fake, network, flags.metrics, num, flags.seed, int(sys.stdout.isatty()))
    for result in results:
        print(result)
    if table:
        with locked(table.path.parent, patience=PATIENCE):
            table.append([{"epoch": 0, "steps": fake.steps, **columns_of(result)} for result in results])
    return 0
