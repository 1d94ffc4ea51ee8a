"""How a game is sampled: a network with named inputs, some of which the game draws and the others are given."""

import keras
import numpy as np

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import conditions_of
from tfgan_zoo.modalities import modality_of_shape
from tfgan_zoo.models.base.inputs import arranged, input_names
from tfgan_zoo.models.base.labels import LABELS, checked_labels


class Sampled(keras.Model):
    """A model that users sample from.

    Attributes:
        latents: the distribution of latents, a function of (shape, seed), or None: the sampler's first input is drawn
            from it.
        num_categories, num_continuous: how many of the last latent numbers are InfoGAN's codes.
        num_classes: number of classes, where an input is named "labels".
    """

    latents = None
    num_categories = 0
    num_continuous = 0

    @property
    def sampler(self):
        """The functional network that samples: named inputs, one output."""
        raise NotImplementedError(f"{type(self).__name__} does not say what samples: override `sampler`.")

    @property
    def drawn_inputs(self):
        """Names of the sampler's inputs that the game draws from a seed: the first, where it has latents."""
        return () if self.latents is None else tuple(input_names(self.sampler)[:1])

    @property
    def given_inputs(self):
        """Names of the sampler's inputs that its user gives."""
        return tuple(name for name in input_names(self.sampler) if name not in self.drawn_inputs)

    @property
    def modality(self):
        """What the sampler makes: an object of `tfgan_zoo.modalities`."""
        return self.chosen_modality or modality_of_shape(self.sampler.output_shape[1:])

    @property
    def needs_examples(self):
        """Whether it can be sampled only with something given that nobody can make up, such as a source picture."""
        return any(name != LABELS or self.num_classes is None for name in self.given_inputs)

    def draw(self, num_samples, seed):
        """The inputs that the game draws, by name: a pure function, for graphs too.

        Args:
            num_samples: how many.
            seed: integers of shape (2,).
        """
        return {name: self.draw_latents(num_samples, seed) for name in self.drawn_inputs}

    @property
    def latent_shape(self):
        """Shape of one sample's latents."""
        return tuple(self.sampler.inputs[0].shape[1:])

    def draw_latents(self, num_samples, seed):
        """Latents for so many samples; `seed` are integers of shape (2,)."""
        return self.latents((num_samples, *self.latent_shape), seed)

    def given_of(self, samples):
        """The given inputs, by name, that a batch's samples hold (see `samples`)."""
        conditions = conditions_of(samples)
        return {name: conditions[name] for name in self.given_inputs}

    def sampler_inputs(self, num_samples, seed=0, given=None, examples=None):
        """All inputs of the sampler, by name.

        Args:
            num_samples: how many samples.
            seed: an integer, of the drawn inputs.
            given: dict of given inputs (num_samples, ...). Labels that are missing go through the classes in turn.
            examples: a data set of `tfgan_zoo.data`, of whose first examples the other missing ones are taken.

        Returns:
            dict of tensors or arrays, in the order of the sampler's inputs.

        Raises:
            ValueError: if an input is missing, unknown, or does not fit.
        """
        check_at_least_one(self, num_samples=num_samples)
        inputs = {**self.draw(num_samples, (seed, 0)), **self.checked_given(dict(given or {}), num_samples, examples)}
        return {name: inputs[name] for name in input_names(self.sampler)}

    def checked_given(self, given, num_samples, examples):
        """The given inputs, by name, all of them and each as it must be."""
        names = self.given_inputs
        if unknown := [name for name in given if name not in names]:
            takes = f"only {', '.join(names)}" if names else "nothing"
            raise ValueError(f"{type(self).__name__} is given {takes} to sample from, not {', '.join(unknown)}.")
        if LABELS in names and self.num_classes is not None:
            given.setdefault(LABELS, np.arange(num_samples, dtype="int32") % self.num_classes)
        if examples is not None and any(name not in given for name in names):
            batch = next(iter(examples.batches(num_samples, labels=self.labeled, shuffle=False, repeat=False)))
            given = {**self.given_of(self.samples(batch)), **given}
        shapes = {tensor.name: tuple(tensor.shape[1:]) for tensor in self.sampler.inputs}
        for name in names:
            if name not in given:
                raise ValueError(
                    f"{type(self).__name__} samples from {', '.join(names)}: give {name}=..., one a sample."
                )
            if name == LABELS:
                given[name] = checked_labels(given[name], self.num_classes)
            check_given(name, given[name], num_samples, shapes[name])
        return given

    def sample(self, num_samples=None, seed=0, **given):
        """Samples, the same ones for the same seed and the same given inputs.

        Args:
            num_samples: how many; None takes as many as there are given inputs.
            seed: an integer.
            **given: the given inputs by name, such as `labels=[3, 3, 7]` or `source=images`, one a sample. Labels that
                are missing go through the classes in turn.

        Returns:
            NumPy array (num_samples, ...) as the sampler makes them: images in [-1, 1].

        Raises:
            ValueError: if an input is missing, unknown, or does not fit.
        """
        if num_samples is None:
            if not given:
                raise ValueError(f"{type(self).__name__}.sample wants a number of samples, such as sample(16).")
            num_samples = len(next(iter(given.values())))
        inputs = self.sampler_inputs(num_samples, seed, given)
        return self.predict({name: np.asarray(value) for name, value in inputs.items()}, verbose=0)

    def call(self, inputs, training=False):
        return self.sampler(arranged(self.sampler, inputs), training=training)


def check_given(name, value, num_samples, shape):
    """Refuse a given input of another number or shape than the sampler takes."""
    received = tuple(np.shape(value))
    expected = (num_samples, *shape)
    if len(received) != len(expected) or any(
        want not in (None, have) for want, have in zip(expected, received, strict=True)
    ):
        raise ValueError(
            f"received {name} of shape {received}; expected {expected}, one for each of {num_samples} samples."
        )
