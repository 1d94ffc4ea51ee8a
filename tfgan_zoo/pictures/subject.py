"""What a picture is of, and where a kind of picture finds what it needs."""

import functools

import numpy as np

from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.comparison import PIXELS, first_samples
from tfgan_zoo.pictures.latent_generators import latent_generator


class Subject:
    """What a kind of picture may ask for; what there is not is refused in one sentence, when it is asked for.

    Attributes:
        seed: of the samples.
        folder: `Folder` of a run.
        source: source of samples, as `runs.sources.generator` finds it.
        game: the whole game.
        real_data: the data set that samples are compared with; None where none is at hand.
        train_data: the data set that the game was trained on.
        held_out_data: data that the game was not trained on; None where none is at hand.
    """

    is_exported = False  # whether it is a SavedModel, a generator alone

    @property
    def name(self):
        """What to call it in the title of a picture."""
        return self.source.name

    @property
    def modality(self):
        """What its samples are, an object of `tfgan_zoo.modalities`."""
        return self.source.modality

    @functools.cached_property
    def generator(self):
        """Its generator, a `LatentGenerator`."""
        return latent_generator(self.source)

    def samples(self, num):
        """New samples (num, ...).

        Raises:
            NotApplicable: if it translates what it is given.
        """
        if not (self.is_exported or self.game.drawn_inputs):
            raise NotApplicable(f"{self.name} translates what it is given: its samples are not new ones.")
        return np.concatenate(list(self.source.batches(num, self.seed)))

    def real(self, num):
        """The first real samples as a game takes them, at most `num`; None where no data is at hand."""
        return None if self.real_data is None else first_samples(self.real_data, num)

    def batch(self, num, held_out=False):
        """Examples as `fit` gives them to the game.

        Args:
            num: how many.
            held_out: whether they are held-out ones, where some are at hand; else they are training examples.
        """
        examples = (self.held_out_data if held_out else None) or self.train_data
        return next(iter(examples.batches(num, seed=self.seed, labels=self.game.labeled)))

    def next_batch(self):
        """The batch of the training step that would come next."""
        raise NotImplementedError

    def network(self, space):
        """The network in whose features images are compared, or None for "pixels"."""
        return None if space == PIXELS else self.feature_network()

    def feature_network(self):
        """A `keras.Model` from images to features (batch, size)."""
        raise NotImplementedError
