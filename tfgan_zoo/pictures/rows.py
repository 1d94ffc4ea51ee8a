"""Rows of samples that change along each row: images side by side, points joined to a line in the plane."""

from tfgan_zoo import plots
from tfgan_zoo.pictures.applicability import IMAGE, POINTS, check_modality

NUM_IMAGES = 9  # in a row
NUM_POINTS = 49  # on a line
NUM_CLOUD = 500  # points in a cloud


def row_length(generator):
    """How many samples a row has: few images, or many points.

    Raises:
        NotApplicable: if the generator's samples are neither.
    """
    check_modality(generator.modality, generator.name, IMAGE, POINTS)
    return NUM_IMAGES if generator.modality.name == IMAGE else NUM_POINTS


def draw_rows(path, subject, samples, title, rows=(), columns=()):
    """Draw rows of images, or lines of points over real ones.

    Args:
        path: the PNG to write.
        subject: `Subject` whose generator made the samples.
        samples: array (rows, columns, ...).
        title: printed above the subject's name.
        rows: names of the rows, or nothing.
        columns: names of the columns of images, or nothing.
    """
    title = f"{title}\n{subject.name}"
    if subject.generator.modality.name == IMAGE:
        plots.image_rows(path, samples, rows, columns, title=title)
    else:
        plots.trajectories(path, samples, rows, subject.real(NUM_CLOUD), title)
