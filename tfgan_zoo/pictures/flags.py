"""Flags that several kinds of picture have. They need no TensorFlow."""

from tfgan_zoo.recipe.flags import add_checkpoint, existing_file, positive, seed
from tfgan_zoo.runs.places import GENERATORS

GAME, GENERATOR = "a run's folder, or a .keras file", GENERATORS


def add_run(parser):
    """A picture of what lies in a run's folder."""
    parser.add_argument("sample_source", metavar="RUN", help="a run's folder")


def add_source(parser, sample_sources):
    """A picture that a network is needed for; `sample_sources` says where it may come from."""
    parser.add_argument("sample_source", metavar="SOURCE", help=sample_sources)
    add_checkpoint(parser)


def add_samples(parser, num, text):
    """A picture of samples that are drawn anew."""
    parser.add_argument("--num", type=positive, default=num, metavar="N", help=f"{text} (default: {num})")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the samples (default: 0)")


def add_data(parser):
    """A picture that needs real samples."""
    parser.add_argument(
        "--dataset", metavar="NAME", help="name of a data set, or a folder of images (default: that of the run)"
    )
    parser.add_argument("--data-dir", metavar="FOLDER", help="where TensorFlow Datasets keeps its data")


def add_space(parser):
    """A picture in which images are compared."""
    parser.add_argument(
        "--space",
        choices=("features", "pixels"),
        default="features",
        help="where images are compared: in the features of a network (one is trained on the data's labels, unless a "
        "file is given), or pixel by pixel (default: features)",
    )
    parser.add_argument(
        "--inception", type=existing_file, metavar="FILE", help="file of the Inception's weights, to compare by"
    )
    parser.add_argument(
        "--classifier",
        metavar="FILE",
        help="file of a classifier to compare by; if it does not exist, a trained one is kept there",
    )
