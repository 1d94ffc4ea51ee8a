"""The files of a run, and whether a run may start or resume in a folder."""

import json
import os
import pathlib
import platform

from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.runs.commit import commit_of
from tfgan_zoo.runs.paths import absolute_paths
from tfgan_zoo.runs.places import checkpoint_file, settings_of
from tfgan_zoo.runs.settings import FINGERPRINTS, MAY_CHANGE, flags_checksum, option, write_settings
from tfgan_zoo.saving.atomic import TEMPORARY_PREFIX
from tfgan_zoo.saving.checkpoints import LAST, PREVIOUS
from tfgan_zoo.saving.lock import LOCK


class Folder:
    """A run's folder: the paths of its files, and its settings.

    Args:
        path: the folder; created when a run starts.

    Example:
        >>> Folder("runs/dcgan").checkpoint("last").name
        'last.keras'
    """

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.settings_file = self.path / "settings.json"
        self.events = self.path / "events"
        self.samples = self.path / "samples"
        self.pictures = self.path / "pictures"
        self.losses = self.path / "losses.csv"
        self.health = self.path / "signals.csv"
        self.metrics = self.path / "metrics.csv"
        self.checkpoints = self.path / "checkpoints"
        self.saved_model = self.path / "saved_model"
        self.report = self.path / "report.md"

    def checkpoint(self, which):
        """Path of the checkpoint "last", "previous" or "best"."""
        return checkpoint_file(self.path, which)

    def settings(self):
        """The settings of the run in this folder.

        Raises:
            FileNotFoundError: if there is no such folder.
            ValueError: if it holds no run, or its settings are damaged.
        """
        return settings_of(self.path)

    def write_settings(self, settings):
        """Replace the settings in one step.

        Raises:
            ValueError: if they could not be read again.
        """
        write_settings(self.settings_file, settings)

    def resumable_settings(self, recipe, flags):
        """The settings of the run that these flags resume; None if a new run may start.

        Raises:
            ValueError: if the folder has other files, or a run with other settings.
        """
        if not self.path.exists():
            return None
        if not self.path.is_dir():
            raise ValueError(f"{self.path} is a file: give another --out.")
        names = {entry.name for entry in self.path.iterdir()} - {LOCK}
        if all(name.startswith(TEMPORARY_PREFIX) for name in names):
            return None
        if not self.settings_file.is_file():
            raise ValueError(
                f"{self.path} has files that are not of a run, and is not changed: use another --out, or an "
                "empty folder."
            )
        settings = self.settings()
        if not any(self.checkpoint(which).exists() for which in (LAST, PREVIOUS)):  # stopped before the first
            return None
        self.check_unedited(settings)
        recorded = absolute_paths(settings["flags"])  # of a run from before paths were absolute
        if can_have_moved(settings, flags):
            recorded = {**recorded, "dataset": flags["dataset"]}
        differences = differing({"recipe": recipe, **flags}, {"recipe": settings["recipe"], **recorded})
        if settings["finished_steps"] is None and flags["steps"] < settings["flags"]["steps"]:
            differences.append(f"--steps was {settings['flags']['steps']}, is now {flags['steps']}")
        if differences:
            raise ValueError(
                f"{self.path} has a run with other settings: {'; '.join(differences)}. To resume it, repeat its "
                f"settings, of which only {names_of_changeable()} may change; to start another run, use another --out."
            )
        return settings

    def check_unedited(self, settings):
        """Refuse settings whose flags are not those that the game was made with."""
        if FINGERPRINTS in settings and flags_checksum(settings["flags"]) != settings[FINGERPRINTS]["flags"]:
            raise ValueError(
                f"{self.settings_file} was edited: its flags are not those that the game in {self.checkpoints} was "
                "made with. Put the file back to go on with that game; to begin another run, give another --out."
            )

    def last_epoch(self, steps, within_epoch=False):
        """The number and the last step of the last epoch that was complete when a game was at a step.

        Args:
            steps: the step.
            within_epoch: whether the game was in the middle of an epoch. This includes one stopped during its
                evaluation, even if the tables already have a row for its step.

        Returns:
            (epoch, steps), (0, 0) before the end of the first.
        """
        rows = [(int(row["epoch"]), int(row["steps"])) for row in Table(self.losses).rows()]
        return max((row for row in rows if row[1] < steps or row[1] == steps and not within_epoch), default=(0, 0))

    def truncate(self, steps):
        """Remove the rows of later steps from the tables."""
        for path in (self.losses, self.metrics, self.health):
            Table(path).truncate(steps)


def names_of_changeable():
    """The flags with which a run may be resumed although they have changed, in words."""
    return ", ".join(f"{option(name)} (to more)" if name == "steps" else option(name) for name in MAY_CHANGE)


def can_have_moved(settings, flags):
    """Whether another folder of data may hold the same, which their fingerprint then tells."""
    return FINGERPRINTS in settings and all(map(os.path.isabs, (settings["flags"]["dataset"], flags["dataset"])))


def differing(new, old):
    """Each setting that differs, with its old and its new value."""
    names = [name for name in dict.fromkeys([*old, *new]) if name not in MAY_CHANGE]
    new, old = (json.loads(json.dumps(values)) for values in (new, old))  # tuples become lists, as in the file
    return [
        f"{option(name)} was {old.get(name, 'unknown')}, is now {new.get(name, 'unknown')}"
        for name in names
        if name not in new or name not in old or new[name] != old[name]
    ]


def versions():
    """Versions of the packages that a run uses."""
    import keras
    import tensorflow as tf

    import tfgan_zoo

    return {
        "tfgan_zoo": tfgan_zoo.__version__,
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "python": platform.python_version(),
        "commit": commit_of(),
    }
