"""Samples of every class from the same noise: a column for each class, a row for each noise."""

from tfgan_zoo import plots
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, POINTS, NotApplicable, check_modality
from tfgan_zoo.pictures.rows import NUM_CLOUD
from tfgan_zoo.recipe.flags import number_in

NAME = "classes"
FILE = "classes.png"
HELP = "samples of every class from the same noise"
TITLE = "Every class from the same noise"
AT_END = {"num": 5}

LIMIT = 20  # columns where no classes are chosen


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 6, "rows")
    parser.add_argument(
        "--classes",
        type=number_in(NOT_NEGATIVE_INTEGER),
        nargs="+",
        metavar="N",
        help=f"which classes, from 0 (default: the first {LIMIT})",
    )


def draw(path, subject, num, classes=None):
    """Draw a row for each noise and a column for each class; of points, a panel for each class.

    Args:
        path: the PNG to write.
        subject: `Subject` whose generator is given labels.
        num: rows of images.
        classes: which classes, from 0; None takes the first `LIMIT`.

    Raises:
        NotApplicable: if the generator takes no labels, or its samples are neither images nor points.
        ValueError: if there is no such class.
    """
    source = subject.source
    if source.num_classes is None:
        raise NotApplicable(f"{subject.name} takes no labels, or does not say how many classes they have.")
    check_modality(source.modality, subject.name, IMAGE, POINTS)
    is_image = source.modality.name == IMAGE
    classes = checked_classes(classes, source.num_classes)
    samples = source.samples_of_classes(num if is_image else NUM_CLOUD, classes, subject.seed)
    names = [f"class {number}" for number in classes]
    share = f"{len(classes)} of" if len(classes) < source.num_classes else "All"
    title = f"{share} {source.num_classes} classes, each row from the same noise\n{subject.name}"
    if is_image:
        plots.image_rows(path, samples, columns=names, title=title)
        return
    real = subject.real(NUM_CLOUD)
    below = {} if real is None else {"real": real}
    panels = {name: {**below, "generated": samples[:, column]} for column, name in enumerate(names)}
    plots.scatter_panels(path, panels, title)


def checked_classes(classes, num_classes):
    """The chosen classes, or the first ones."""
    if classes is None:
        return list(range(min(num_classes, LIMIT)))
    if wrong := [number for number in classes if not 0 <= number < num_classes]:
        raise ValueError(f"there is no class {wrong[0]}: they are counted from 0 to {num_classes - 1}.")
    return list(classes)
