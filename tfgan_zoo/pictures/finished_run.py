"""The pictures at the end of a run: those that take little time, redrawn whenever it ends."""

import numpy as np
import tensorflow as tf
from PIL import Image

from tfgan_zoo.pictures.applicability import NoFeatureNetwork, NotApplicable
from tfgan_zoo.pictures.kinds import KINDS
from tfgan_zoo.pictures.subject import Subject, network_of_metrics
from tfgan_zoo.runs import setup, sources
from tfgan_zoo.runs.settings import data_title
from tfgan_zoo.saving.atomic import naming


class FinishedRun(Subject):
    """A run at its end, with the parts that it was trained with.

    Args:
        folder: `Folder` of the run.
        prepared: `setup.RunSetup` of the run, with the game that is drawn.
        flags: its flags.
        name: its name.
    """

    def __init__(self, folder, prepared, flags, name):
        self.folder = folder
        self.flags = flags
        self.seed = flags["seed"]
        self.game = prepared.game
        self.train_data = prepared.train_data
        self.real_data = prepared.real_data
        self.held_out_data = None if self.real_data.split == self.train_data.split else self.real_data
        self.source = sources.GameSource(name, self.game, lambda: self.real_data)

    def next_batch(self):
        return next(iter(setup.training_batches(self.game, self.train_data, self.flags)))

    def feature_network(self):
        """The network whose features the run's metrics use."""
        network = network_of_metrics(self.game.evaluation_metrics)
        if network is None:
            raise NoFeatureNetwork(f"{self.name} has no metric that uses a feature network.")
        return network


def write_pictures(folder, source, prepared, settings):
    """Draw every applicable kind of picture to the run's folder, and add them to TensorBoard.

    A failure is announced in one line and does not end the run; an older picture of that name stays. One of a kind that
    does not apply to the game any more is deleted. Trials of a search have no pictures.

    Args:
        folder: `Folder` of the run.
        source: `RecipeSource` of its recipe.
        prepared: `setup.RunSetup` of the run, with the game that is drawn.
        settings: its settings.
    """
    if settings["flags"].get("held_out"):
        return
    setup.announce("Drawing pictures")
    subject = FinishedRun(folder, prepared, settings["flags"], f"{source.title} on {data_title(settings)}")
    for kind in KINDS:
        if kind.AT_END is not None:
            draw(kind, folder.pictures / kind.FILE, subject)
    show(folder, int(prepared.game.steps.numpy()))


def draw(kind, path, subject):
    """Draw one picture, if applicable."""
    try:
        kind.draw(path, subject, **kind.AT_END)
    except NotApplicable:
        path.unlink(missing_ok=True)
    except Exception as error:  # no error in a picture may lose the run
        kept = "; the one there is of an earlier end of the run" if path.exists() else ""
        setup.announce(f"{path.name} could not be drawn{kept}: {error}")


def show(folder, steps):
    """All pictures that do not move, in TensorBoard."""
    with naming(folder.events):
        writer = tf.summary.create_file_writer(str(folder.events))
        with writer.as_default(steps):
            for path in sorted(folder.pictures.glob("*.png")):
                with Image.open(path) as picture:
                    tf.summary.image(f"pictures/{path.stem}", np.asarray(picture.convert("RGB"))[None])
        writer.flush()  # which says what goes wrong; closing does not
        writer.close()
