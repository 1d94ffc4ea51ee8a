"""Picture files and their translations, which are written one after the other and each wholly or not at all."""

import dataclasses
import pathlib
import warnings
from collections import Counter

import keras
import numpy as np

from tfgan_zoo.checks import POSITIVE, SEED, check_range
from tfgan_zoo.conditions import HOLE
from tfgan_zoo.data.damage import Damage, checked_limit
from tfgan_zoo.data.picture import KIND
from tfgan_zoo.data.summary import warn_of_changes
from tfgan_zoo.runs.translation.given import read_given
from tfgan_zoo.runs.translation.notes import noted
from tfgan_zoo.runs.translation.places import is_picture, jobs_of
from tfgan_zoo.runs.translation.rows import stored, write_rows
from tfgan_zoo.runs.translation.tiles import GIB, num_tiles, strips, tile_size, translated_size
from tfgan_zoo.runs.translation.translator import find_translator
from tfgan_zoo.saving.atomic import atomic_write, remove_left_over
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.saving.lock import locked


@dataclasses.dataclass(frozen=True)
class Options:
    """How pictures are translated.

    Args:
        direction: of a game between two domains; None takes the first.
        label: number of the class to translate to, where the network takes one.
        seed: of what the network draws beside the picture, such as a style, which is the same for all pictures.
        masks: folder of masks with the names of their pictures, or the mask of one picture: white where a hole is. None
            takes the transparent pixels.
        scale: by how much the network is expected to enlarge; None expects nothing.
        memory: GiB that a pass of the network may take.
        skip_bad: pictures to skip at most that cannot be read or translated, each named.
        overwrite: whether pictures that are there already are made anew.
    """

    direction: str | None = None
    label: int | None = None
    seed: int = 0
    masks: str | pathlib.Path | None = None
    scale: int | None = None
    memory: float = 1.0
    skip_bad: int = 0
    overwrite: bool = False


def translate(source, pictures, out, options=None, checkpoint=LAST):
    """Translate pictures by a run, a saved game or an exported generator.

    Large pictures are translated in tiles, which are those of the whole picture, if no pixel that the network makes
    depends on all others; else whole. Each becomes a PNG of as many bits as the file, upright, with its transparency.

    Args:
        source: a run's folder, a `.keras` file, or an exported generator.
        pictures: a folder of pictures, with its sub-folders, or one picture.
        out: the folder to write to, outside of `pictures`; those that are there already are left out, unless something
            else made them. For one picture also the name of a PNG, which is always made anew.
        options: `Options`.
        checkpoint: "last", "previous" or "best", for a run.

    Returns:
        dict: how many were "translated", "there" already, and "skipped" for damage.

    Raises:
        FileNotFoundError: if there are no pictures.
        ValueError: if the source makes no pictures of pictures, an option does not fit it, more pictures are bad than
            may be skipped (named), or `out` was made by something else.

    Example:
        >>> translate("runs/srgan", "holiday", "enlarged")  # doctest: +SKIP
        {'translated': 120, 'there': 0, 'skipped': 0}
    """
    options = options or Options()
    check_range("translate", POSITIVE, memory=options.memory)
    check_range("translate", SEED, seed=options.seed)
    out, masks = pathlib.Path(out), options.masks and pathlib.Path(options.masks)
    jobs, left_out = jobs_of(pathlib.Path(pictures), out, masks)
    translator = find_translator(source, checkpoint, options.direction, options.seed)
    check_options(translator, options)
    if is_picture(out):
        return translate_all(translator, jobs, options, left_out)
    chosen = {"direction": translator.translation.direction, "label": options.label, "seed": options.seed}
    mine = {"weights": translator.fingerprint, **chosen}
    with locked(out):
        remove_left_over(out)
        with noted(out, jobs, mine, options.overwrite):
            todo = [job for job in jobs if options.overwrite or not job.place.is_file()]
            counts = translate_all(translator, todo, options, left_out)
    return {**counts, "there": len(jobs) - len(todo)}


def check_options(translator, options):
    """Refuse options that do not fit what translates.

    Raises:
        ValueError: if one does not.
    """
    translation, scale = translator.translation, translator.extent.scale
    if options.scale not in (None, scale):
        raise ValueError(
            f"{translator.name} enlarges by {scale} and was trained for nothing else, not for {options.scale}: leave "
            "out --scale, or train a network of that scale."
        )
    if options.masks is not None and translation.kind != HOLE:
        raise ValueError(f"{translator.name} fills no holes, so it takes no --masks: leave them out.")
    num_classes = translation.num_classes
    if num_classes is None and options.label is not None:
        raise ValueError(f"{translator.name} takes no label: leave out --label.")
    if num_classes is not None and options.label not in range(num_classes):
        raise ValueError(
            f"{translator.name} translates to one of the classes 0 to {num_classes - 1}, not to {options.label}: give "
            "--label."
        )


def translate_all(translator, jobs, options, left_out):
    """Translate pictures, each to its place; returns how many, and how many were skipped."""
    damage = Damage("the pictures", checked_limit(options.skip_bad))
    changes = Counter()
    progress = keras.utils.Progbar(len(jobs), unit_name="picture") if len(jobs) > 1 else None
    for job in jobs:
        try:
            words = translate_one(translator, job, options, alone=len(jobs) == 1)
        except ValueError as error:
            damage.add(named(job.path, error))
        else:
            changes.update(words)
        if progress:
            progress.add(1)
    translated = len(jobs) - damage.count
    if damage.count:
        warnings.warn(f"{damage.count} pictures were skipped: {damage.summary()}.", stacklevel=3)
    warn_of_changes("those translated", translated, KIND, changes, left_out)
    return {"translated": translated, "there": 0, "skipped": damage.count}


def named(path, error):
    """An error's words, with the path that they are about."""
    return str(error) if str(path) in str(error) else f"{path} cannot be translated: {error}"


def translate_one(translator, job, options, alone):
    """Translate a picture to a PNG, and return what was done to it before; a bar shows the tiles of one alone."""
    given = read_given(job.path, translator.translation, job.mask)
    side = tile_size(translator.extent, given.size, options.memory * GIB)
    progress = keras.utils.Progbar(num_tiles(given.size, side), unit_name="tile") if alone else None

    def network(window):
        translated = translator(window, options.label)
        if not np.isfinite(translated).all():
            raise ValueError(f"{translator.name} made values that are not finite: its training has diverged")
        if progress:
            progress.add(1)
        return stored(translated, given.bits)  # a row of tiles, as floats, takes four times the memory

    rows = strips(translator.extent, given.size, side, given.window, network)
    with atomic_write(job.place) as temporary, temporary.open("wb") as file:
        write_rows(file, rows, given, translated_size(translator.extent, given.size))
    return given.words
