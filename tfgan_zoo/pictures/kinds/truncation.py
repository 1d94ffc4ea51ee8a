"""Rows of samples that are truncated further and further: less diverse, more typical."""

from tfgan_zoo import plots
from tfgan_zoo.checks import NOT_NEGATIVE
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE, POINTS, check_modality
from tfgan_zoo.pictures.rows import NUM_CLOUD
from tfgan_zoo.recipe.flags import number_in

np = LazyModule("numpy")

NAME = "truncation"
FILE = "truncation.png"
HELP = "samples truncated further and further, as in BigGAN or StyleGAN2"
TITLE = "Truncation"
AT_END = {"num": 10}

THRESHOLDS = (4.0, 2.0, 1.0, 0.5, 0.25)


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 10, "columns")
    parser.add_argument(
        "--thresholds",
        type=number_in(NOT_NEGATIVE),
        nargs="+",
        metavar="X",
        help="largest magnitudes of the latent numbers, or values of StyleGAN2's psi, a row each (default: "
        f"{' '.join(f'{threshold:g}' for threshold in THRESHOLDS)}, or those of the game)",
    )


def draw(path, subject, num, thresholds=None):
    """Draw the same draws with each truncation: the game's own, as that of StyleGAN2's styles, if it has one.

    Of other games numbers of the latents beyond a threshold are drawn again (BigGAN's truncation trick).

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator.
        num: columns of images: a column is one draw, which moves inwards, of one class where there are classes.
        thresholds: largest magnitudes of the latents' numbers, or levels of the game's own truncation, a row each;
            None for the game's levels, or `THRESHOLDS`.

    Raises:
        NotApplicable: as in `interpolation`, or if nothing says how the latents are truncated.
        ValueError: if a threshold is out of range.
    """
    generator = subject.generator
    check_modality(generator.modality, generator.name, IMAGE, POINTS)
    title = f"Samples truncated further and further (the truncation trick)\n{subject.name}"
    thresholds = thresholds or generator.truncation_levels or THRESHOLDS
    names = [generator.truncation_words.format(threshold) for threshold in thresholds]
    num = num if generator.modality.name == IMAGE else NUM_CLOUD
    samples = [generator.truncated_samples(num, subject.seed, threshold) for threshold in thresholds]
    if generator.modality.name == IMAGE:
        columns = generator.row_names(generator.fixed(num, subject.seed))
        plots.image_rows(path, np.stack(samples), names, columns, title=title)
        return
    real = subject.real(NUM_CLOUD)
    below = {} if real is None else {"real": real}
    panels = {name: {**below, "generated": points} for name, points in zip(names, samples, strict=True)}
    plots.scatter_panels(path, panels, title)
