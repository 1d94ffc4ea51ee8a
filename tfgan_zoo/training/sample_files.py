"""Sample files of a finished run, for samples that a picture cannot show, such as sounds."""

from tfgan_zoo import callbacks
from tfgan_zoo.serving.card import read_modality
from tfgan_zoo.serving.export import next_version

PICTURE = "files.png"


def write_sample_files(folder, game, examples, seed):
    """Write as many samples as the game's modality specifies next to the pictures of the epochs, and may draw them.

    Args:
        folder: `Folder` of the run.
        game: the finished game.
        examples: a dataset, for inputs that a game cannot draw.
        seed: seed of the samples.
    """
    count = game.modality.num_files
    if count:
        callbacks.write_samples(folder.samples, game, examples, count, seed)
    if game.modality.draws_files:
        callbacks.draw_samples(folder.samples / PICTURE, game, examples, count, seed)


def shown_sample_files(folder, settings):
    """The samples as Markdown for the report, their picture first.

    Empty while training continues, because the files are then outdated.
    """
    if settings["finished_steps"] is None:
        return []
    newest = folder.saved_model / str(next_version(folder.saved_model) - 1)
    modality = read_modality(newest, settings["data"]["shape"])
    paths = sorted(folder.samples.glob(f"[0-9]*{modality.suffix}")) if modality.num_files else []
    shown = [modality.markdown(path.relative_to(folder.path)) for path in paths]
    if not shown:
        return []
    picture = folder.samples / PICTURE
    drawn = [f"![Samples, row by row]({picture.relative_to(folder.path).as_posix()})"] if picture.exists() else []
    return ["## Samples", *drawn, "\n".join(shown)]
