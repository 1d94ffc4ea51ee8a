"""Rows of samples from one latent to another; points in the plane become lines."""

from tfgan_zoo import latents
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.rows import draw_rows, row_length

np = LazyModule("numpy")

NAME = "interpolation"
FILE = "interpolation.png"
HELP = "rows of samples from one latent to another"
TITLE = "From one latent to another"
AT_END = {"num": 5}


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 6, "rows")


def draw(path, subject, num):
    """Draw what lies between pairs of latents; what is given beside them, such as a class, stays along a row.

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator.
        num: rows.

    Raises:
        NotApplicable: if the subject draws no latents, or its samples are neither images nor points.
    """
    generator = subject.generator
    weights = np.linspace(0, 1, row_length(generator))
    ends, fixed = generator.latents(2 * num, subject.seed), generator.fixed(num, subject.seed)
    samples = generator.samples(generator.interpolate(ends[:num], ends[num:], weights), fixed)
    kind = "along great circles" if generator.interpolate is latents.slerp else "along straight lines"
    columns = [f"{weight:.3g}" for weight in weights]
    draw_rows(path, subject, samples, f"Interpolation between latents, {kind}", generator.row_names(fixed), columns)
