"""A walk from one sample along the directions of its noise that move it most, and how far they do."""

from tfgan_zoo import explain, plots
from tfgan_zoo.lazy import LazyModule
from tfgan_zoo.pictures import flags
from tfgan_zoo.pictures.applicability import IMAGE
from tfgan_zoo.pictures.rows import draw_rows, row_length

np = LazyModule("numpy")

NAME = "sensitivity"
FILE = "sensitivity.png"
HELP = "the directions of the noise that move a sample most"
TITLE = "What the noise moves"
AT_END = {"num": 5}

WALK = 2.0  # units of noise along a principal direction


def add_flags(parser):
    flags.add_source(parser, flags.GENERATOR)
    flags.add_samples(parser, 5, "principal directions")


def draw(path, subject, num):
    """Draw a walk along the principal directions of a sample's Jacobian, all gains, and a map of what moves.

    Args:
        path: the PNG to write.
        subject: `Subject` with a generator.
        num: directions.

    Returns:
        the first gains and their share, in words.

    Raises:
        NotApplicable: as in `interpolation`.
    """
    generator = subject.generator
    steps = np.linspace(-WALK, WALK, row_length(generator))
    base, fixed = generator.latents(1, subject.seed), generator.fixed(1, subject.seed)
    (jacobian,) = explain.jacobian(generator.function(fixed), base)
    gains, directions = explain.principal_directions(jacobian)
    walk = generator.samples(base + steps[:, None] * directions[:num, None], fixed)
    title = f"Sensitivity of a sample to its noise ({', '.join([f'seed {subject.seed}', *generator.row_names(fixed)])})"
    if generator.modality.name == IMAGE:
        moved_by = np.linalg.norm(jacobian.reshape(*walk.shape[2:4], -1), axis=-1)
        plots.sensitivity(path, walk, steps, gains, moved_by, f"{title}\n{subject.name}")
    else:
        names = [f"direction {number + 1}, gain {gain:.3g}" for number, gain in enumerate(gains[:num])]
        draw_rows(path, subject, walk, title, names)
    total = np.square(gains).sum()
    share = np.square(gains[:num]).sum() / total if total else 0.0  # a generator that has collapsed moves by nothing
    first = ", ".join(f"{gain:.3g}" for gain in gains[:num])
    return f"gains {first}: {share:.0%} of the squares of all {len(gains)}"
