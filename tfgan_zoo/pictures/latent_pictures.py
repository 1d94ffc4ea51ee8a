"""Pictures of what a generator makes of its latents: ways between them, through them, and how far they carry."""

import numpy as np

from tfgan_zoo import explain, latents, plots

COLUMNS = 9  # of images
PLACES = 49  # of points on a line
NORMAL_REACH, UNIFORM_REACH = 2.5, 1.0  # how far a latent number is moved
CODE_REACH = 2.0  # as in InfoGAN's figure 2
THRESHOLDS = (4.0, 2.0, 1.0, 0.5, 0.25)
WALK = 2.0  # units of noise along a principal direction
NUM_POINTS = 500  # in a cloud


def interpolation(path, generator, num=6, seed=0, real=None):
    """Rows of samples on the way from one latent to another; points in the plane become lines.

    Args:
        path: the PNG to write.
        generator: `LatentGenerator`.
        num: rows.
        seed: of the latents.
        real: points (n, 2) to draw below points, or None.
    """
    ends = generator.latents(2 * num, seed)
    weights = np.linspace(0, 1, places(generator))
    samples = generator.samples(generator.way(ends[:num], ends[num:], weights))
    kind = "along great circles" if generator.way is latents.slerp else "along straight lines"
    title = f"Interpolation between latents, {kind}\n{generator.name}"
    draw(path, samples, [], [f"{weight:.3g}" for weight in weights], title, real)


def traversal(path, generator, num=8, seed=0, real=None, coordinates=None):
    """Rows of samples of one latent, of which one number at a time is moved; for InfoGAN, one code at a time.

    Args:
        path, generator, seed, real: as in `interpolation`.
        num: how many numbers; of codes, rows for the category.
        coordinates: which latent numbers, from 0; None takes the codes, or without them those that move the sample
            most.

    Raises:
        ValueError: if there is no such latent number.
    """
    if coordinates is None and generator.num_codes:
        rows, names = code_rows(generator, num, seed)
        draw(path, generator.samples(rows), names, [], f"What InfoGAN's codes mean\n{generator.name}", real)
        return
    base = generator.latents(1, seed)
    if coordinates is None:
        slopes = np.linalg.norm(explain.jacobian(generator.generate, base)[0], axis=0)
        coordinates = np.argsort(-slopes, kind="stable")[:num]
        which = "the latent numbers that move it most"
    else:
        which = "chosen latent numbers"
        check_coordinates(coordinates, base.shape[1])
    values = np.linspace(-1, 1, places(generator)) * reach(generator)
    rows = moved(base[0], coordinates, values)
    title = f"One sample, {which}, one at a time\n{generator.name}"
    names = [f"z[{coordinate}]" for coordinate in coordinates]
    draw(path, generator.samples(rows), names, [f"{value:.3g}" for value in values], title, real)


def code_rows(generator, num, seed):
    """Latents of which a code moves: rows in which the category does, then a pair for each continuous code."""
    base = generator.latents(max(num, 2), seed)
    size = base.shape[1]
    first = size - generator.num_codes
    rows, names = [], []
    columns = max(generator.num_categories, COLUMNS)
    if generator.num_categories:
        one_hot = np.eye(generator.num_categories, dtype=np.float32)
        for number, row in enumerate(base[:num]):
            changed = np.repeat(row[None], columns, axis=0)
            changed[:, first : first + generator.num_categories] = one_hot[np.arange(columns) % len(one_hot)]
            rows.append(changed)
            names.append(f"category 0 to {generator.num_categories - 1}, noise {number + 1}")
    values = np.linspace(-CODE_REACH, CODE_REACH, columns)
    for code in range(generator.num_continuous):
        for number in range(2):
            rows.append(moved(base[number], [size - generator.num_continuous + code], values)[0])
            names.append(f"code {code + 1} from {-CODE_REACH:g} to {CODE_REACH:g}, noise {number + 1}")
    return np.stack(rows), names


def truncation(path, generator, num=10, seed=0, real=None, thresholds=THRESHOLDS):
    """Rows of samples whose latents are drawn within lower and lower thresholds: less diverse, more typical.

    Numbers beyond a threshold are drawn again (BigGAN's truncation trick); a column is one draw, which moves inwards.

    Args:
        path, generator, seed, real: as in `interpolation`.
        num: columns.
        thresholds: largest magnitudes of the latents' numbers, a row each.

    Raises:
        ValueError: if a threshold is not positive, or nothing says how the latents are truncated.
    """
    samples = [generator.samples(generator.truncated(num, seed, threshold)) for threshold in thresholds]
    title = f"Latents drawn within a threshold (the truncation trick)\n{generator.name}"
    names = [f"numbers up to {threshold:g}" for threshold in thresholds]
    if samples[0].ndim > 2:
        plots.image_rows(path, np.stack(samples), names, title=title)
        return
    below = {} if real is None else {"real": real[:NUM_POINTS]}
    panels = {}
    for name, threshold in zip(names, thresholds, strict=True):
        points = generator.samples(generator.truncated(NUM_POINTS, seed, threshold))
        panels[name] = {**below, "generated": points}
    plots.clouds(path, panels, title)


def sensitivity(path, generator, num=5, seed=0, real=None):
    """A walk from one sample along the directions of its noise that move it most, and how far they do.

    Args:
        path, generator, seed, real: as in `interpolation`.
        num: directions.

    Returns:
        gains along all principal directions, in falling order.
    """
    base = generator.latents(1, seed)
    (jacobian,) = explain.jacobian(generator.generate, base)
    gains, directions = explain.principal_directions(jacobian)
    steps = np.linspace(-WALK, WALK, places(generator))
    walk = generator.samples(base[0] + steps[None, :, None] * directions[:num, None])
    title = f"Sensitivity of a sample to its noise (seed {seed})\n{generator.name}"
    if walk.ndim == 3:
        names = [f"direction {number + 1}, gain {gain:.3g}" for number, gain in enumerate(gains[:num])]
        plots.ways(path, walk, names, real, title)
    else:
        moved_by = np.linalg.norm(jacobian.reshape(*walk.shape[2:4], -1), axis=-1)
        plots.sensitivity(path, walk, steps, gains, moved_by, title)
    return gains


def draw(path, samples, names, columns, title, real):
    """Rows of samples as images, or as lines in the plane."""
    if samples.ndim == 3:
        plots.ways(path, samples, names, real, title)
    else:
        plots.image_rows(path, samples, names, columns, title=title)


def places(generator):
    """How many samples a row has: few images, or many points on a line."""
    return PLACES if len(generator.shape) == 1 else COLUMNS


def moved(row, coordinates, values):
    """One latent with each coordinate at each value, (coordinates, values, size)."""
    rows = np.tile(row, (len(coordinates), len(values), 1))
    for number, coordinate in enumerate(coordinates):
        rows[number, :, coordinate] = values
    return rows


def reach(generator):
    """How far a number of the noise is moved to either side."""
    return UNIFORM_REACH if generator.distribution is latents.uniform else NORMAL_REACH


def check_coordinates(coordinates, size):
    """Refuse latent numbers that are not there."""
    if wrong := [coordinate for coordinate in coordinates if not 0 <= coordinate < size]:
        raise ValueError(f"there is no latent number {wrong[0]}: they are counted from 0 to {size - 1}.")
