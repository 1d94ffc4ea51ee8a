"""Sample files of a finished run, for samples that a picture cannot show, such as sounds."""

from tfgan_zoo import callbacks
from tfgan_zoo.serving.card import read_modality
from tfgan_zoo.serving.export import next_version


def write_sample_files(folder, game, examples, seed):
    """Write the number of samples that the game's modality specifies, next to the pictures of the epochs.

    Args:
        folder: `Folder` of the run.
        game: the finished game.
        examples: a dataset, for inputs that a game cannot draw.
        seed: seed of the samples.
    """
    count = game.modality.num_files
    if count:
        callbacks.write_samples(folder.samples, game, examples, count, seed)


def shown_sample_files(folder, settings):
    """The samples as Markdown for the report; empty while training continues, because the files are then outdated."""
    if settings["finished_steps"] is None:
        return []
    newest = folder.saved_model / str(next_version(folder.saved_model) - 1)
    modality = read_modality(newest, settings["data"]["shape"])
    paths = sorted(folder.samples.glob(f"[0-9]*{modality.suffix}")) if modality.num_files else []
    shown = [modality.markdown(path.relative_to(folder.path)) for path in paths]
    return ["## Samples", "\n".join(shown)] if shown else []
