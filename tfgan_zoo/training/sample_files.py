"""Samples of a finished run as files of their own, where a picture does not do: sounds are to be played."""

from tfgan_zoo import callbacks
from tfgan_zoo.serving.card import read_modality
from tfgan_zoo.serving.export import next_version


def write_sample_files(folder, game, examples, seed):
    """Write as many samples as the game's modality wants, beside the pictures of the epochs.

    Args:
        folder: `Folder` of the run.
        game: the finished game.
        examples: a data set, from which a game is given what it cannot draw.
        seed: of the samples.
    """
    count = game.modality.num_files
    if count:
        callbacks.write_samples(folder.samples, game, examples, count, seed)


def shown_sample_files(folder, settings):
    """The samples as a report shows them; nothing while training goes on, for files of an earlier end are not of it."""
    if settings["finished_steps"] is None:
        return []
    newest = folder.saved_model / str(next_version(folder.saved_model) - 1)
    modality = read_modality(newest, settings["data"]["shape"])
    paths = sorted(folder.samples.glob(f"[0-9]*{modality.suffix}")) if modality.num_files else []
    shown = [modality.markdown(path.relative_to(folder.path)) for path in paths]
    return ["## Samples", "\n".join(shown)] if shown else []
