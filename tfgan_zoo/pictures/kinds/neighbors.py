"""Samples beside the training images that are nearest to them, and whether they are copies."""

from tfgan_zoo import explain, plots
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, check_modality
from tfgan_zoo.pictures.comparison import PIXELS, described, described_examples, description, rows_of

NAME = "neighbors"
FILE = "neighbors.png"
HELP = "samples beside the training images nearest to them"
TITLE = "Samples beside their nearest training images"
AT_END = {"num": 5, "space": PIXELS, "compared": 200, "limit": 5000}  # pixels cost nothing

COMPARED = 1000  # samples, and at most so many held-out images, whose nearest training images are sought
NEAREST = 5  # neighbors shown beside a sample


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 8, "samples that are shown")
    flags.add_data(parser)
    flags.add_space(parser)


def draw(path, subject, num, space, compared=COMPARED, limit=None):
    """Draw samples with their nearest training images, and say which share of them are as copies are.

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator and data.
        num: samples that are shown.
        space: "features" or "pixels"; None takes features if there is a network for them.
        compared: samples that are compared; held-out images at most `COMPARED`.
        limit: training images at most; all when None.

    Returns:
        `explain.Memorization`.

    Raises:
        NotApplicable: if the samples are no images, or no new ones.
        ValueError: if there are too few images.
    """
    check_modality(subject.modality, subject.name, IMAGE)
    fake = subject.samples(max(compared, num))
    train, held_out = subject.train_data, subject.held_out_data
    network = subject.network(space)
    known = described_examples(train, network, limit)
    others = None if held_out is None else described_examples(held_out, network, COMPARED)
    found = described(fake, network)
    memorization = explain.memorization(found, known, others)
    distances, rows = explain.nearest(found[:num], known, min(NEAREST, len(known)))
    images = rows_of(train, rows.ravel())
    where = description(network, train.shape)
    title = f"Samples and their nearest training images ({where})\n{share_of_copies(memorization)}"
    plots.neighbors(path, fake[:num], images.reshape(*rows.shape, *images.shape[1:]), distances, title)
    return memorization


def share_of_copies(memorization):
    """The share of samples that are as alone with one training image as copies are, in two lines."""
    held_out = memorization.near_as_held_out
    share = memorization.near_as_training if held_out is None else held_out
    others = "training" if held_out is None else "held-out"
    return (
        f"of {memorization.n_fake} samples, {share:.1%} are near to one training image alone,\n"
        f"as the nearest 5 % of {others} images are (5 % is what new images have, 100 % copies)"
    )
