"""Rows of samples whose latents are drawn within lower and lower thresholds: less diverse, more typical."""

from tfgan_zoo import plots
from tfgan_zoo.checks import POSITIVE
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, POINTS, check_modality
from tfgan_zoo.pictures.rows import NUM_CLOUD
from tfgan_zoo.recipe.flags import number_in

np = LazyModule("numpy")

NAME = "truncation"
FILE = "truncation.png"
HELP = "samples of latents within lower and lower thresholds"
TITLE = "Latents within a threshold"
AT_END = {"num": 10}

THRESHOLDS = (4.0, 2.0, 1.0, 0.5, 0.25)


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 10, "columns")
    parser.add_argument(
        "--thresholds",
        type=number_in(POSITIVE),
        nargs="+",
        default=THRESHOLDS,
        metavar="X",
        help="largest magnitudes of the latent numbers, a row each "
        f"(default: {' '.join(f'{threshold:g}' for threshold in THRESHOLDS)})",
    )


def draw(path, subject, num, thresholds=THRESHOLDS):
    """Draw the same draws within each threshold: numbers beyond it are drawn again (BigGAN's truncation trick).

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator.
        num: columns of images: a column is one draw, which moves inwards, of one class where there are classes.
        thresholds: largest magnitudes of the latents' numbers, a row each.

    Raises:
        NotApplicable: as in `interpolation`, or if nothing says how the latents are truncated.
        ValueError: if a threshold is not positive.
    """
    generator = subject.generator
    check_modality(generator.modality, generator.name, IMAGE, POINTS)
    title = f"Latents drawn within a threshold (the truncation trick)\n{subject.name}"
    names = [f"numbers up to {threshold:g}" for threshold in thresholds]
    num = num if generator.modality.name == IMAGE else NUM_CLOUD
    latents = [generator.truncated(num, subject.seed, threshold) for threshold in thresholds]
    fixed = generator.fixed(num, subject.seed)
    samples = generator.samples(np.stack(latents, axis=1), fixed).swapaxes(0, 1)  # (thresholds, num, ...)
    if generator.modality.name == IMAGE:
        plots.image_rows(path, samples, names, generator.row_names(fixed), title=title)
        return
    real = subject.real(NUM_CLOUD)
    below = {} if real is None else {"real": real}
    panels = {name: {**below, "generated": points} for name, points in zip(names, samples, strict=True)}
    plots.scatter_panels(path, panels, title)
