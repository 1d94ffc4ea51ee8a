"""Rows of one sample, of whose latents one number at a time is moved; of InfoGAN, one code at a time."""

from tfgan_zoo import explain, latents
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.rows import draw_rows, row_length
from tfgan_zoo.recipe.flags import number_in

np = LazyModule("numpy")

NAME = "traversal"
FILE = "traversal.png"
HELP = "one latent number, or code of InfoGAN, at a time"
TITLE = "One latent number, or code, at a time"
AT_END = {"num": 5}

NORMAL_REACH, UNIFORM_REACH = 2.5, 1.0  # how far a latent number is moved
CODE_REACH = 2.0  # as in InfoGAN's figure 2


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 8, "latent numbers; of InfoGAN's category, rows")
    parser.add_argument(
        "--coordinates",
        type=number_in(NOT_NEGATIVE_INTEGER),
        nargs="+",
        metavar="N",
        help="which latent numbers, from 0 (default: the codes, or those that move the sample most)",
    )


def draw(path, subject, num, coordinates=None):
    """Draw a sample of which one latent number moves in each row, or what InfoGAN's codes mean.

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator.
        num: how many numbers; of codes, rows for the category.
        coordinates: which latent numbers, from 0; None takes the codes, or without them those that move the sample
            most.

    Raises:
        NotApplicable: as in `interpolation`.
        ValueError: if there is no such latent number.
    """
    generator = subject.generator
    length = row_length(generator)
    if coordinates is None and generator.num_codes:
        rows, fixed, names = code_rows(generator, num, subject.seed, length)
        draw_rows(path, subject, generator.samples(rows, fixed), "What InfoGAN's codes mean", names)
        return
    (base,), fixed = generator.latents(1, subject.seed), generator.fixed(1, subject.seed)
    if coordinates is None:
        (jacobian,) = explain.jacobian(generator.function(fixed), base[None])
        coordinates = np.argsort(-np.linalg.norm(jacobian, axis=0), kind="stable")[:num]
        which = "the latent numbers that move it most"
    else:
        check_coordinates(coordinates, base.size)
        which = "chosen latent numbers"
    uniform = generator.distribution is latents.uniform
    values = np.linspace(-1, 1, length) * (UNIFORM_REACH if uniform else NORMAL_REACH)
    samples = generator.samples(np.stack([moved(base, coordinate, values) for coordinate in coordinates]), fixed)
    names = generator.row_names(fixed, [f"z[{coordinate}]" for coordinate in coordinates])
    columns = [f"{value:.3g}" for value in values]
    draw_rows(path, subject, samples, f"One sample, {which}, one at a time", names, columns)


def check_coordinates(coordinates, size):
    """Refuse latent numbers that are not there."""
    if wrong := [coordinate for coordinate in coordinates if not 0 <= coordinate < size]:
        raise ValueError(f"there is no latent number {wrong[0]}: they are counted from 0 to {size - 1}.")


def moved(base, coordinate, values):
    """A latent (size,) with one of its numbers at each of the values, (values, size)."""
    rows = np.tile(base, (len(values), 1))
    rows[:, coordinate] = values
    return rows


def code_rows(generator, num, seed, length):
    """Rows in which InfoGAN's category changes, then a pair of rows for each continuous code.

    Returns:
        latents (rows, columns, size), what is fixed in each row, and the names of the rows.
    """
    base, fixed = generator.latents(max(num, 2), seed), generator.fixed(max(num, 2), seed)
    size, num_categories = base.shape[1], generator.num_categories
    length = max(num_categories, length)
    rows, noises, names = [], [], []
    for noise in range(num if num_categories else 0):
        changed = np.tile(base[noise], (length, 1))
        one_hot = np.eye(num_categories)[np.arange(length) % num_categories]
        changed[:, size - generator.num_codes : size - generator.num_continuous] = one_hot
        rows.append(changed)
        noises.append(noise)
        names.append(f"category 0 to {num_categories - 1}, noise {noise + 1}")
    values = np.linspace(-CODE_REACH, CODE_REACH, length)
    for code in range(generator.num_continuous):
        for noise in range(2):
            rows.append(moved(base[noise], size - generator.num_continuous + code, values))
            noises.append(noise)
            names.append(f"code {code + 1} from {-CODE_REACH:g} to {CODE_REACH:g}, noise {noise + 1}")
    fixed = {name: value[noises] for name, value in fixed.items()}
    return np.stack(rows), fixed, generator.row_names(fixed, names)
