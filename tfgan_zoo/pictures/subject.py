"""The subject of a picture, which provides what a kind of picture needs."""

import functools

import keras
import numpy as np

from tfgan_zoo.pictures.applicability import NoFeatureNetwork, NotApplicable
from tfgan_zoo.pictures.comparison import PIXELS, first_samples
from tfgan_zoo.pictures.latent_generators import latent_generator


class Subject:
    """Everything that a kind of picture can need; what is missing is refused in one sentence, on access.

    Attributes:
        seed: seed of the samples.
        folder: `Folder` of a run.
        source: source of samples, as `runs.sources.generator` finds it.
        game: the whole game.
        real_data: the dataset that samples are compared with, or None.
        train_data: the dataset that the game was trained on.
        held_out_data: data that the game was not trained on, or None.
    """

    is_exported = False  # whether it is a SavedModel, a generator alone

    @property
    def name(self):
        """Its name in the title of a picture."""
        return self.source.name

    @property
    def modality(self):
        """The kind of its samples, an object of `tfgan_zoo.modalities`."""
        return self.source.modality

    @functools.cached_property
    def generator(self):
        """Its generator, a `LatentGenerator`."""
        return latent_generator(self.source)

    def samples(self, num):
        """New samples (num, ...).

        Raises:
            NotApplicable: if it translates its inputs.
        """
        if not (self.is_exported or self.game.drawn_inputs):
            raise NotApplicable(f"{self.name} translates its inputs: it has no new samples.")
        return np.concatenate(list(self.source.batches(num, self.seed)))

    def real(self, num):
        """The first real samples in the game's format, at most `num`; None without data."""
        return None if self.real_data is None else first_samples(self.real_data, num)

    def batch(self, num, held_out=False):
        """Examples as `fit` gives them to the game.

        Args:
            num: number of examples.
            held_out: whether to use held-out examples, if there are any; otherwise training examples.
        """
        examples = (self.held_out_data if held_out else None) or self.train_data
        return next(iter(examples.batches(num, seed=self.seed, labels=self.game.labeled)))

    def next_batch(self):
        """The batch of the next training step."""
        raise NotImplementedError

    def network(self, space):
        """The network whose features are compared; None for "pixels", and for no space at all where there is none."""
        if space == PIXELS:
            return None
        try:
            return self.feature_network()
        except NoFeatureNetwork:
            if space is None:
                return None
            raise

    def feature_network(self):
        """A `keras.Model` from images to features (batch, size).

        Raises:
            NoFeatureNetwork: if there is none.
        """
        raise NotImplementedError


def network_of_metrics(metrics):
    """The network whose features the first metric that has one uses; None if there is none."""
    networks = (getattr(metric, "network", None) for metric in metrics)
    return next((one for one in networks if isinstance(one, keras.Model) and len(one.output_shape) == 2), None)
