"""Flags shared by several kinds of picture. They need no TensorFlow."""

from tfgan_zoo.recipe.flags import add_checkpoint, dataset_name, existing_file, positive, seed
from tfgan_zoo.runs.places import GENERATORS

GAME, GENERATOR = "a run's folder, or a .keras file", GENERATORS


def add_run(parser):
    """A picture of files in a run's folder."""
    parser.add_argument("sample_source", metavar="RUN", help="a run's folder")


def add_source(parser, sample_sources):
    """A picture that needs a network; `sample_sources` describes its possible sources."""
    parser.add_argument("sample_source", metavar="SOURCE", help=sample_sources)
    add_checkpoint(parser)


def add_samples(parser, num, text):
    """A picture of new samples."""
    parser.add_argument("--num", type=positive, default=num, metavar="N", help=f"{text} (default: {num})")
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="of the samples (default: 0)")


def add_data(parser):
    """A picture that needs real samples."""
    parser.add_argument(
        "--dataset",
        type=dataset_name,
        metavar="NAME",
        help="name of a dataset, or a folder of images (default: that of the run)",
    )
    parser.add_argument("--data-dir", metavar="FOLDER", help="data folder of TensorFlow Datasets")


def add_space(parser):
    """A picture in which images are compared."""
    parser.add_argument(
        "--space",
        choices=("features", "pixels"),
        help="how images are compared: by the features of a network (that of the run's metrics, or one trained on the "
        "data's labels, unless a file is given), or by pixels (default: features if there is a network)",
    )
    parser.add_argument(
        "--inception", type=existing_file, metavar="FILE", help="file of the Inception's weights, to compare by"
    )
    parser.add_argument(
        "--classifier",
        metavar="FILE",
        help="file of a classifier to use; if it does not exist, a trained one is saved there",
    )
